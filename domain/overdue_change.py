"""Why there are more overdue tasks than at an earlier date, or fewer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.standings import Standing
from domain.tasks import Progress


class Cause(StrEnum):
    """What made a task overdue since, or took it off the list."""

    FELL_DUE = "fell_due"
    REOPENED = "reopened"  # was done then
    DONE = "done"
    EXTENDED = "extended"  # its deadline was moved
    WITHDRAWN = "withdrawn"  # cancelled, or not of this list any more


ENTERED = (Cause.FELL_DUE, Cause.REOPENED)
LEFT = (Cause.DONE, Cause.EXTENDED, Cause.WITHDRAWN)


@dataclass(frozen=True)
class OverdueChange:
    """`now` is `before`, and those that entered, without those that left.

    `tasks` are behind each cause, by their numbers; a cause without any is left out.
    """

    before: int
    now: int
    tasks: Mapping[Cause, tuple[int, ...]]

    def count(self, *causes: Cause) -> int:
        return sum(len(self.tasks.get(cause, ())) for cause in causes)


def explain_overdue(
    before: Collection[Standing], then: date, now: Collection[Standing], today: date
) -> OverdueChange:
    """Compare the overdue of two dates, task by task."""
    was = {task.id: task for task in before}
    is_ = {task.id: task for task in now}
    old = {task.id for task in before if task.is_overdue(then)}
    new = {task.id for task in now if task.is_overdue(today)}
    causes: dict[Cause, list[int]] = defaultdict(list)
    for task_id in sorted(new - old):
        causes[_entered(was.get(task_id))].append(task_id)
    for task_id in sorted(old - new):
        causes[_left(is_.get(task_id))].append(task_id)
    tasks = {cause: tuple(causes[cause]) for cause in Cause if cause in causes}
    return OverdueChange(len(old), len(new), tasks)


def _entered(was: Standing | None) -> Cause:
    return Cause.FELL_DUE if was is None or was.is_open else Cause.REOPENED


def _left(now: Standing | None) -> Cause:
    if now is None:
        return Cause.WITHDRAWN
    return Cause.DONE if now.progress is Progress.DONE else Cause.EXTENDED
