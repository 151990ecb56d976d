"""A process that is asked to end, and one that is stopped and goes on."""

from __future__ import annotations

import signal
from datetime import timedelta

import pytest

from scheduler.watching import Station
from tests.chaos.clocks import at
from tests.chaos.fate import Fate
from tests.chaos.life import BLOCKED
from tests.chaos.town import Town

FRIDAY = "Reminder of 15:00, Friday, 20/11/2026"
GRACE = 10.0  # seconds of the machine that a container is given


async def test_a_process_that_is_asked_to_end_leaves_nothing_in_doubt(
    town: Town,
) -> None:
    """F8: 40 updates wait and five messages are on their way."""
    await town.fail("slow", 5, method="sendMessage", seconds=10)
    await town.put(town.people.chats[:5])
    for _ in range(4):
        for phone in town.people.phones[:10]:
            await town.say(phone)
    running = town.begin()
    await running.started()
    await town.until_called(5)
    running.send(signal.SIGTERM)
    assert await running.ended(GRACE) == 0
    tally = await town.rest()
    assert (tally.broken, tally.duplicates, tally.unknown) == ((), 0, 0)


@pytest.mark.proof("F9", short=1, long=25, of="stops at each of two points")
@pytest.mark.parametrize("point", [Station.CLAIMED, Station.SENDING])
async def test_a_process_that_was_stopped_repeats_nothing_unseen(
    town: Town, point: str, times: int
) -> None:
    """F9: its rows are taken over by another while it stands still, then it goes on."""
    if town.database.engines.one_writer:
        pytest.skip("one process runs an office on SQLite")
    for _ in range(times):
        await _be_stopped(town, point)
    tally = await town.rest()
    assert tally.broken == ()


async def _be_stopped(town: Town, point: str) -> None:
    await town.put(town.people.chats)
    stopped = town.begin(Fate(point, signal=signal.SIGSTOP))
    await town.until_stopped(stopped)
    await town.outlive_leases()
    other = town.begin()
    await other.started()
    await town.until_quiet()
    stopped.send(signal.SIGCONT)
    town.clock.move_to(town.clock.now() + timedelta(minutes=2))
    await town.until_quiet()
    for one in (stopped, other):
        assert await one.stop() == 0


async def test_a_loop_that_was_blocked_sends_nothing_twice(town: Town) -> None:
    """F30: for longer than its fence, with messages that are marked, and over 15:00."""
    town.clock.move_to(at("2026-11-20 13:30"))
    await town.rest()
    await town.put(town.people.chats)
    town.clock.move_to(at("2026-11-20 14:59:40"))
    blocked = town.begin(Fate(Station.SENDING, signal=BLOCKED))
    # It was blocked before 15:00, and is for 75 seconds.
    await town.until(at("2026-11-20 15:00:40"))
    assert await town.ledger_says(FRIDAY) == []
    await town.until_quiet()
    assert await blocked.stop() == 0
    tally = await town.rest()
    assert (tally.broken, tally.duplicates, tally.unknown) == ((), 0, 0)
    told = [one.chat for one in await town.ledger_says(FRIDAY)]
    assert sorted(told) == sorted(phone.address for phone in town.people.phones)
