"""How tasks stood at a date, from the history that is only ever added to.

A task's row is the sum of all its events. Where no event is later than the date, the
row says how it stood then; the others are made again from the events until that date.
What we learned later of an earlier day counts (`effective_on`), unless the question
also says until when we had learned it (`recorded_until`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select

from domain.scope import Scope
from domain.standings import Standing
from domain.tasks import OPEN, Progress
from models.history import typed
from models.queries.scopes import led_within
from models.tables import Task, TaskEvent, Unit
from models.work import Reads

COLUMNS = (
    *("progress", "assigned_on", "due_on", "done_on", "lead_unit_id"),
    *("tracking_unit_id", "must_report", "original_due_on", "justified_on"),
)


ROW = (Task.id, *(getattr(Task, name) for name in COLUMNS))
ALL = Scope(everything=True)
AT_ONCE = 500  # SQLite counts the holes of a statement


@dataclass(frozen=True)
class Cut:
    """At which date we look, and by what we had learned until when (None: all)."""

    as_of: date
    recorded_until: datetime | None = None

    def later(self) -> ColumnElement[bool]:
        """The events that it does not know."""
        after = TaskEvent.effective_on > self.as_of
        if self.recorded_until is None:
            return after
        return or_(after, TaskEvent.recorded_at > self.recorded_until)

    def moved(self) -> Select[int]:
        """The tasks to which something happened later."""
        return select(TaskEvent.task_id).where(self.later())


async def read_standings(
    reads: Reads, scope: Scope, cut: Cut, *, since: date
) -> list[Standing]:
    """Every task that had been assigned by then and was not cancelled.

    Of those assigned before `since` only what was open, due or done after it.
    """
    rows = await reads.session.execute(
        select(*ROW).where(
            Task.assigned_on <= cut.as_of,
            Task.progress != Progress.CANCELLED,
            or_(
                Task.assigned_on >= since,
                Task.due_on >= since,
                Task.done_on >= since,
                Task.progress.in_(OPEN),
            ),
            led_within(scope),
            Task.id.not_in(cut.moved()),
        )
    )
    still = [standing_of(row, cut) for row in rows]
    moved = await read_moved(reads, cut, scope)
    return [*still, *(task for task in moved if task.is_open or reaches(task, since))]


async def office_names(reads: Reads) -> dict[int, str]:
    """Every unit there was, in the order of the office."""
    rows = await reads.session.execute(
        select(Unit.id, Unit.name).order_by(Unit.sort_order, Unit.name, Unit.id)
    )
    return {row.id: row.name for row in rows}


async def tracking_units(reads: Reads) -> list[int]:
    """The divisions that track tasks, in the order of the office."""
    found = await reads.session.scalars(
        select(Unit.id)
        .where(exists().where(Task.tracking_unit_id == Unit.id))
        .order_by(Unit.sort_order, Unit.name, Unit.id)
    )
    return list(found)


def reaches(task: Standing, since: date) -> bool:
    """Assigned, due or done since that day: a figure of that time may look at it."""
    days = (task.assigned_on, task.due_on, task.done_on)
    return any(day is not None and day >= since for day in days)


async def standings_by_id(reads: Reads, ids: Sequence[int], cut: Cut) -> list[Standing]:
    """How these tasks stood; without those cancelled by then, or not yet assigned."""
    found: list[Standing] = []
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        rows = await reads.session.execute(
            select(*ROW).where(
                Task.id.in_(some),
                Task.id.not_in(cut.moved()),
                Task.progress != Progress.CANCELLED,
                Task.assigned_on <= cut.as_of,
            )
        )
        found += [standing_of(row, cut) for row in rows]
        found += await read_moved(reads, cut, ALL, ids=some)
    return found


def standing_of(row: Any, cut: Cut) -> Standing:
    """A task to which nothing happened since."""
    return Standing(*row).known_by(cut.as_of)


async def read_moved(
    reads: Reads,
    cut: Cut,
    scope: Scope,
    *,
    unit_id: int | None = None,
    ids: Sequence[int] | None = None,
) -> list[Standing]:
    """The tasks to which something happened later, as they stood at the cut."""
    known = [TaskEvent.effective_on <= cut.as_of]
    if cut.recorded_until is not None:
        known.append(TaskEvent.recorded_at <= cut.recorded_until)
    if ids is not None:
        known.append(TaskEvent.task_id.in_(ids))
    # By number: of two words about one day the one that came later stands.
    rows = await reads.session.execute(
        select(TaskEvent.task_id, TaskEvent.changes)
        .where(TaskEvent.task_id.in_(cut.moved()), *known)
        .order_by(TaskEvent.task_id, TaskEvent.id)
    )
    return [
        task
        for task in _folded(rows, cut.as_of)
        if scope.counts(task.lead_unit_id, task.tracking_unit_id)
        and unit_id in (None, task.lead_unit_id)
    ]


def _folded(rows: Iterable[Any], as_of: date) -> Iterator[Standing]:
    for task_id, events in groupby(rows, key=attrgetter("task_id")):
        state: dict[str, Any] = {}
        for event in events:
            state.update(event.changes)
        task = _standing(task_id, state)
        if task is not None and task.progress is not Progress.CANCELLED:
            yield task.known_by(as_of)


def _standing(task_id: int, state: Mapping[str, Any]) -> Standing | None:
    """None of a task that was not assigned yet, whatever else is known of it."""
    said = {name: state[name] for name in COLUMNS if name in state}
    return Standing(task_id, **typed(said)) if "assigned_on" in said else None
