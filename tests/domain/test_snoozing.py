""" "Nhắc lại sau": what may be put off, and until when."""

from __future__ import annotations

from datetime import date

import pytest

from domain.calendar import WorkingCalendar
from domain.policy import Policy
from domain.snoozing import may_snooze, snoozed_until
from domain.tasks import Progress, Urgency

FRIDAY = date(2026, 11, 20)
CALENDAR = WorkingCalendar({date(2026, 11, 24): False})


@pytest.mark.parametrize(
    ("days", "until"),
    [(1, date(2026, 11, 23)), (3, date(2026, 11, 26)), (2, None), (0, None)],
)
def test_it_is_said_again_on_a_working_morning(days: int, until: date | None) -> None:
    found = snoozed_until(days, today=FRIDAY, calendar=CALENDAR, policy=Policy())
    assert found == until


@pytest.mark.parametrize(
    ("progress", "due_on", "urgency", "may"),
    [
        (Progress.NOT_STARTED, date(2026, 11, 25), Urgency.NORMAL, True),
        (Progress.RETURNED, date(2026, 11, 25), Urgency.VERY_URGENT, True),
        (Progress.NOT_STARTED, date(2026, 11, 23), Urgency.NORMAL, False),  # that day
        (Progress.NOT_STARTED, date(2026, 11, 19), Urgency.NORMAL, False),  # overdue
        (Progress.NOT_STARTED, None, Urgency.NORMAL, False),
        (Progress.NOT_STARTED, date(2026, 11, 25), Urgency.FLASH, False),
        (Progress.REPORTED, date(2026, 11, 25), Urgency.NORMAL, False),
    ],
)
def test_never_past_the_deadline(
    progress: Progress, due_on: date | None, urgency: Urgency, may: bool
) -> None:
    assert may_snooze(progress, due_on, urgency, date(2026, 11, 23)) is may
