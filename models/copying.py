"""The whole database as plain rows, and back: the same for SQLite and PostgreSQL.

A row is a list of what JSON knows, in the order of its table's columns; a table is
read in the order of its key. So both databases give the same lines for the same office.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    inspect,
    select,
    text,
    type_coerce,
)

import models.tables  # noqa: F401  # fills Base.metadata
from models.base import Base, Instant, Json, RawJson
from models.work import Reads, Work

CHUNK = 2_000  # rows

Row = list[Any]


def table_names() -> list[str]:
    """All tables, each after those that it refers to."""
    return [table.name for table in Base.metadata.sorted_tables]


def columns_of(name: str) -> list[str]:
    return [column.name for column in Base.metadata.tables[name].columns]


async def rows_of(reads: Reads, name: str) -> AsyncIterator[list[Row]]:
    """All rows of a table in chunks."""
    table = Base.metadata.tables[name]
    key = [_sorted_alike(column, reads) for column in table.primary_key.columns]
    query = select(*(_as_kept(column) for column in table.columns)).order_by(*key)
    found = await reads.session.stream(query.execution_options(yield_per=CHUNK))
    async for chunk in found.partitions():
        yield [[plain(value) for value in row] for row in chunk]


def _sorted_alike(column: Column[Any], reads: Reads) -> Any:
    """By its bytes, whatever the language of the server."""
    if isinstance(column.type, String) and reads.is_postgresql:
        return column.collate("C")
    return column


def _as_kept(column: Column[Any]) -> Any:
    return type_coerce(column, Text) if isinstance(column.type, RawJson) else column


def plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case bytes():
            return b64encode(value).decode()
    return value


@dataclass(frozen=True)
class Target:
    """A table as it stands in the database that is filled, by its own description.

    `to_itself` are the columns that refer to other rows of the same table.
    """

    table: Table
    to_itself: tuple[str, ...]
    later: list[dict[str, Any]] = field(default_factory=list)

    async def fill(self, work: Work, names: Sequence[str], rows: Sequence[Row]) -> None:
        """Add these rows; what refers to rows that may come later is added last."""
        typed = [dict(self._typed(names, row)) for row in rows]
        if self.to_itself:
            self._hold_back(typed)
        if typed:
            await work.session.execute(self.table.insert(), typed)

    def _typed(self, names: Sequence[str], row: Row) -> Iterator[tuple[str, Any]]:
        for name, value in zip(names, row, strict=True):
            yield name, _typed(self.table.c[name].type, value)

    def _hold_back(self, rows: Sequence[dict[str, Any]]) -> None:
        for row in rows:
            held = {name: row[name] for name in self.to_itself if row[name] is not None}
            row.update(dict.fromkeys(self.to_itself))
            if held:
                self.later.append({"id": row["id"], **held})

    async def end(self, work: Work) -> None:
        """All rows are there: refer to each other, and go on numbering after them."""
        for row in self.later:
            values = {name: value for name, value in row.items() if name != "id"}
            mine = self.table.c.id == row["id"]
            await work.session.execute(self.table.update().where(mine).values(values))
        if work.is_postgresql and "id" in self.table.c:
            name = self.table.name
            last = f"(SELECT max(id) FROM {name})"
            await work.session.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), {last})"
                    f" WHERE {last} IS NOT NULL"
                )
            )


def _typed(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, Instant):
        return datetime.fromisoformat(value)
    if isinstance(kind, LargeBinary):
        return b64decode(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value


async def targets(work: Work) -> Mapping[str, Target]:
    """The tables of the database as they are, whichever schema it has."""
    connection = await work.session.connection()
    return await connection.run_sync(_targets)


def _targets(connection: Connection) -> Mapping[str, Target]:
    looking = inspect(connection)
    found = {}
    for name in looking.get_table_names():
        columns = [
            Column(one["name"], _kind(one["type"])) for one in looking.get_columns(name)
        ]
        to_itself = [
            column
            for key in looking.get_foreign_keys(name)
            if key["referred_table"] == name
            for column in key["constrained_columns"]
        ]
        found[name] = Target(Table(name, MetaData(), *columns), tuple(to_itself))
    return found


def _kind(kind: Any) -> Any:
    """Moments are written as ours are, and what is no plain value as it says."""
    if isinstance(kind, DateTime):
        return Instant()
    if isinstance(kind, JSON):
        return Json
    return kind
