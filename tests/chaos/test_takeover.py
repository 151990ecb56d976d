"""How long the office is without a process that died; by the machine's own clock."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import pytest

from tests.chaos.running import Running
from tests.chaos.tally import MARK, accepted
from tests.chaos.town import LOOK_EVERY, Town

SETTLED = 12.0  # seconds of the machine until two have divided everything
LONGEST = 30.0  # seconds of the machine until somebody counts as not coming
LARGE = {"test_who_lives_takes_over_from_who_died": {"speed": 1.0}}


@pytest.mark.proof("F40", short=None, long=8, of="processes killed beside another")
async def test_who_lives_takes_over_from_who_died(
    town: Town, times: int, record_property: Callable[[str, object], None]
) -> None:
    """Its chats go over, and so does asking Telegram, whichever of both had that."""
    if town.database.engines.one_writer:
        pytest.skip("one process runs an office on SQLite")
    shares, updates = [], []
    older = town.begin()
    await older.started()
    for number in range(times):
        newer = town.begin()
        await newer.started()
        await asyncio.sleep(SETTLED)
        dies, lives = (older, newer) if number % 2 else (newer, older)
        sent, read = await _without(town, dies)
        shares.append(sent)
        updates.append(read)
        older = lives
    for name, seconds in (("share", shares), ("updates", updates)):
        told = f"{min(seconds):.1f} to {max(seconds):.1f} s"
        record_property(f"{name} taken over after", told)
    assert await older.stop() == 0
    tally = await town.rest()
    assert (tally.broken, tally.duplicates, tally.unknown) == ((), 0, 0)


async def _without(town: Town, dead: Running) -> tuple[float, float]:
    """Kill it, then have something for everybody: seconds until all of it was sent,
    and until all that was said was taken in."""
    await dead.kill()
    began = time.monotonic()
    for phone in town.people.phones[:3]:
        await town.say(phone)
    marks = set(await town.put(town.people.chats))
    sent = asyncio.create_task(_sent(town, marks, began))
    read = asyncio.create_task(_read(town, began))
    async with asyncio.timeout(LONGEST):
        return await sent, await read


async def _sent(town: Town, marks: set[str], began: float) -> float:
    while not marks <= await _seen(town):  # noqa: ASYNC110
        await asyncio.sleep(LOOK_EVERY)
    return time.monotonic() - began


async def _seen(town: Town) -> set[str]:
    """The marks of all that was accepted so far."""
    calls = accepted(await town.ledger())
    return {mark for one in calls for mark in MARK.findall(one.text)}


async def _read(town: Town, began: float) -> float:
    while not await town.is_all_read():  # noqa: ASYNC110
        await asyncio.sleep(LOOK_EVERY)
    return time.monotonic() - began
