"""One of several processes asks Telegram, and another takes over when it dies."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from bot.leadership import LOOK_EVERY, POLLER, RENEW_EVERY, Leadership
from models.tables import Lease
from models.work import Database, Work

LATER = datetime(2100, 1, 1, tzinfo=UTC)


class Dozing:
    """A steady clock: short sleeps pass at once, whoever sleeps longer never wakes."""

    def __init__(self, at_most: float) -> None:
        self._at_most = at_most

    def monotonic(self) -> float:
        return 1000.0

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)
        if seconds > self._at_most:
            await asyncio.Event().wait()


class Asking:
    """Counts those who ask at this moment."""

    def __init__(self) -> None:
        self.now: list[str] = []
        self.changed = asyncio.Event()

    def by(self, name: str) -> asyncio.Future[None]:
        return asyncio.ensure_future(self._ask(name))

    async def _ask(self, name: str) -> None:
        self.now.append(name)
        self.changed.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.now.remove(name)
            self.changed.set()

    async def until(self, *names: str) -> None:
        async with asyncio.timeout(20):
            while self.now != list(names):
                self.changed.clear()
                await self.changed.wait()


def start(
    database: Database, asking: Asking, name: str, *, dozes: float = LOOK_EVERY
) -> asyncio.Task[None]:
    leadership = Leadership(database, Dozing(dozes), name)
    return asyncio.create_task(leadership.lead(lambda: asking.by(name)))


async def stop(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)


async def test_on_one_file_nobody_waits_for_a_lease(database: Database) -> None:
    asking = Asking()
    first = start(database, asking, "a")
    await asking.until("a")
    await stop(first)
    assert asking.now == []


async def test_who_stops_lets_another_ask(database: Database) -> None:
    if database.engines.one_writer:
        pytest.skip("one file has one process")
    asking = Asking()
    first = start(database, asking, "a")
    await asking.until("a")
    second = start(database, asking, "b")
    await stop(first)
    await asking.until("b")
    await stop(second)


async def taken_over(work: Work) -> None:
    """Whether the first one's row is still there or not."""
    changed = {"owner": "b", "expires_at": LATER}
    await work.session.execute(
        work.insert(Lease)
        .values(name=POLLER, term=1, **changed)
        .on_conflict_do_update(index_elements=[Lease.name], set_=changed)
    )


async def test_who_lost_the_lease_stops_to_ask(database: Database) -> None:
    """It was asleep for long, and another has taken over."""
    if database.engines.one_writer:
        pytest.skip("one file has one process")
    asking = Asking()
    first = start(database, asking, "a", dozes=RENEW_EVERY)
    await asking.until("a")
    async with database.begin() as work:
        await taken_over(work)
    await asking.until()
    await stop(first)
