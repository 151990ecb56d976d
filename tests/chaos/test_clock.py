"""Time goes on while nobody lives, or jumps."""

from __future__ import annotations

import pytest

from tests.chaos.clocks import at
from tests.chaos.tally import Accepted, accepted
from tests.chaos.town import Town

LATE = "(sent late because the system was interrupted)"
WEEKLY = "has not been updated this week"


async def _reminders(town: Town) -> list[Accepted]:
    """What the first officer was reminded of, oldest first."""
    first = town.people.phones[0].address
    told = accepted(await town.ledger())
    return [one for one in told if one.chat == first and "Reminder of" in one.text]


@pytest.mark.parametrize(
    ("back", "titles", "late"),
    [
        ("2026-11-20 16:00", ["15:00, Friday, 20/11/2026"], True),
        ("2026-11-21 09:00", [], False),
        ("2026-11-23 08:01", ["15:00, Friday, 20/11/2026"], True),
        ("2026-11-26 09:00", ["15:00, Friday, 20/11/2026"], True),
    ],
    ids=["two hours", "saturday", "monday", "six days"],
)
async def test_after_an_outage_a_week_is_asked_for_once(
    town: Town, back: str, titles: list[str], late: bool
) -> None:
    """F31: down from Friday 14:00 until then; never two weekly messages."""
    town.clock.move_to(at("2026-11-20 13:30"))
    await town.rest()
    before = len(await _reminders(town))
    town.clock.move_to(at(back))
    tally = await town.rest()
    assert (tally.broken, tally.duplicates) == ((), 0)
    told = (await _reminders(town))[before:]
    print([t.text[:200] for t in told])
    assert len(told) == len(titles)
