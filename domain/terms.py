"""Where a task stands against its deadline. Never stored, always computed."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from domain.calendar import WorkingCalendar
from domain.tasks import Dated, Progress

SOON = 3  # working days (design.md section 4)


class Term(StrEnum):
    """The time axis of a task's state (domain.md 1.3)."""

    NO_DEADLINE = "no_deadline"
    IN_TERM = "in_term"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    DONE_UNDATED = "done_undated"
    CANCELLED = "cancelled"


def term_of(task: Dated, *, today: date, calendar: WorkingCalendar) -> Term:
    """Say where a task stands; a finished one keeps its verdict forever.

    The due day is inclusive to its end (domain.md 1.5). A task without a deadline is
    never overdue, early or late. A done task with a deadline but without a date of
    completion is in neither the on-time nor the late bucket. An accepted justification
    clears the lateness that it is about (`explains`; 000: the review may change the
    classification).
    """
    if task.progress is Progress.CANCELLED:
        return Term.CANCELLED
    if task.due_on is None:
        return Term.NO_DEADLINE
    if task.progress is Progress.DONE:
        finished = _finished(task.done_on, task.due_on)
        cleared = finished is Term.LATE and task.justified
        return Term.ON_TIME if cleared else finished
    if task.due_on < today:
        return Term.OVERDUE
    if task.due_on == today:
        return Term.DUE_TODAY
    if task.due_on <= soon_until(today, calendar):
        return Term.DUE_SOON
    return Term.IN_TERM


def explains(justified_on: date | None, done_on: date | None) -> bool:
    """Whether what was accepted on that day explains this completion's lateness.

    It explains the lateness that there was. Accepted while the task was open it is no
    later deadline, which only an extension gives: what is done after that day is late
    (decision 42).
    """
    if justified_on is None:
        return False
    return done_on is None or done_on <= justified_on


def soon_until(today: date, calendar: WorkingCalendar) -> date:
    """The last due day that counts as soon: days off after it cost no working day."""
    return calendar.after(today, SOON + 1) - timedelta(days=1)


def days_late(due_on: date, today: date) -> int:
    """Calendar days past the due day, as people are told; 0 while it is not over."""
    return max(0, (today - due_on).days)


def working_days_late(due_on: date, today: date, calendar: WorkingCalendar) -> int:
    """Working days past the due day, as the ladder of escalation counts."""
    return calendar.working_days_between(due_on, today)


def _finished(done_on: date | None, due_on: date) -> Term:
    if done_on is None:
        return Term.DONE_UNDATED
    if done_on > due_on:
        return Term.LATE
    return Term.EARLY if done_on < due_on else Term.ON_TIME
