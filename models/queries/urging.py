"""The tasks that somebody means to urge, and how often a task was urged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select, true

from domain.calendar import WorkingCalendar
from domain.scope import Scope
from domain.tasks import OWED, Progress
from domain.terms import soon_until
from domain.urging import MOST_TASKS, Selection, UrgedTask, Which
from models.history import Kind
from models.queries.scopes import within
from models.tables import Officer, Task, TaskEvent
from models.work import Reads

AT_ONCE = 500  # SQLite counts the holes of a statement
STATES = {
    Which.RETURNED: Progress.RETURNED,
    Which.NOT_STARTED: Progress.NOT_STARTED,
    Which.IN_PROGRESS: Progress.IN_PROGRESS,
}


@dataclass(frozen=True)
class Urgings:
    """How often a task was urged by hand, and when last."""

    times: int
    last_on: date | None


async def tasks_meant(
    reads: Reads, calendar: WorkingCalendar, scope: Scope, selection: Selection
) -> list[UrgedTask]:
    """Most urgent first; one more than may be urged at once, to know of it."""
    one, unit = selection.task_id, selection.unit_id
    rows = await reads.session.execute(
        select(Task.id, Task.officer_id, Task.lead_unit_id)
        .where(
            Task.progress.in_(OWED),
            _in_state(selection.which, reads.today, calendar),
            true() if one is None else Task.id == one,
            true() if unit is None else Task.lead_unit_id == unit,
            within(scope, today=reads.today, supported=False),
        )
        .order_by(Task.due_on.is_(None), Task.due_on, Task.id)
        .limit(MOST_TASKS + 1)
    )
    return [UrgedTask(*row) for row in rows]


def _in_state(
    which: Which, today: date, calendar: WorkingCalendar
) -> ColumnElement[bool]:
    match which:
        case Which.OVERDUE:
            return Task.due_on < today
        case Which.DUE:
            return Task.due_on <= today
        case Which.DUE_SOON:
            soon = soon_until(today, calendar)
            return and_(Task.due_on >= today, Task.due_on <= soon)
        case Which.OWED:
            return true()
    return Task.progress == STATES[which]


async def urged_today(reads: Reads, tasks: Sequence[int]) -> int:
    """How many of these tasks somebody has urged today."""
    found = 0
    for start in range(0, len(tasks), AT_ONCE):
        found += (
            await reads.session.scalar(
                select(func.count(TaskEvent.task_id.distinct())).where(
                    TaskEvent.task_id.in_(tasks[start : start + AT_ONCE]),
                    TaskEvent.kind == Kind.URGED.value,
                    TaskEvent.effective_on == reads.today,
                )
            )
            or 0
        )
    return found


async def urgings_of(reads: Reads, task_id: int) -> Urgings:
    row = (
        await reads.session.execute(
            select(func.count(), func.max(TaskEvent.effective_on)).where(
                TaskEvent.task_id == task_id, TaskEvent.kind == Kind.URGED.value
            )
        )
    ).one()
    return Urgings(*row)


async def names_of(reads: Reads, officers: Sequence[int]) -> tuple[str, ...]:
    """The names of these officers, in their alphabetical order."""
    found: list[tuple[str, str]] = []
    for start in range(0, len(officers), AT_ONCE):
        some = officers[start : start + AT_ONCE]
        rows = await reads.session.execute(
            select(Officer.folded, Officer.name).where(Officer.id.in_(some))
        )
        found += [(row.folded, row.name) for row in rows]
    return tuple(name for _, name in sorted(found))
