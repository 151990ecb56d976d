"""Several processes that start at once on an empty database make one schema."""

from __future__ import annotations

import asyncio
import os
import sys

import pytest

from models import chain, schema
from models.queries import invites, systems
from models.work import Database

START = """
import asyncio, sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo
from models import schema
from models.work import Database

async def main():
    at = datetime(2026, 11, 20, tzinfo=UTC)
    database = Database(sys.argv[1], zone=ZoneInfo("UTC"), now=lambda: at)
    sys.stdin.readline()
    await schema.upgrade(database)
    await database.close()

asyncio.run(main())
"""


@pytest.fixture
async def emptied(database: Database) -> Database:
    await schema.downgrade(database, "base")
    return database


async def test_three_at_once(emptied: Database) -> None:
    started = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            *("-c", START, emptied.url),
            stdin=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=os.curdir,
        )
        for _ in range(3)
    ]
    async with asyncio.timeout(240):
        said = await asyncio.gather(*(one.communicate(b"\n") for one in started))
    assert [one.returncode for one in started] == [0, 0, 0], said
    assert await schema.current(emptied) == schema.newest()


def test_no_two_locks_are_one() -> None:
    """Who seals the history waits for nobody who pushes tasks."""
    keys = (
        *(schema.ONE_AT_A_TIME, chain.ONE_SEALER),
        *(invites.ONE_TRY, systems.ENTERING),
    )
    assert len(set(keys)) == len(keys)
