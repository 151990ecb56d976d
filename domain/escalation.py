"""The ladder that an overdue task climbs (design.md section 5, `escalation`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from domain.calendar import WorkingCalendar
from domain.policy import Policy
from domain.reminders import Moment
from domain.tasks import OWED, TaskFacts


class Ladder(StrEnum):
    """Who hears of an overdue task when the one before could not move it."""

    UNIT_HEAD = "unit_head"
    TRACKER = "tracker"  # and the leaders of the Office
    LEADER = "leader"


LADDERS = tuple(Ladder)
LATEST = 20  # working days


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """A step reached, after so many working days."""

    ladder: Ladder
    after: int
    due_on: date

    @property
    def slot_key(self) -> str:
        """For example `E-3:2026-12-01`: each step of a due day is told once."""
        return f"E-{self.after}:{self.due_on.isoformat()}"


def escalation_steps(
    task: TaskFacts, *, moment: Moment, calendar: WorkingCalendar, policy: Policy
) -> tuple[EscalationStep, ...]:
    """The steps that an overdue task has reached by this morning, the lowest first.

    Counted in working days after the deadline; for a task that came in overdue, after
    the day of its entry, so that an import begins at the first step. The key lets each
    step be told once: a morning lost to downtime, or spent with the tracker, is mended
    by the next, and nobody on the way up is left out. A step below another is not said
    any more when it was reached `LATEST` working days ago.
    """
    today = moment.slot.date()
    if task.due_on is None or task.progress not in OWED or task.due_on >= today:
        return ()
    if not task.is_entered_by(moment.slot):
        return ()
    since = max(task.due_on, policy.today(task.entered_at))
    pause = _pause(task, today, calendar, policy)
    reached: list[EscalationStep] = []
    for ladder, after in _highest_first(policy.escalation_steps):
        if not calendar.have_passed(after + pause, since, today):
            continue
        if reached and calendar.have_passed(after + pause + LATEST, since, today):
            break
        reached.append(EscalationStep(ladder, after, task.due_on))
    return tuple(reversed(reached))


@cache
def _highest_first(steps: tuple[int, ...]) -> tuple[tuple[Ladder, int], ...]:
    return tuple(zip(LADDERS, steps, strict=False))[::-1]


def _pause(
    task: TaskFacts, today: date, calendar: WorkingCalendar, policy: Policy
) -> int:
    """Working days that a step waits after "đã nhận".

    A step never waits longer than that, however often it is said: who acknowledges
    each day does not stop the ladder.
    """
    said = task.acknowledged_on
    if said is None:
        return 0
    days = policy.acknowledged_pause_days
    held = not calendar.have_passed(days + 1, said, today)
    return days if held else 0
