"""Tasks as people read them in a list: a few rows, whatever the register holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from domain.calendar import WorkingCalendar
from domain.notices import TaskLine
from domain.tasks import Progress, TaskFacts, Urgency
from domain.terms import Term, days_late, explains, term_of
from models.many_values import among
from models.tables import Document, Officer, Task, Unit
from models.work import Reads

# Undated ones last, on both databases.
MOST_URGENT_FIRST = (Task.due_on.is_(None), Task.due_on, Task.id)

LINES = (
    select(
        Task.id,
        Task.version,
        Task.content,
        Unit.name.label("unit"),
        Officer.name.label("officer"),
        Task.due_on,
        Task.done_on,
        Task.justified_on,
        Task.progress,
        Task.percent,
        Task.entered_at,
        Task.assigned_on,
        Document.urgency,
    )
    .join(Unit, Unit.id == Task.lead_unit_id)
    .outerjoin(Officer, Officer.id == Task.officer_id)
    .outerjoin(Document, Document.id == Task.document_id)
)


THESE = LINES.where(among(Task.id, "these"))


@dataclass(frozen=True)
class Page:
    """Some lines of a longer list."""

    lines: tuple[TaskLine, ...]
    total: int


@dataclass(frozen=True)
class Listing:
    """How a list is counted and read. One that many ask for is built once: that costs
    more than asking does. Its values are then given by name.

    `lines` bear the count too, so that one statement does for all pages but those
    beyond the end."""

    count: Select[*tuple[Any, ...]]
    lines: Select[*tuple[Any, ...]]


def listing(where: ColumnElement[bool]) -> Listing:
    """The tasks that match, most urgent first."""
    count = select(func.count()).select_from(Task).where(where)
    # Aliased: within the lines it would be taken for a count of each line's own task.
    total = select(count.subquery().c[0]).scalar_subquery().label("total")
    counted = LINES.add_columns(total).where(where)
    in_order = counted.order_by(*MOST_URGENT_FIRST)
    return Listing(
        count=count,
        lines=in_order.limit(bindparam("limit")).offset(bindparam("offset")),
    )


async def task_page(
    reads: Reads,
    calendar: WorkingCalendar,
    listed: Listing,
    *,
    limit: int,
    offset: int = 0,
    **values: Any,
) -> Page:
    """One page of a list."""
    which = values | {"limit": limit, "offset": offset}
    rows = await reads.rows(listed.lines, which)
    today = reads.today
    lines = tuple(_line(row, today, calendar) for row in rows)
    if rows:
        return Page(lines, rows[0].total)
    if not offset:
        return Page((), 0)
    return Page((), await reads.session.scalar(listed.count, values) or 0)


async def lines_by_id(
    reads: Reads, calendar: WorkingCalendar, ids: Sequence[int]
) -> list[TaskLine]:
    """The lines of these tasks, in the order of their deadlines."""
    lines = await lines_in_order(reads, calendar, ids)
    return sorted(lines, key=lambda line: (line.due_on or date.max, line.id))


async def lines_in_order(
    reads: Reads, calendar: WorkingCalendar, ids: Sequence[int]
) -> list[TaskLine]:
    """The lines of these tasks, as they are given."""
    rows = await reads.rows(THESE, {"these": ids}) if ids else ()
    today = reads.today
    found = {row.id: _line(row, today, calendar) for row in rows}
    return [found[one] for one in ids if one in found]


def _line(row: Any, today: date, calendar: WorkingCalendar) -> TaskLine:
    facts = TaskFacts(
        id=row.id,
        progress=row.progress,
        due_on=row.due_on,
        entered_at=row.entered_at,
        assigned_on=row.assigned_on,
        done_on=row.done_on,
        justified=explains(row.justified_on, row.done_on),
    )
    term = term_of(facts, today=today, calendar=calendar)
    return TaskLine(
        id=row.id,
        version=row.version,
        content=row.content,
        unit=row.unit,
        officer=row.officer,
        due_on=row.due_on,
        term=term,
        days=_days(facts, term, today, calendar),
        progress=row.progress,
        percent=row.percent,
        urgency=row.urgency or Urgency.NORMAL,
    )


def _days(task: TaskFacts, term: Term, today: date, calendar: WorkingCalendar) -> int:
    """Calendar days late, or working days left (design.md section 4)."""
    if task.due_on is None or task.progress is Progress.DONE:
        return 0
    if term is Term.OVERDUE:
        return days_late(task.due_on, today)
    return calendar.working_days_between(today, task.due_on)
