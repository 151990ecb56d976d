"""The history is only ever added to: the database itself refuses anything else."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import Row, select, text
from sqlalchemy.exc import DBAPIError

from domain.chain import Chain
from models.chain import TABLES
from models.work import Database, Work
from tests.scheduler.history import seal, write

COPIES = "SELECT {columns} FROM {table} WHERE id = {row}"
# What must be refused of a row, whatever its table.
BENDING = (
    "UPDATE {table} SET door = 'x' WHERE id = {row}",
    "UPDATE {table} SET id = 99 WHERE id = {row}",
    "DELETE FROM {table} WHERE id = {row}",
)
SQLITES_WAYS = (
    f"INSERT OR REPLACE INTO {{table}} ({{columns}}) {COPIES}",
    f"REPLACE INTO {{table}} ({{columns}}) {COPIES}",
    # The sealed row gives way to one that takes its place in the chain.
    "UPDATE OR REPLACE {table} SET link = 1, prev = '0', mac = 'a' WHERE id = {other}",
    "INSERT OR REPLACE INTO {table} ({names}, link) SELECT {names}, 1 FROM {table}"
    " WHERE id = {other}",
)
POSTGRESQLS_WAYS = (
    "TRUNCATE {table} CASCADE",
    f"INSERT INTO {{table}} ({{columns}}) {COPIES}"
    " ON CONFLICT (id) DO UPDATE SET door = 'x'",
)


@pytest.mark.parametrize("chain", Chain)
async def test_a_row_of_the_history_neither_changes_nor_goes(
    database: Database, chain: Chain
) -> None:
    """Before its seal and after it, by whatever statement there is for it."""
    await write(database, 1, 1)
    await seal(database)
    await write(database, 1, 1)
    async with database.begin() as work:
        ways = POSTGRESQLS_WAYS if work.is_postgresql else SQLITES_WAYS
        before = await _rows(work, chain)
        assert [row.mac is None for row in before] == [False, True]
        for way, row in itertools.product((*BENDING, *ways), (1, 2)):
            await _refused(work, way.format_map(_facts_of(chain, row)))
        assert await _rows(work, chain) == before


async def _refused(work: Work, statement: str) -> None:
    with pytest.raises(DBAPIError, match="the history is final"):
        async with work.session.begin_nested():
            await work.session.execute(text(statement))


def _facts_of(chain: Chain, row: int) -> dict[str, object]:
    columns = [column.name for column in TABLES[chain].columns]
    names = [name for name in columns if name not in ("id", "link", "prev", "mac")]
    return {
        "table": chain.value,
        "columns": ", ".join(columns),
        "names": ", ".join(names),
        "row": row,
        "other": 2,
    }


async def _rows(work: Work, chain: Chain) -> Sequence[Row[Any]]:
    table = TABLES[chain]
    return (await work.session.execute(select(table).order_by(table.c.id))).all()
