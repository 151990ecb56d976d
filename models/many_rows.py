"""Many rows in one statement, handed to the database as one text.

A statement with a hole for every value costs the driver more than the database: ten
thousand reminders have a quarter of a million holes. Here what all rows have in common
is handed over once, and what differs goes over as JSON, which the database takes apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Row, TextClause, bindparam, inspect, text
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

from models.base import Base
from models.work import Work


async def add_rows(
    work: Work, table: type[Base], rows: Sequence[dict[str, Any]], *returning: str
) -> Sequence[Row[Any]]:
    """Add the rows that are not there yet; these columns of those that were added.

    All rows have the same columns; what they leave out must be empty by itself.
    """
    if not rows:
        return []
    same, differing = _told_apart(rows)
    statement = _insert(table, tuple(same), differing, returning, work.is_postgresql)
    differ = [[row[name] for name in differing] for row in rows]
    values = {"rows": as_text(differ, work), **same}
    added = await work.connection.execute(statement, values)
    return added.all() if returning else []


def _told_apart(
    rows: Sequence[dict[str, Any]],
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The columns that have one value in all rows, with it; and the others. Of ten
    thousand reminders four columns of twenty differ."""
    first = rows[0]
    same = {
        name: value
        for name, value in first.items()
        if all(row[name] == value for row in rows)
    }
    return same, tuple(name for name in first if name not in same)


@cache
def _insert(
    table: type[Base],
    same: tuple[str, ...],
    differing: tuple[str, ...],
    returning: tuple[str, ...],
    on_server: bool,
) -> TextClause:
    columns = inspect(table).columns
    taken = [
        *(f":{name}" for name in same),
        *(_taken(columns[name], n, on_server) for n, name in enumerate(differing)),
    ]
    named = ", ".join(f'"{columns[name].name}"' for name in (*same, *differing))
    back = f" RETURNING {', '.join(returning)}" if returning else ""
    # Without a condition SQLite would take the conflict's ON for that of a join.
    return text(
        f"INSERT INTO {table.__tablename__} ({named})"
        f" SELECT {', '.join(taken)} FROM {_apart(on_server)} WHERE true"
        f" ON CONFLICT DO NOTHING{back}"
    ).bindparams(*(bindparam(name, type_=columns[name].type) for name in same))


def _apart(on_server: bool) -> str:
    if on_server:
        return "jsonb_array_elements(CAST(:rows AS jsonb)) AS one(value)"
    return "json_each(:rows) AS one"


def _taken(column: Any, place: int, on_server: bool) -> str:
    """The SQL that takes a column's value out of a row."""
    if not on_server:
        return f"json_extract(one.value, '$[{place}]')"
    kind = column.type.compile(dialect=PGDialect_asyncpg())  # type: ignore[no-untyped-call]
    return f"CAST(one.value ->> {place} AS {kind})"


def as_text(rows: Iterable[Sequence[Any]], work: Work) -> str:
    """Rows as the database takes them apart again: here, or by `given`."""
    return (ON_SERVER if work.is_postgresql else IN_FILE).encode(rows)


@lru_cache(maxsize=256)
def _on_server(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


@lru_cache(maxsize=256)
def _in_file(at: datetime) -> str:
    """As SQLAlchemy writes an instant into an SQLite file (models/base.py)."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


# What goes in is made here of rows of the tables: it cannot contain itself, and all in
# it that JSON does not know is an instant.
ON_SERVER, IN_FILE = (
    json.JSONEncoder(check_circular=False, default=instant)
    for instant in (_on_server, _in_file)
)
