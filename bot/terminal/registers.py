"""`dondoc import`: a register comes in; what is left out is listed with the reason."""

from __future__ import annotations

import asyncio
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from actions.import_register import ImportResult, import_register, preview_register
from bot.terminal.app import Terminal
from bot.terminal.desk import FAILED, WRONG_USE, Desk, Failed, open_desk, say
from bot.terminal.files import open_workbook, unreadable
from bot.terminal.progress import Steps
from domain.disk import MEGABYTE, Limits, Short
from domain.register import LeftOut, Register, UnreadableFile
from files.importers import read_register
from locales import formats
from locales.catalog import Words
from locales.problems import problem
from models.ballast import Ballast
from models.queries.registers import last_runs
from models.tables import ImportRun
from models.work import Database

PROFILES = ("chung",)
LISTED = 50  # runs


@dataclass(frozen=True)
class Wish:
    """What was typed behind `dondoc import`."""

    create_units: bool
    dry_run: bool
    as_json: bool


def add_to(terminal: Terminal) -> None:
    words = terminal.words
    file = typer.Argument(None, metavar="FILE", help=words("An .xlsx file."))
    profile = typer.Option(
        PROFILES[0],
        metavar=PROFILES[0],
        show_default=False,
        help=words("Whose way of keeping registers."),
    )
    create = typer.Option(
        False, "--create-units", help=words("Create the units that are unknown.")
    )
    dry = typer.Option(False, "--dry-run", help=words("Only say what would happen."))
    as_json = typer.Option(False, "--json", help=words("Answer as JSON."))
    listing = typer.Option(False, "--list", help=words("Show what was imported."))

    @terminal.command(
        "import", words("Bring in a register of tasks."), "import so-theo-doi.xlsx"
    )
    def import_(  # noqa: PLR0913  # the command's options are its interface
        file: Path | None = file,
        profile: str = profile,
        create_units: bool = create,
        dry_run: bool = dry,
        as_json: bool = as_json,
        listing: bool = listing,
    ) -> None:
        desk = open_desk()
        check_use(desk.words, file, profile, listing=listing)
        if file is None:
            asyncio.run(list_runs(desk))
            return
        wish = Wish(create_units, dry_run, as_json)
        raise typer.Exit(asyncio.run(bring_in(desk, file, wish)))


def check_use(words: Words, file: Path | None, profile: str, *, listing: bool) -> None:
    """Raises Failed."""
    if (file is None) is not listing:
        raise Failed(words("Name a file, or --list. See: dondoc --help"), WRONG_USE)
    if profile not in PROFILES:
        said = words("There is no profile {name}. Choose one of: {names}")
        names = ", ".join(PROFILES)
        raise Failed(said.format(name=profile, names=names), WRONG_USE)


async def bring_in(desk: Desk, path: Path, wish: Wish) -> int:
    """1 if no row could be used."""
    with Steps(desk.words("Reading the file"), of=3) as steps:
        workbook = await open_workbook(path, desk.words)
        steps.next(desk.words("Understanding the rows"))
        try:
            register = await asyncio.to_thread(
                read_register, workbook, today=desk.today
            )
        except UnreadableFile as error:
            raise unreadable(error, desk.words) from None
        steps.next(desk.words("Storing"))
        result = await store(desk, path, register, wish)
    if wish.as_json:
        facts = as_facts(result, desk.words)
        say(json.dumps(facts, ensure_ascii=False))
    else:
        tell(result, wish, desk.words)
    return 0 if result.added or result.changed or result.unchanged else FAILED


async def store(desk: Desk, path: Path, register: Register, wish: Wish) -> ImportResult:
    async with desk.office() as database:
        if wish.dry_run:
            async with database.read() as reads:
                return await preview_register(
                    reads, register, create_units=wish.create_units
                )
        check_room(desk, database)
        async with database.begin() as work:
            return await import_register(
                work,
                register,
                file_name=path.name,
                digest=await asyncio.to_thread(digest_of, path),
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


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def tell(result: ImportResult, wish: Wish, words: Words) -> None:
    said = words(
        "{added} new tasks, {changed} changed, {unchanged} unchanged; {left} rows left"
        " out."
    )
    say(said.format(**counts_of(result, words)))
    if wish.dry_run:
        say(words("This was a dry run; nothing was stored."))
    elif result.run is None:
        say(words("Nothing was stored."))
    for one in result.left_out:
        say(left_out_line(one, words))


def left_out_line(one: LeftOut, words: Words) -> str:
    said = problem(one.problem, words, detail=one.detail)
    if one.column is None:
        return words("Row {row}: {problem}").format(row=one.row, problem=said)
    line = words("Row {row}, “{column}”: {problem}")
    return line.format(row=one.row, column=one.column, problem=said)


def as_facts(result: ImportResult, words: Words) -> dict[str, Any]:
    return {
        "run": result.run,
        "added": result.added,
        "changed": result.changed,
        "unchanged": result.unchanged,
        "left_out": [
            {
                "row": one.row,
                "column": one.column,
                "message": problem(one.problem, words, detail=one.detail),
            }
            for one in result.left_out
        ],
    }


async def list_runs(desk: Desk) -> None:
    words = desk.words
    async with desk.office() as database, database.read() as reads:
        runs = await last_runs(reads, LISTED)
    if not runs:
        say(words("Nothing was imported yet."))
    line = words(
        "{run}. {at}, {file}: {added} new, {changed} changed, {unchanged} unchanged,"
        " {left} left out"
    )
    for run in runs:
        at = formats.moment(run.at, desk.settings.zone, words.language)
        counts = counts_of(run, words)
        say(line.format(run=run.id, at=at, file=run.file_name, **counts))


def counts_of(told: ImportResult | ImportRun, words: Words) -> dict[str, str]:
    """As the office writes them: 05, 1.441."""
    counts = {
        "added": told.added,
        "changed": told.changed,
        "unchanged": told.unchanged,
        "left": len(told.left_out),
    }
    return {n: formats.padded(count, words.language) for n, count in counts.items()}
