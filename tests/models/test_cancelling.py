"""A task may be cancelled at any moment: all of its change stays, or none (F43)."""

from __future__ import annotations

import asyncio
import random

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.pool import QueuePool
from structlog.testing import capture_logs

from models.tables import Setting
from models.work import Database, Work

LATEST = 120  # turns of the event loop; a transaction takes fewer


class Undecided(Exception):
    """It was not to be kept."""


class Bookkeeper:
    """Writes two rows at a time, and hears which pairs were kept."""

    def __init__(self, database: Database, *, brief: bool = True) -> None:
        self.database = database
        self.brief = brief
        self.told: set[int] = set()

    async def write(self, number: int) -> None:
        async with self.database.begin(brief=self.brief) as work:
            work.after_commit(lambda: self.told.add(number))
            await _add(work, f"{number}:debit")
            await _add(work, f"{number}:credit")

    async def rewrite(self, number: int) -> None:
        """Many statements that answer with rows, and no commit."""
        async with self.database.begin() as work:
            for turn in range(20):
                name = f"{number}:{turn}"
                added = insert(Setting).values(name=name, value="1")
                await work.session.execute(added.returning(Setting.name))
            raise Undecided

    async def look(self) -> None:
        async with self.database.read(brief=self.brief) as reads:
            await reads.session.scalar(select(func.count()).select_from(Setting))

    async def kept(self) -> dict[int, int]:
        """How many rows there are of each pair."""
        async with self.database.read() as reads:
            names = await reads.session.scalars(select(Setting.name))
            pairs = [int(name.partition(":")[0]) for name in names]
        return {number: pairs.count(number) for number in set(pairs)}


async def _add(work: Work, name: str) -> None:
    work.session.add(Setting(name=name, value="1"))
    await work.session.flush()


async def cancel_after(task: asyncio.Task[None], turns: int) -> None:
    for _ in range(turns):
        if task.done():
            return
        await asyncio.sleep(0.0001)
    task.cancel()
    await asyncio.wait({task})


def lent(database: Database) -> int:
    """Connections that are out of their pools."""
    pools = {engine.pool for engine in database.engines.all}
    kept = [pool for pool in pools if isinstance(pool, QueuePool)]
    return sum(pool.checkedout() for pool in kept)


@pytest.mark.parametrize("brief", [False, True])
@pytest.mark.proof("F43", short=200, long=5_000, of="cancelled changes and looks")
async def test_a_cancelled_change_is_whole_or_not_there(
    database: Database, brief: bool, times: int
) -> None:
    seed = random.randrange(2**32)
    chance, books = random.Random(seed), Bookkeeper(database, brief=brief)
    for number in range(times):
        writing = asyncio.create_task(books.write(number))
        looking = asyncio.create_task(books.look())
        await asyncio.gather(
            cancel_after(writing, chance.randrange(LATEST)),
            cancel_after(looking, chance.randrange(LATEST)),
        )
        assert lent(database) == 0, f"seed {seed}, round {number}"
    kept = await books.kept()
    assert set(kept.values()) <= {2}, f"seed {seed}"
    assert set(kept) == books.told, f"seed {seed}"
    await books.write(times)
    assert times in books.told


async def test_a_cancelled_task_that_is_remembered_holds_nothing(
    database: Database,
) -> None:
    """Its traceback knows the statement it was cancelled in, and that the file."""
    books, remembered = Bookkeeper(database), []
    with capture_logs() as said:
        for number in range(60):
            task = asyncio.create_task(books.rewrite(number))
            remembered.append(task)
            await cancel_after(task, number)
            await books.write(number)
    assert len(remembered) == len(books.told)
    assert said == []


async def test_a_cancelled_task_ends_only_after_its_commit(database: Database) -> None:
    books = Bookkeeper(database)
    for turns in range(60):
        task = asyncio.create_task(books.write(turns))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait({task})
        assert (turns in books.told) is (turns in await books.kept())
