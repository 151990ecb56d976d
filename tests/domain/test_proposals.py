"""Three working days from the day of receipt (003, 4g)."""

from __future__ import annotations

from datetime import date

import pytest

from domain.calendar import WorkingCalendar
from domain.policy import Policy
from domain.proposals import ProposalStage, proposal_clock, proposal_stage

CHUNG = Policy()
DAYS_OFF = [
    *(date(2026, 2, day) for day in range(16, 21)),  # Tết
    date(2026, 11, 24),
]
CALENDAR = WorkingCalendar(dict.fromkeys(DAYS_OFF, False))


@pytest.mark.parametrize(
    ("received", "heads_up", "due"),
    [
        # domain.md 4.3
        (date(2017, 9, 8), date(2017, 9, 12), date(2017, 9, 13)),
        (date(2026, 11, 20), date(2026, 11, 25), date(2026, 11, 26)),
        (date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 19)),
        # On a Saturday: the first day counted is Monday.
        (date(2026, 11, 14), date(2026, 11, 17), date(2026, 11, 18)),
        # On the day before Tết.
        (date(2026, 2, 13), date(2026, 2, 24), date(2026, 2, 25)),
    ],
)
def test_the_day_of_receipt_is_not_counted(
    received: date, heads_up: date, due: date
) -> None:
    clock = proposal_clock(received, calendar=CALENDAR, policy=CHUNG)
    assert (clock.heads_up_on, clock.due_on) == (heads_up, due)


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 11, 23), None),
        (date(2026, 11, 25), ProposalStage.HEADS_UP),
        (date(2026, 11, 26), ProposalStage.LAST_DAY),
        (date(2026, 11, 27), ProposalStage.OVERDUE),
    ],
)
def test_what_a_morning_says(today: date, stage: ProposalStage | None) -> None:
    clock = proposal_clock(date(2026, 11, 20), calendar=CALENDAR, policy=CHUNG)
    assert proposal_stage(clock, today, is_handled=False) is stage
    assert proposal_stage(clock, today, is_handled=True) is None


def test_each_stage_has_a_key_of_its_own() -> None:
    clock = proposal_clock(date(2026, 11, 20), calendar=CALENDAR, policy=CHUNG)
    assert clock.slot_key(ProposalStage.HEADS_UP) == "P-heads_up:2026-11-26"
