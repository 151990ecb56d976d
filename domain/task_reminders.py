"""What time asks, part two: what a morning has to say about one task.

Pure functions of design.md section 5. Only a task whose officer still has something to
do is spoken about: `reported` waits for the tracker and stops everything here. Nothing
is said of a moment that lies before the task's entry, so that an import sends nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from domain.calendar import WorkingCalendar
from domain.day_off import told_on
from domain.policy import Policy, Weekday
from domain.reminders import Moment
from domain.tasks import OWED, TaskFacts
from domain.terms import days_late


@dataclass(frozen=True, slots=True)
class DueSoonStage:
    """The stage reached: `lead` working days before, which was the morning of `on`."""

    lead: int
    on: date
    due_on: date

    @property
    def slot_key(self) -> str:
        """For example `T-3:2026-12-01`: each stage of a due day is told once."""
        return f"T-{self.lead}:{self.due_on.isoformat()}"


class Cadence(StrEnum):
    """Why an overdue task is told this morning."""

    FIRST_MORNING = "first_morning"  # the first working morning after its entry
    DAILY = "daily"
    TWICE_WEEKLY = "twice_weekly"
    WEEKLY = "weekly"


class OverdueReason(NamedTuple):
    """`days_late` are calendar days."""

    cadence: Cadence
    days_late: int


def due_soon_stage(
    task: TaskFacts, *, moment: Moment, calendar: WorkingCalendar, policy: Policy
) -> DueSoonStage | None:
    """The nearest stage reached by this morning, or None when there is nothing to say.

    It is the same on every morning until the next stage: the key lets it be told once,
    and a morning lost to downtime is mended by the next.
    """
    today = moment.slot.date()
    if task.due_on is None or task.progress not in OWED or task.due_on <= today:
        return None
    for lead in sorted(policy.due_soon_leads):
        on = calendar.before(task.due_on, lead)
        if on > today:
            continue
        # An older stage is not told instead when the nearest lies before the entry.
        entered = task.is_entered_by(policy.at(on, policy.morning_at))
        return DueSoonStage(lead, on, task.due_on) if entered else None
    return None


def is_due_today(task: TaskFacts, moment: Moment) -> bool:
    """Due on the day of this morning, still owed, and entered before it."""
    return (
        task.progress in OWED
        and task.due_on == moment.slot.date()
        and task.is_entered_by(moment.slot)
    )


def overdue_reason(
    task: TaskFacts, *, moment: Moment, calendar: WorkingCalendar, policy: Policy
) -> OverdueReason | None:
    """Why an overdue task is told this morning; None when it is not.

    Each working day for 7 calendar days, then Monday and Thursday, after 30 days
    Monday; and on the first working morning after the entry in any case.
    """
    today = moment.slot.date()
    if task.due_on is None or task.progress not in OWED or task.due_on >= today:
        return None
    told = told_on(today, policy.overdue_day_off, calendar)
    if told is None or not task.is_entered_by(moment.slot):
        return None
    late = days_late(task.due_on, today)
    cadence = _cadence(late, Weekday.of(today), policy)
    if cadence is None and _is_first_morning(task, today, calendar, policy):
        cadence = Cadence.FIRST_MORNING
    return None if cadence is None else OverdueReason(cadence, late)


def _cadence(late: int, weekday: Weekday, policy: Policy) -> Cadence | None:
    if late <= policy.overdue_daily_days:
        return Cadence.DAILY
    if late <= policy.overdue_twice_weekly_days:
        told = weekday in policy.overdue_twice_weekly_on
        return Cadence.TWICE_WEEKLY if told else None
    return Cadence.WEEKLY if weekday in policy.overdue_weekly_on else None


def _is_first_morning(
    task: TaskFacts, today: date, calendar: WorkingCalendar, policy: Policy
) -> bool:
    """No earlier working morning lies after the entry."""
    yesterday = calendar.before(today, 1)
    return not task.is_entered_by(policy.at(yesterday, policy.morning_at))
