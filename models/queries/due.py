"""What the rules of time look at: one statement each, sets and not rows one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    SQLColumnExpression,
    and_,
    bindparam,
    case,
    exists,
    func,
    null,
    or_,
    select,
)

from domain.tasks import OPEN, OWED, Progress, TaskFacts
from models.history import Kind
from models.many_values import among
from models.tables import MonthlyReceipt, Officer, Task, TaskEvent, Unit
from models.work import Reads

# A few events of one task, by their index. What was taken back waits for the tracker
# again, and is spoken of no more until it is returned anew.
RETURNED_ON = (
    select(func.max(TaskEvent.effective_on))
    .where(TaskEvent.task_id == Task.id, TaskEvent.kind == Kind.RETURNED.value)
    .correlate(Task)
    .scalar_subquery()
)
# When the deadline was last moved; looked up only where it was.
DUE_SET_AT = case(
    (
        Task.due_version > 1,
        select(func.max(TaskEvent.recorded_at))
        .where(
            TaskEvent.task_id == Task.id,
            TaskEvent.changes["due_version"].as_string().is_not(None),
        )
        .correlate(Task)
        .scalar_subquery(),
    )
)


@dataclass(frozen=True)
class DueTask:
    """A task as the morning's rules need it, with those it concerns."""

    facts: TaskFacts
    officer_id: int | None
    lead_unit_id: int
    tracking_unit_id: int | None


@dataclass(frozen=True)
class Owing:
    """So many tasks of an officer (None: of nobody yet) in a unit lack an update."""

    officer_id: int | None
    unit_id: int
    tasks: int


async def owed_tasks_due(
    reads: Reads, *, first: date | None, last: date
) -> list[DueTask]:
    """Tasks somebody still owes, with a deadline from `first` to `last`.

    Only from the very first on it is known when one was given back or its deadline
    moved: no rule but the ladder of what is overdue asks for it, and it costs a look at
    each task's history.
    """
    conditions: list[ColumnElement[bool]] = [Task.progress.in_(OWED)]
    conditions.append(Task.due_on <= last)
    if first is not None:
        conditions.append(Task.due_on >= first)
    return await _due(reads, and_(*conditions), with_history=first is None)


def office_date(reads: Reads, at: datetime | None) -> date | None:
    return None if at is None else at.astimezone(reads.zone).date()


async def undated_tasks(reads: Reads, *, assigned_until: date) -> list[DueTask]:
    """Tasks somebody still owes that bear no deadline, assigned by that day."""
    return await _due(
        reads,
        and_(
            Task.progress.in_(OWED),
            Task.due_on.is_(None),
            Task.assigned_on <= assigned_until,
        ),
    )


async def reported_tasks(reads: Reads) -> list[DueTask]:
    """Tasks that wait for a tracker's confirmation."""
    return await _due(reads, Task.progress == Progress.REPORTED)


async def _due(
    reads: Reads, where: ColumnElement[bool], *, with_history: bool = False
) -> list[DueTask]:
    rows = await reads.rows(
        select(
            Task.id,
            Task.progress,
            Task.due_on,
            Task.entered_at,
            Task.assigned_on,
            Task.due_version,
            Task.acknowledged_on,
            (RETURNED_ON if with_history else null()).label("returned_on"),
            (DUE_SET_AT if with_history else null()).label("due_set_at"),
            Task.officer_id,
            Task.lead_unit_id,
            Task.tracking_unit_id,
        )
        .where(where)
        .order_by(Task.due_on, Task.id)
    )
    return [
        DueTask(
            TaskFacts(
                id=row.id,
                progress=row.progress,
                due_on=row.due_on,
                entered_at=row.entered_at,
                assigned_on=row.assigned_on,
                due_version=row.due_version,
                acknowledged_on=row.acknowledged_on,
                returned_on=row.returned_on,
                due_set_on=office_date(reads, row.due_set_at),
            ),
            row.officer_id,
            row.lead_unit_id,
            row.tracking_unit_id,
        )
        for row in rows
    ]


def lacks_update(since: datetime | BindParameter[Any]) -> ColumnElement[bool]:
    """Owed, and no person said a word on it after `since` (the last weekly close)."""
    silent = or_(Task.updated_at.is_(None), Task.updated_at <= since)
    return and_(Task.progress.in_(OWED), silent)


def is_nobodys() -> ColumnElement[bool]:
    """Assigned to nobody, or to somebody who has left: the unit itself answers."""
    left = exists().where(Officer.id == Task.officer_id, Officer.active.is_(False))
    return or_(Task.officer_id.is_(None), left.correlate(Task))


OWING = (
    select(Task.officer_id, Task.lead_unit_id, func.count())
    .where(lacks_update(bindparam("since", type_=Task.updated_at.type)))
    .where(Task.entered_at <= bindparam("before"))
    .where(among(Task.lead_unit_id, "units"))
    .group_by(Task.officer_id, Task.lead_unit_id)
)
WAITING = (
    select(Task.tracking_unit_id)
    .where(Task.progress == Progress.REPORTED)
    .where(Task.entered_at <= bindparam("before"))
    .where(among(Task.tracking_unit_id, "units"))
    .distinct()
)


async def owing(
    reads: Reads, *, since: datetime, before: datetime, units: Sequence[int]
) -> list[Owing]:
    """Who lacks how many updates, of these units' tasks entered by `before`."""
    values = {"since": since, "before": before, "units": units}
    return [Owing(*row) for row in await reads.rows(OWING, values)]


async def waiting_divisions(
    reads: Reads, *, before: datetime, units: Sequence[int]
) -> list[int]:
    """Those of the units that have a reported task to confirm."""
    values = {"before": before, "units": units}
    return [unit for (unit,) in await reads.rows(WAITING, values)]


async def units_with_open_tasks(
    reads: Reads, *, before: datetime
) -> tuple[set[int], set[int]]:
    """(lead units, tracking units) with open tasks, for the monthly review."""
    return (
        await _units_of_open(reads, Task.lead_unit_id, before),
        await _units_of_open(reads, Task.tracking_unit_id, before),
    )


async def _units_of_open(
    reads: Reads, column: SQLColumnExpression[Any], before: datetime
) -> set[int]:
    """Unit by unit: its first open task is enough, and they have an index."""
    some = exists().where(
        column == Unit.id, Task.progress.in_(OPEN), Task.entered_at <= before
    )
    return set(await reads.session.scalars(select(Unit.id).where(some)))


async def receipts(reads: Reads, month: str) -> set[int]:
    """The units whose review of the month was sent."""
    found = await reads.session.scalars(
        select(MonthlyReceipt.unit_id).where(MonthlyReceipt.month == month)
    )
    return set(found)
