"""Time goes on while nobody lives, or jumps."""

from __future__ import annotations

import pytest

from tests.chaos.clocks import at
from tests.chaos.tally import Accepted, accepted
from tests.chaos.town import Town

LATE = "(sent late because the system was interrupted)"


async def _reminders(town: Town) -> list[Accepted]:
    """What the first officer was reminded of, oldest first."""
    first = town.people.phones[0].address
    told = accepted(await town.ledger())
    return [one for one in told if one.chat == first and "Reminder of" in one.text]


@pytest.mark.parametrize(
    ("back", "reminded"),
    [
        ("2026-11-20 16:00", True),
        ("2026-11-23 08:01", True),
        ("2026-11-26 09:00", False),  # that week is over
    ],
    ids=["two hours", "monday", "six days"],
)
async def test_after_an_outage_a_week_is_asked_for_once(
    town: Town, back: str, reminded: bool
) -> None:
    """F31: down from Friday 14:00 until then; late, and said so, and only once."""
    town.clock.move_to(at("2026-11-20 13:30"))
    await town.rest()
    before = len(await _reminders(town))
    town.clock.move_to(at(back))
    tally = await town.rest()
    assert (tally.broken, tally.duplicates) == ((), 0)
    told = (await _reminders(town))[before:]
    assert len(told) == int(reminded)
    if back == "2026-11-20 16:00":
        assert all(LATE in one.text for one in told)


async def test_after_a_saturday_only_who_is_missing_is_asked_on_monday(
    town: Town,
) -> None:
    """F31: down from Friday 14:00 until Saturday 09:00; one of them reports then."""
    town.clock.move_to(at("2026-11-20 13:30"))
    await town.rest()
    before = len(await town.ledger_says("Reminder of"))
    town.clock.move_to(at("2026-11-21 09:00"))
    await town.say(town.people.phones[0])
    await town.rest()
    assert len(await town.ledger_says("Reminder of")) == before
    town.clock.move_to(at("2026-11-23 08:01"))
    tally = await town.rest()
    assert (tally.broken, tally.duplicates) == ((), 0)
    asked = [one.chat for one in (await town.ledger_says("Reminder of"))[before:]]
    missing = [phone.address for phone in town.people.phones[1:]]
    assert sorted(chat for chat in asked if chat > 0) == sorted(missing)
