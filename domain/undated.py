"""Urging tasks that bear no deadline, every three months (004, point 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.calendar import WorkingCalendar, add_months, months_between
from domain.policy import Policy
from domain.reminders import Moment
from domain.tasks import OWED, TaskFacts


@dataclass(frozen=True, slots=True)
class UndatedRound:
    """The round in which a task without a deadline is urged; `on`: its nominal day."""

    number: int  # 1 three months after the assignment
    on: date

    @property
    def slot_key(self) -> str:
        return f"U-{self.number}:{self.on.isoformat()}"


def undated_round(
    task: TaskFacts, *, moment: Moment, calendar: WorkingCalendar, policy: Policy
) -> UndatedRound | None:
    """The newest round reached by this morning, if it came after the task's entry.

    Every three months from the assignment, by calendar months: of 31 August the first
    is 30 November (004, point 4). A day off moves it to the next working day. A
    deadline set later ends it.
    """
    today = moment.slot.date()
    if task.due_on is not None or task.progress not in OWED:
        return None
    number = months_between(task.assigned_on, today) // policy.no_deadline_months
    while number > 0:
        on = add_months(task.assigned_on, number * policy.no_deadline_months)
        told_on = calendar.next_working(on)
        if told_on <= today:
            # An older round is not made up for when the newest lies before the entry.
            entered = task.is_entered_by(policy.at(told_on, policy.morning_at))
            return UndatedRound(number, on) if entered else None
        number -= 1
    return None
