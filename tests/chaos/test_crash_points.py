"""The office is killed at every point of a message's and of an update's way."""

from __future__ import annotations

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
from tests.chaos.tally import TITLE
from tests.chaos.town import Town

KILLS = 3
FRIDAY = "Reminder of 15:00, Friday, 20/11/2026"


async def test_a_plan_is_written_whole_or_not_at_all(town: Town) -> None:
    """F1: killed after rows were added, before they were committed."""
    town.clock.move_to(at("2026-11-20 13:30"))
    await town.rest()
    before = await _planned(town)
    town.clock.move_to(at("2026-11-20 15:00:05"))
    for _ in range(KILLS):
        assert await town.live_until(Fate(OCCURRENCE_ADDED))
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


async def test_what_was_not_begun_or_is_written_down_is_never_sent_twice(
    town: Town,
) -> None:
    """F2 and F5: the crash leaves nothing in doubt."""
    for number, chat in enumerate(town.people.chats[: 2 * KILLS]):
        await town.put([chat])
        point = Station.CLAIMED if number % 2 else Station.RECORDED
        assert await town.live_until(Fate(point))
    tally = await town.rest()
    assert (tally.broken, tally.duplicates, tally.unknown) == ((), 0, 0)


async def test_what_was_on_its_way_is_sent_once_more_and_says_so(town: Town) -> None:
    """F3 and F4: each copy too many is covered by an unknown outcome of its own."""
    for turn in range(KILLS):
        for point in (Station.SENDING, MID_SEND, Station.ANSWERED):
            await town.put(town.people.chats[turn::2])
            await town.live_until(Fate(point, nth=1 + 2 * turn, after=turn * 0.005))
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


async def test_what_people_say_has_one_effect(town: Town) -> None:
    """F6 and F7: not confirmed before it is kept, not done twice."""
    for turn in range(KILLS):
        for point in INBOUND:
            for phone in town.people.phones[turn : turn + 4]:
                await town.say(phone)
            assert await town.live_until(Fate(point))
    tally = await town.rest()
    assert tally.broken == ()
    assert tally.updates == KILLS * len(INBOUND) * 4
