"""Many rows in one statement, handed to the database as one text.

A statement with a hole for every value costs the driver more than the database: ten
thousand reminders have a quarter of a million holes. Here the rows go over as JSON, and
the database takes them apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Row, Table, TextClause, text
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

from models.work import Work


async def add_rows(
    work: Work, table: Table, rows: Sequence[dict[str, Any]], *returning: str
) -> Sequence[Row[Any]]:
    """Add the rows that are not there yet; these columns of those that were added.

    All rows have the same columns; what they leave out must be empty by itself.
    """
    if not rows:
        return []
    same, differing = _told_apart(rows)
    statement = _insert(table, same, differing, returning, work.is_postgresql)
    values = {
        "same": _text([[rows[0][name] for name in same]], work),
        "rows": _text(([row[name] for name in differing] for row in rows), work),
    }
    added = await work.session.execute(statement, values)
    return added.all() if returning else []


def _told_apart(
    rows: Sequence[dict[str, Any]],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns that have one value in all rows, which is handed over once; and the
    others. Of ten thousand reminders four columns of twenty differ."""
    first = rows[0]
    same = {
        name for name, value in first.items() if all(row[name] == value for row in rows)
    }
    return (
        tuple(name for name in first if name in same),
        tuple(name for name in first if name not in same),
    )


async def set_by_number(
    work: Work, table: Table, column: str, values: Iterable[tuple[int, int]]
) -> None:
    """Of the rows with these numbers (first) set a column (second)."""
    statement = _update(table, column, work.is_postgresql)
    await work.session.execute(statement, {"rows": _text(map(list, values), work)})


# What goes in is made here of rows of the tables: it cannot contain itself.
_dumps = json.JSONEncoder(check_circular=False).encode


@cache
def _insert(
    table: Table,
    same: tuple[str, ...],
    differing: tuple[str, ...],
    returning: tuple[str, ...],
    on_server: bool,
) -> TextClause:
    columns = [table.c[name] for name in (*same, *differing)]
    taken = [
        *(
            _taken(table.c[name], (0, n), on_server, ":same")
            for n, name in enumerate(same)
        ),
        *(_taken(table.c[name], (n,), on_server) for n, name in enumerate(differing)),
    ]
    back = f" RETURNING {', '.join(returning)}" if returning else ""
    # Without a condition SQLite would take the conflict's ON for that of a join.
    named = ", ".join(f'"{column.name}"' for column in columns)
    return text(
        f"INSERT INTO {table.name} ({named})"
        f" SELECT {', '.join(taken)} FROM {_apart(on_server)} WHERE true"
        f" ON CONFLICT DO NOTHING{back}"
    )


@cache
def _update(table: Table, column: str, on_server: bool) -> TextClause:
    number = _taken(table.c.id, (0,), on_server)
    value = _taken(table.c[column], (1,), on_server)
    return text(
        f"UPDATE {table.name} SET {column} = {value} FROM {_apart(on_server)}"
        f" WHERE {table.name}.id = {number}"
    )


def _apart(on_server: bool) -> str:
    if on_server:
        return "jsonb_array_elements(CAST(:rows AS jsonb)) AS one(value)"
    return "json_each(:rows) AS one"


def _taken(
    column: Any, path: tuple[int, ...], on_server: bool, source: str = "one.value"
) -> str:
    """The SQL that takes a column's value out of a row."""
    if not on_server:
        steps = "".join(f"[{place}]" for place in path)
        return f"json_extract({source}, '${steps}')"
    kind = column.type.compile(dialect=PGDialect_asyncpg())  # type: ignore[no-untyped-call]
    steps = ",".join(map(str, path))
    return f"CAST(CAST({source} AS jsonb) #>> '{{{steps}}}' AS {kind})"


def _text(rows: Iterable[list[Any]], work: Work) -> str:
    plain = _on_server if work.is_postgresql else _in_file
    return _dumps([[_plain(value, plain) for value in row] for row in rows])


def _plain(value: Any, instant: Any) -> Any:
    if isinstance(value, datetime):
        return instant(value)
    return _dumps(value) if isinstance(value, dict) else value


@lru_cache(maxsize=256)
def _on_server(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


@lru_cache(maxsize=256)
def _in_file(at: datetime) -> str:
    """As SQLAlchemy writes an instant into an SQLite file (models/base.py)."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
