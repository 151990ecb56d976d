"""The office is killed at every point of a message's and of an update's way."""

from __future__ import annotations

import itertools

import pytest
from sqlalchemy import func, select

from models.tables import MomentRow, Occurrence
from scheduler.watching import Station
from tests.chaos.clocks import at
from tests.chaos.fate import (
    EFFECT_ADDED,
    MID_SEND,
    OCCURRENCE_ADDED,
    UPDATES_READ,
    Fate,
)
from tests.chaos.running import PATIENCE
from tests.chaos.tally import TITLE
from tests.chaos.town import Town

SAID = 2  # updates before each kill
FRIDAY = "Reminder of 15:00, Friday, 20/11/2026"


@pytest.mark.proof("F1", short=3, long=100, of="kills")
async def test_a_plan_is_written_whole_or_not_at_all(town: Town, times: int) -> None:
    """F1: killed after rows were added, before they were committed."""
    town.clock.move_to(at("2026-11-20 13:30"))
    await town.rest()
    before = await _planned(town)
    town.clock.move_to(at("2026-11-20 15:00:05"))
    for _ in range(times):
        assert await town.live_until(Fate(OCCURRENCE_ADDED), PATIENCE)
        assert await _planned(town) == before
    tally = await town.rest()
    assert (tally.broken, tally.duplicates) == ((), 0)
    for phone in town.people.phones:
        titles = [TITLE.findall(text) for text in await town.texts(phone.address)]
        assert titles.count([FRIDAY]) == 1


async def _planned(town: Town) -> tuple[int, int]:
    """Moments taken, and occurrences told."""
    async with town.database.read() as reads:
        moments = await reads.session.scalar(select(func.count(MomentRow.slot)))
        told = await reads.session.scalar(select(func.count(Occurrence.id)))
    return int(moments or 0), int(told or 0)


@pytest.mark.proof("F2, F5", short=4, long=200, of="kills")
async def test_what_was_not_begun_or_is_written_down_is_never_sent_twice(
    town: Town, times: int
) -> None:
    """F2 and F5: the crash leaves nothing in doubt."""
    chats = itertools.cycle(town.people.chats)
    for number in range(times):
        await town.put([next(chats)])
        # What the kill before left claimed is sent beside it: both are written down.
        written = Fate(Station.RECORDED, nth=2 if number else 1)
        fate = Fate(Station.CLAIMED) if number % 2 else written
        assert await town.live_until(fate, PATIENCE)
    tally = await town.rest()
    assert (tally.broken, tally.duplicates, tally.unknown) == ((), 0, 0)


@pytest.mark.proof("F3, F4", short=2, long=200, of="kills at each of three points")
async def test_what_was_on_its_way_is_sent_once_more_and_says_so(
    town: Town, times: int
) -> None:
    """F3 and F4: each copy too many is covered by an unknown outcome of its own."""
    for turn in range(times):
        for point in (Station.SENDING, MID_SEND, Station.ANSWERED):
            await town.put(town.people.chats[turn % 4 :: 2])
            fate = Fate(point, nth=1 + 2 * (turn % 3), after=turn % 5 * 0.005)
            await town.live_until(fate)
    tally = await town.rest()
    assert tally.broken == ()
    assert tally.unknown > 0


# F6; then F7, before, in and after the handler's transaction
INBOUND = (
    UPDATES_READ,
    Station.INBOX_COMMITTED,
    EFFECT_ADDED,
    Station.EFFECT_COMMITTED,
)


@pytest.mark.proof("F6, F7", short=2, long=100, of="kills at each of four points")
async def test_what_people_say_has_one_effect(town: Town, times: int) -> None:
    """F6 and F7: not confirmed before it is kept, not done twice."""
    phones = itertools.cycle(town.people.phones)
    for _ in range(times):
        for point in INBOUND:
            for phone in itertools.islice(phones, SAID):
                await town.say(phone)
            assert await town.live_until(Fate(point), PATIENCE)
    tally = await town.rest()
    assert tally.broken == ()
    assert tally.updates == times * len(INBOUND) * SAID
