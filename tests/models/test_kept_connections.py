"""F41: a connection to the server that was cut while nobody used it."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from models.work import Database, Reads

ITS_NUMBER = select(func.pg_backend_pid())


async def number_of(reads: Reads) -> int:
    return int((await reads.session.scalars(ITS_NUMBER)).one())


@pytest.mark.parametrize("changing", [False, True], ids=["look", "change"])
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_who_comes_next_is_given_another(
    database: Database, changing: bool
) -> None:
    opened = database.begin if changing else database.read
    async with opened() as reads:
        cut = await number_of(reads)
    async with opened() as reads:
        assert await number_of(reads) == cut  # it is kept
    async with database.engines.patient.connect() as another:
        await another.execute(select(func.pg_terminate_backend(cut, 5_000)))
    async with opened() as reads:
        assert await number_of(reads) != cut
