"""`dondoc import`: a register comes in; what is left out is listed with the reason."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import typer

from actions.import_profiles import (
    NoProfile,
    choose_profile,
    is_profile_name,
    remember_profile,
    words_above,
)
from actions.import_register import ImportResult, import_register, preview_register
from actions.name_unit import NoUnit, name_unit
from actions.note_secret import note_secret_rows
from bot.terminal.app import Terminal
from bot.terminal.desk import FAILED, WRONG_USE, Desk, Failed, open_desk, say
from bot.terminal.files import open_workbook, refuse_secret, unreadable
from bot.terminal.progress import Steps
from bot.terminal.register_answers import as_facts, ask_for_columns, tell
from bot.terminal.register_meanings import meanings, pairs
from bot.terminal.register_runs import list_runs, take_back
from bot.terminal.standing import policy_of
from domain.disk import MEGABYTE, Limits, Short
from domain.register import (
    Column,
    FileProblem,
    Register,
    UnknownLayout,
    UnreadableFile,
)
from domain.secret_names import digest_of, is_secret_name
from files.digests import digest_of_file
from files.importers import Mapped, Workbook, normal, read_register
from locales.catalog import Words
from models.ballast import Ballast
from models.base import LARGEST_NUMBER
from models.work import Database


@dataclass(frozen=True)
class Wish:
    """What was typed behind `dondoc import`."""

    create_units: bool = False
    dry_run: bool = False
    as_json: bool = False
    profile: str | None = None
    maps: Mapping[str, Column] = field(default_factory=dict)  # header as written
    units: Mapping[str, str] = field(default_factory=dict)  # name as written -> unit


@dataclass(frozen=True)
class Read:
    """A register that was understood, and by which profile."""

    register: Register
    profile: str


def add_to(terminal: Terminal) -> None:
    words = terminal.words
    file = typer.Argument(
        None, metavar="FILE", help=words("An .xlsx, .xls or .csv file.")
    )
    profile = typer.Option(
        None,
        metavar="NAME",
        show_default=False,
        help=words("Whose way of keeping registers."),
    )
    maps = typer.Option(
        [],
        "--map",
        metavar="HEADER=COLUMN",
        show_default=False,
        help=words("What a header means; kept under the profile's name."),
    )
    units = typer.Option(
        [],
        "--unit",
        metavar="NAME=UNIT",
        show_default=False,
        help=words("Which unit a name in the file means; it is known from now on."),
    )
    create = typer.Option(
        False, "--create-units", help=words("Create the units that are unknown.")
    )
    dry = typer.Option(False, "--dry-run", help=words("Only say what would happen."))
    as_json = typer.Option(False, "--json", help=words("Answer as JSON."))
    listing = typer.Option(False, "--list", help=words("Show what was imported."))
    undo = typer.Option(
        *(None, "--undo"),
        min=1,
        max=LARGEST_NUMBER,
        metavar="RUN",
        help=words("Take an import back."),
    )

    @terminal.command(
        "import", words("Bring in a register of tasks."), "import so-theo-doi.xlsx"
    )
    def import_(  # noqa: PLR0913  # the command's options are its interface
        file: Path | None = file,
        profile: str | None = profile,
        maps: list[str] = maps,
        units: list[str] = units,
        create_units: bool = create,
        dry_run: bool = dry,
        as_json: bool = as_json,
        listing: bool = listing,
        undo: int | None = undo,
    ) -> None:
        desk = open_desk()
        check_use(desk.words, file, listing=listing, undo=undo)
        if undo is not None:
            asyncio.run(take_back(desk, undo))
        elif file is None:
            asyncio.run(list_runs(desk))
        else:
            said = meanings(desk.words, maps), pairs(desk.words, units)
            wish = Wish(create_units, dry_run, as_json, profile, *said)
            check_names(desk.words, wish)
            raise typer.Exit(asyncio.run(bring_in(desk, file, wish)))


def check_use(
    words: Words, file: Path | None, *, listing: bool, undo: int | None
) -> None:
    """Raises Failed unless one of the three is wanted."""
    if sum((file is not None, listing, undo is not None)) != 1:
        said = words("Name a file, --list, or --undo with a number. See: dondoc --help")
        raise Failed(said, WRONG_USE)


def check_names(words: Words, wish: Wish) -> None:
    """Raises Failed: what is said of headers is kept under a name.

    Without --profile it is the one by which the file is recognised.
    """
    if wish.maps and wish.profile is not None and not is_profile_name(wish.profile):
        said = words("A profile's name has small letters, digits and - only.")
        raise Failed(said, WRONG_USE)


async def bring_in(desk: Desk, path: Path, wish: Wish) -> int:
    """1 if no row could be used."""
    names = (*wish.maps, *wish.units, *wish.units.values(), wish.profile or "")
    if is_secret_name(path.name) or any(map(is_secret_name, names)):
        raise await refuse_secret(desk, digest_of(path.name, *names))
    try:
        read, result = await read_and_store(desk, path, wish)
    except UnknownLayout as asked:
        for line in ask_for_columns(asked, path.name, desk.words):
            say(line)
        return FAILED
    except UnreadableFile as error:
        if error.reason is FileProblem.SECRET:
            raise await refuse_secret(desk, digest_of_file(path)) from None
        raise unreadable(error, desk.words) from None
    if wish.as_json:
        say(json.dumps(as_facts(result, desk.words), ensure_ascii=False))
    else:
        tell(result, read.register, desk.words, dry_run=wish.dry_run)
    return 0 if result.added or result.changed or result.unchanged else FAILED


async def read_and_store(
    desk: Desk, path: Path, wish: Wish
) -> tuple[Read, ImportResult]:
    with Steps(desk.words("Reading the file"), of=3) as steps:
        workbook = await open_workbook(path, desk.words)
        steps.next(desk.words("Understanding the rows"))
        async with desk.office() as database:
            read = await understand(desk, database, workbook, wish)
            steps.next(desk.words("Storing"))
            await note_refused(database, path, read.register)
            return read, await store(desk, database, path, read, wish)


async def note_refused(database: Database, path: Path, register: Register) -> None:
    """Also of a dry run: it was read, and refused."""
    if register.secret_rows:
        digest = await asyncio.to_thread(digest_of_file, path)
        async with database.begin() as work:
            await note_secret_rows(work, register, digest, door="terminal")


async def understand(
    desk: Desk, database: Database, workbook: Workbook, wish: Wish
) -> Read:
    """Raises UnreadableFile, or Failed for a profile that there is not."""
    is_new = bool(wish.maps)
    try:
        async with database.read() as reads:
            name, mapped = await choose_profile(reads, workbook, wish.profile)
    except NoProfile as error:
        if not is_new:
            said = desk.words("There is no profile {name}. Choose one of: {names}")
            names = ", ".join(error.names)
            failed = said.format(name=wish.profile, names=names)
            raise Failed(failed, WRONG_USE) from None
        name, mapped = wish.profile or "", {}
    ours: Mapped = {normal(header): column for header, column in wish.maps.items()}
    policy = await policy_of(desk, database, desk.today)
    register = await asyncio.to_thread(
        read_register,
        workbook,
        today=desk.today,
        mapped={**mapped, **ours},
        before_is_exclusive=policy.before_is_exclusive,
        secret_symbols=policy.secret_symbols,
    )
    check_maps(desk.words, workbook, register, wish)
    return Read(register, name)


def check_maps(
    words: Words, workbook: Workbook, register: Register, wish: Wish
) -> None:
    """Raises Failed: a mistyped header would be kept, and mean nothing."""
    there = words_above(workbook) | set(map(normal, register.columns.values()))
    for header in wish.maps:
        if normal(header) not in there:
            said = words("The file has no column “{header}”. Nothing was stored.")
            raise Failed(said.format(header=header))


async def store(
    desk: Desk, database: Database, path: Path, read: Read, wish: Wish
) -> ImportResult:
    if wish.dry_run:
        async with database.read() as reads:
            return await preview_register(
                reads,
                read.register,
                create_units=wish.create_units,
                profile=read.profile,
            )
    check_room(desk, database)
    digest = await asyncio.to_thread(digest_of_file, path)
    async with database.begin() as work:
        for written, meant in wish.units.items():
            try:
                await name_unit(work, written, meant)
            except NoUnit:
                said = desk.words("There is no unit {name}.").format(name=meant)
                raise Failed(said) from None
        if wish.maps:
            await remember_profile(work, read.profile, wish.maps)
        return await import_register(
            work,
            read.register,
            file_name=path.name,
            digest=digest,
            profile=read.profile,
            create_units=wish.create_units,
        )


def check_room(desk: Desk, database: Database) -> None:
    """Raises Failed: what is free is for what the running bot has to keep."""
    room = Ballast(database.engines.file, Limits(), free=desk.free)
    if not isinstance(room.judge(), Short):
        return
    said = desk.words(
        "Only {free} MB are free on the disk; a register needs at least {least} MB."
        " Nothing was stored."
    )
    counts = {"free": room.free // MEGABYTE, "least": Limits().least // MEGABYTE}
    raise Failed(said.format(**counts))
