"""`dondoc backup`, `restore` and `export`: the office's memory as files, and back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import typer

from actions.back_up import OldSchema, back_up, write_out
from actions.restore import NewerSchema, restore
from bot.office_lock import AlreadyRunning, office_lock
from bot.terminal.app import Terminal
from bot.terminal.desk import Desk, Failed, open_desk, say
from bot.terminal.files import check_there
from bot.terminal.progress import Steps
from files.backups import Backup, Manifest, NotABackup, Spoilt
from locales.catalog import Words
from models import schema
from models.copying import table_names
from models.queries.audits import Deed, note_deed
from models.queries.leases import is_held
from models.replacing import put_in_place
from models.work import Database


def add_to(terminal: Terminal) -> None:
    words = terminal.words
    new = typer.Argument(metavar="FILE", help=words("The new file."))
    old = typer.Argument(metavar="FILE", help=words("The backup."))
    folder = typer.Argument(metavar="DIR", help=words("A new or an empty folder."))
    over = typer.Option(
        False, "--replace", help=words("In the place of the database that is there.")
    )

    @terminal.command(
        "backup",
        words("Copy everything into one file, also while the bot runs."),
        "backup var/backups/before-update.zip",
    )
    def backup(file: Path = new) -> None:
        desk = open_desk()
        manifest = asyncio.run(_written(desk, file, lambda: _back_up(desk, file)))
        say(
            _told(
                desk.words("{name} holds {rows} rows of {tables} tables."),
                file,
                manifest,
            )
        )
        say(f"SHA-256 {manifest.digest}")

    @terminal.command(
        "restore",
        words("Fill the database from a backup, after proving that it is whole."),
        "restore var/backups/before-update.zip --replace",
    )
    def restore(file: Path = old, over: bool = over) -> None:
        asyncio.run(_restore(open_desk(), file, over=over))

    @terminal.command(
        "export",
        words("Write everything out as open files, one CSV for each table."),
        "export het-nam-2026",
    )
    def export(folder: Path = folder) -> None:
        desk = open_desk()
        manifest = asyncio.run(_written(desk, folder, lambda: _write_out(desk, folder)))
        say(
            _told(
                desk.words("{name} holds {rows} rows of {tables} tables."),
                folder,
                manifest,
            )
        )


def _told(said: str, path: Path, manifest: Manifest) -> str:
    counts = {"rows": manifest.rows, "tables": len(manifest.tables)}
    return said.format(name=path, **counts)


async def _written(
    desk: Desk, path: Path, work: Callable[[], Awaitable[Manifest]]
) -> Manifest:
    """Raises Failed with what to do."""
    try:
        return await work()
    except OldSchema:
        said = desk.words("The database has an older schema. Run: dondoc migrate")
    except FileExistsError:
        said = desk.words("{name} is there already. Choose another name.")
    except OSError as error:
        said = desk.words("{name} cannot be written ({error}).")
        raise Failed(said.format(name=path, error=type(error).__name__)) from None
    raise Failed(said.format(name=path))


async def _back_up(desk: Desk, file: Path) -> Manifest:
    async with desk.database() as database:
        with Steps(table_names()[0], of=len(table_names())) as steps:
            return await back_up(database, file, tell=steps.next)


async def _write_out(desk: Desk, folder: Path) -> Manifest:
    async with desk.database() as database:
        manifest = await write_out(database, folder)
        # Kept in the audit: that all of it was made ready to leave the house.
        detail = {"rows": manifest.rows, "digest": manifest.digest}
        async with database.begin() as work:
            deed = Deed("exported", "database", None, "terminal", detail)
            await note_deed(work, deed)
        return manifest


async def _restore(desk: Desk, file: Path, *, over: bool) -> None:
    words = desk.words
    check_there(file, words)
    try:
        with Backup(file) as backup:
            aside = await _put_back(desk, backup, over=over)
            said = words(
                "The database is as it was at {at}: {rows} rows, all as backed up."
            )
            manifest = backup.manifest
    except NotABackup as refused:
        raise Failed(_not_one(refused, words).format(name=file)) from None
    except Spoilt:
        said = words("{name} is damaged: nothing was restored. Take another backup.")
        raise Failed(said.format(name=file)) from None
    except NewerSchema:
        raise Failed(
            words("This backup is of a newer program. Update dondoc.")
        ) from None
    say(said.format(at=manifest.at, rows=manifest.rows))
    if aside is not None:
        say(words("The one of before is kept: {name}").format(name=aside))
    say(words("Nothing is sent until: dondoc run --accept-rewind"))


def _not_one(refused: NotABackup, words: Words) -> str:
    if refused.is_live:
        return words(
            "{name} is a database in use: its newest commits are in {name}-wal. Make a"
            " backup of it: dondoc backup FILE"
        )
    if refused.is_database:
        return words(
            "{name} is a bare copy of a database; its newest commits may be missing."
            " Only what dondoc backup wrote can be restored."
        )
    return words("{name} is no backup of dondoc.")


async def _put_back(desk: Desk, backup: Backup, *, over: bool) -> Path | None:
    """Where the database of before went; None if there was none, or on a server."""
    async with desk.database() as database:
        place = database.engines.file
        if not over and await _is_filled(database):
            raise _is_there(desk)
        if place is None:
            await _into_server(desk, database, backup)
            return None
    try:
        with office_lock(place):
            return await _into_file(desk, place, backup)
    except AlreadyRunning:
        raise _runs(desk) from None


async def _is_filled(database: Database) -> bool:
    """Asked without making the file."""
    file = database.engines.file
    if file is not None and not file.exists():
        return False
    return await schema.current(database) is not None


async def _into_file(desk: Desk, place: Path, backup: Backup) -> Path | None:
    """Beside it first: the old one is there until the new one is proved."""
    fresh = place.with_name(f"{place.name}.restoring")
    _forget(fresh)
    database = desk.another(f"sqlite+aiosqlite:///{fresh}")
    try:
        await restore(database, backup)
        await database.close()
        stamp = desk.clock.now().astimezone(desk.settings.zone)
        return put_in_place(fresh, place, f"{stamp:%Y%m%d-%H%M%S}")
    finally:
        await database.close()
        _forget(fresh)


def _forget(file: Path) -> None:
    for left in file.parent.glob(f"{file.name}*"):
        left.unlink()


async def _into_server(desk: Desk, database: Database, backup: Backup) -> None:
    there = await _is_filled(database)
    if there:
        async with database.begin() as work:
            if await is_held(work):
                raise _runs(desk)
    await restore(database, backup, over=there)


def _runs(desk: Desk) -> Failed:
    return Failed(desk.words("The bot of this office is running. Stop it first."))


def _is_there(desk: Desk) -> Failed:
    said = desk.words("There is a database already. To put the backup in its place:")
    return Failed(f"{said} --replace")
