"""One moment of the office's memory, written into a file or a folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from files.backups import Held, Lines, Manifest, NewBackup
from files.open_files import Table, make_empty_folder, open_new
from models import schema
from models.copying import Row, columns_of, rows_of, table_names
from models.work import Database, Reads

Step = Callable[[str], None]


class OldSchema(Exception):
    """The database has another schema than this program."""


async def back_up(
    database: Database, path: Path, *, tell: Step = lambda _table: None
) -> Manifest:
    """A consistent copy while the bot runs: all tables as of one moment.

    `tell` hears the name of each table. Raises OldSchema, FileExistsError, OSError.
    """
    revision = await _schema(database)
    with NewBackup(path) as backup:
        async with database.read() as reads:
            tables = []
            for name in table_names():
                tell(name)
                tables.append(await _into(backup, reads, name))
            manifest = _manifest(reads, revision, tables)
        backup.finish(manifest)
    return manifest


async def _into(backup: NewBackup, reads: Reads, name: str) -> Held:
    with backup.open(name) as file:
        return await _copied(reads, Lines(name, columns_of(name), file))


async def digest_of(reads: Reads, revision: str) -> Manifest:
    """What a backup of this moment would say of itself."""
    lines = (Lines(name, columns_of(name)) for name in table_names())
    return _manifest(reads, revision, [await _copied(reads, one) for one in lines])


async def write_out(database: Database, folder: Path) -> Manifest:
    """Everything as open files: one CSV for each table, and a manifest in JSON.

    The folder is made, and must be empty. Raises as `back_up`.
    """
    revision = await _schema(database)
    make_empty_folder(folder)
    tables = []
    async with database.read() as reads:
        for name in table_names():
            lines = Lines(name, columns_of(name))
            with Table(folder / f"{name}.csv", columns_of(name)) as table:
                tables.append(await _copied(reads, lines, table.write))
        manifest = _manifest(reads, revision, tables)
    counts = {table.name: table.rows for table in tables}
    said = {"at": manifest.at, "schema": revision, "rows": counts}
    with open_new(folder / "manifest.json") as file:
        json.dump(said, file, indent=1)
    return manifest


async def _copied(
    reads: Reads, lines: Lines, also: Callable[[list[Row]], None] | None = None
) -> Held:
    """All rows of a table, counted and digested; `also` gets them too."""
    async for rows in rows_of(reads, lines.name):
        lines.add(rows)
        if also is not None:
            also(rows)
    return lines.held


def _manifest(reads: Reads, revision: str, tables: list[Held]) -> Manifest:
    at = reads.now.isoformat(timespec="seconds")
    return Manifest(at=at, schema=revision, tables=tuple(tables))


async def _schema(database: Database) -> str:
    revision, newest = await schema.current(database), schema.newest()
    if newest is None or revision != newest:
        raise OldSchema
    return newest
