"""Why there are more overdue tasks than at an earlier date, or fewer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.scope import Scope
from domain.standings import Standing
from domain.tasks import Progress


class Cause(StrEnum):
    """What made a task overdue since, or took it off the list.

    In a list of one unit, or of what one division follows, a task is also received
    from another and moved to another.
    """

    FELL_DUE = "fell_due"
    REOPENED = "reopened"  # was done then
    RECEIVED = "received"  # was overdue then, elsewhere
    DONE = "done"
    EXTENDED = "extended"  # its deadline was moved
    MOVED = "moved"  # is elsewhere now, whatever became of it there
    WITHDRAWN = "withdrawn"  # cancelled


ENTERED = (Cause.FELL_DUE, Cause.REOPENED, Cause.RECEIVED)
LEFT = (Cause.DONE, Cause.EXTENDED, Cause.MOVED, Cause.WITHDRAWN)


@dataclass(frozen=True)
class Elsewhere:
    """Tasks of the list as another unit leads them, or another division follows them,
    at the earlier date and at the later; none where the list is of the whole office."""

    then: Collection[Standing] = ()
    now: Collection[Standing] = ()


NOWHERE = Elsewhere()


def parted(
    tasks: Iterable[Standing], scope: Scope, unit_id: int | None
) -> tuple[list[Standing], list[Standing]]:
    """Those that a list of this scope and unit counts, and those that are others'."""
    ours, theirs = list[Standing](), list[Standing]()
    for task in tasks:
        counted = scope.counts(task.lead_unit_id, task.tracking_unit_id)
        is_ours = counted and unit_id in (None, task.lead_unit_id)
        (ours if is_ours else theirs).append(task)
    return ours, theirs


@dataclass(frozen=True)
class OverdueChange:
    """`now` is `before`, and those that entered, without those that left.

    `tasks` are behind each cause, by their numbers; a cause without any is left out.
    `places`: the unit to which a task was moved, or from which it was received.
    """

    before: int
    now: int
    tasks: Mapping[Cause, tuple[int, ...]]
    places: Mapping[int, int] = field(default_factory=dict)

    def count(self, *causes: Cause) -> int:
        return sum(len(self.tasks.get(cause, ())) for cause in causes)

    @property
    def moved_to(self) -> tuple[int, ...]:
        """The units to which tasks were moved, each once."""
        moved = self.tasks.get(Cause.MOVED, ())
        return tuple(dict.fromkeys(self.places[task] for task in moved))


def explain_overdue(
    before: Collection[Standing],
    then: date,
    now: Collection[Standing],
    today: date,
    elsewhere: Elsewhere = NOWHERE,
) -> OverdueChange:
    """Compare the overdue of two dates, task by task."""
    was = {task.id: task for task in before}
    is_ = {task.id: task for task in now}
    came = {task.id: task for task in elsewhere.then if task.is_overdue(then)}
    gone = {task.id: task for task in elsewhere.now}
    old = {task.id for task in before if task.is_overdue(then)}
    new = {task.id for task in now if task.is_overdue(today)}
    causes: dict[Cause, list[int]] = defaultdict(list)
    for task_id in sorted(new - old):
        received = task_id in came
        cause = Cause.RECEIVED if received else _entered(was.get(task_id))
        causes[cause].append(task_id)
    for task_id in sorted(old - new):
        moved = task_id not in is_ and task_id in gone
        causes[Cause.MOVED if moved else _left(is_.get(task_id))].append(task_id)
    tasks = {cause: tuple(causes[cause]) for cause in Cause if cause in causes}
    places = {task: _place(is_[task], came[task]) for task in causes[Cause.RECEIVED]}
    places |= {task: _place(was[task], gone[task]) for task in causes[Cause.MOVED]}
    return OverdueChange(len(old), len(new), tasks, places)


def _place(ours: Standing, theirs: Standing) -> int:
    """The other unit; the other division where the same unit leads it."""
    if ours.lead_unit_id != theirs.lead_unit_id:
        return theirs.lead_unit_id
    return theirs.tracking_unit_id or theirs.lead_unit_id


def _entered(was: Standing | None) -> Cause:
    return Cause.FELL_DUE if was is None or was.is_open else Cause.REOPENED


def _left(now: Standing | None) -> Cause:
    if now is None:
        return Cause.WITHDRAWN
    return Cause.DONE if now.progress is Progress.DONE else Cause.EXTENDED
