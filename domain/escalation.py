"""The ladder that an overdue task climbs (design.md section 5, `escalation`)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

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


class EscalationStep(NamedTuple):
    """A step reached, after so many working days."""

    ladder: Ladder
    after: int
    due_on: date
    returned_on: date | None = None  # after the due day: a ladder of its own
    long_ago: bool = False  # reached `LATEST` working days ago: it has been told

    @property
    def slot_key(self) -> str:
        """For example `E-3:2026-12-01`: each step of a due day is told once.

        And once more of a return: `E-3:2026-12-01:R2026-12-04`.
        """
        key = f"E-{self.after}:{self.due_on.isoformat()}"
        return key if self.returned_on is None else f"{key}:R{self.returned_on}"


def escalation_steps(
    task: TaskFacts, *, moment: Moment, calendar: WorkingCalendar, policy: Policy
) -> tuple[EscalationStep, ...]:
    """The steps that an overdue task has reached by this morning, the lowest first.

    Counted in working days after the deadline; for a task that came in overdue, after
    the day of its entry, so that an import begins at the first step; for one whose
    deadline was moved into the past, after the day on which it was; for one reported
    late and given back, after the day of its return: while it lay with the
    tracker the officer could do nothing, and whoever was told before the report is told
    anew, from the first step on (the office's documents are silent). The key lets each
    step be told once: a morning lost to downtime, or spent with the tracker, is mended
    by the next, and nobody on the way up is left out. A step below another is not said
    any more when it was reached `LATEST` working days ago.
    """
    today = moment.slot.date()
    if task.due_on is None or task.progress not in OWED or task.due_on >= today:
        return ()
    if not task.is_entered_by(moment.slot):
        return ()
    returned_on = _returned_late(task, today)
    since = max(
        task.due_on,
        policy.today(task.entered_at),
        returned_on or date.min,
        task.due_set_on or date.min,
    )
    pause = _pause(task, today, calendar, policy)
    reached: list[EscalationStep] = []
    for ladder, after in _highest_first(policy.escalation_steps):
        if not calendar.have_passed(after + pause, since, today):
            continue
        long_ago = calendar.have_passed(after + pause + LATEST, since, today)
        if long_ago and reached:
            break
        reached.append(
            EscalationStep(ladder, after, task.due_on, returned_on, long_ago)
        )
    return tuple(reversed(reached))


def _returned_late(task: TaskFacts, today: date) -> date | None:
    """The day on which it was given back, if it was overdue by then."""
    assert task.due_on is not None
    on = task.returned_on
    return on if on is not None and task.due_on < on <= today else None


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
