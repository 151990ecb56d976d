"""The office is killed at every point of a message's way, again and again."""

from __future__ import annotations

import pytest

from scheduler.watching import Station
from tests.chaos.fate import MID_SEND, Fate
from tests.chaos.town import Town

KILLS = 4


@pytest.mark.parametrize("point", [Station.CLAIMED, Station.RECORDED])
async def test_what_was_not_begun_or_is_written_down_is_never_sent_twice(
    town: Town, point: str
) -> None:
    """F2 and F5: the crash leaves nothing in doubt."""
    for chat in town.people.chats[:KILLS]:
        await town.put([chat])
        assert await town.live_until(Fate(point))
    tally = await town.rest()
    assert (tally.broken, tally.duplicates, tally.unknown) == ((), 0, 0)


@pytest.mark.parametrize("point", [Station.SENDING, Station.ANSWERED, MID_SEND])
async def test_what_was_on_its_way_is_sent_once_more_and_says_so(
    town: Town, point: str
) -> None:
    """F3 and F4: each copy too many is covered by an unknown outcome of its own."""
    for turn in range(KILLS):
        await town.put(town.people.chats)
        await town.live_until(Fate(point, nth=1 + 2 * turn, after=turn * 0.005))
    tally = await town.rest()
    assert tally.broken == ()
    assert tally.unknown >= tally.duplicates
    assert tally.unknown > 0
