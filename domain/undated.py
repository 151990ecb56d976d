"""Urging tasks that bear no deadline, every three months (004, point 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.calendar import WorkingCalendar, add_months, months_between
from domain.day_off import told_on
from domain.policy import Policy
from domain.reminders import Moment
from domain.tasks import OWED, TaskFacts


@dataclass(frozen=True, slots=True)
class UndatedRound:
    """The round in which a task without a deadline is urged; `on`: its nominal day,
    `told`: the day worked on which it is said."""

    number: int  # 1 three months after the assignment
    on: date
    told: date

    @property
    def slot_key(self) -> str:
        return f"U-{self.number}:{self.on.isoformat()}"


def undated_round(
    task: TaskFacts, *, moment: Moment, calendar: WorkingCalendar, policy: Policy
) -> UndatedRound | None:
    """The newest round reached by this morning, if it came after the task's entry.

    Every three months from the assignment, by calendar months: of 31 August the first
    is 30 November (004, point 4). A day off moves it as
    the policy says. A deadline set later ends it.
    """
    today = moment.slot.date()
    if task.due_on is not None or task.progress not in OWED:
        return None
    # The round to come may be told before its day.
    number = months_between(task.assigned_on, today) // policy.no_deadline_months + 1
    while number > 0:
        on = add_months(task.assigned_on, number * policy.no_deadline_months)
        told = told_on(on, policy.no_deadline_day_off, calendar) or on
        if told <= today:
            # An older round is not made up for when the newest lies before the entry.
            entered = task.is_entered_by(policy.at(told, policy.morning_at))
            return UndatedRound(number, on, told) if entered else None
        number -= 1
    return None
