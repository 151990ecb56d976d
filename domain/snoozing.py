""" "Nhắc lại sau": a reminder of a coming deadline put off by the person it is for.

Only what is due soon can be put off, never past the deadline; what is due today,
overdue or hỏa tốc cannot (delivery.md 2.6 calls these critical).
"""

from __future__ import annotations

from datetime import date

from domain.calendar import WorkingCalendar
from domain.policy import Policy
from domain.tasks import OWED, Progress, Urgency


def snoozed_until(
    days: int, *, today: date, calendar: WorkingCalendar, policy: Policy
) -> date | None:
    """The working morning on which it is said again; None for a number not offered."""
    return calendar.after(today, days) if days in policy.snooze_days else None


def may_snooze(
    progress: Progress, due_on: date | None, urgency: Urgency, until: date
) -> bool:
    """Whether the morning it would be said again still lies before the deadline.

    The due day itself speaks in any case.
    """
    if progress not in OWED or urgency is Urgency.FLASH:
        return False
    return due_on is not None and until < due_on
