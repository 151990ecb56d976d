"""Tasks as other systems read them: plain facts, and nothing about any person.

The names are those of the register's own columns; `bot/web/api/schema.py: TaskView`
says the same to the reader of the document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from domain.calendar import WorkingCalendar
from domain.tasks import OPEN, Progress, TaskClass, TaskFacts, Urgency, task_code
from domain.terms import explains, term_of
from models.tables import Document, Task, TaskEvent, TaskUnit, Unit
from models.work import Reads

SLACK = 1_000  # events that may have been learned of in another order than numbered

_Tracking = aliased(Unit)
_VIEWS = (
    select(
        Task,
        Document.number,
        Document.issued_on,
        Document.kind,
        Document.abstract,
        Document.urgency,
        Unit.code.label("lead"),
        Unit.name.label("lead_name"),
        _Tracking.code.label("tracking"),
    )
    .join(Unit, Unit.id == Task.lead_unit_id)
    .outerjoin(_Tracking, _Tracking.id == Task.tracking_unit_id)
    .outerjoin(Document, Document.id == Task.document_id)
)


@dataclass(frozen=True)
class Filter:
    """Which tasks are asked for; what is None does not matter.

    `unit_id` leads; `within`: the only ones whose tasks the asker may see. `due_*` are
    dates, both inclusive; `changed_since` an instant; `key` a document's.
    """

    within: frozenset[int] | None = None
    unit_id: int | None = None
    state: str | None = None  # a progress, `open` or `overdue`
    due_before: date | None = None
    due_after: date | None = None
    changed_since: datetime | None = None
    key: str | None = None
    after: int = 0  # the last number of the page before


async def page_of_views(
    reads: Reads, calendar: WorkingCalendar, wanted: Filter, limit: int
) -> list[dict[str, Any]]:
    """In the order of their numbers, which never change: while tasks change or are
    added, none is shown twice on the way through the pages, and none is passed over."""
    conditions = await _conditions(reads, wanted)
    # Their numbers first, which an index has: SQLite would read every task that fits,
    # whole, and put them in order.
    page = (
        select(Task.id)
        .outerjoin(Document, Document.id == Task.document_id)
        .where(*conditions)
        .order_by(Task.id)
        .limit(limit)
        .correlate(None)
    )
    rows = await reads.session.execute(
        _VIEWS.where(Task.id.in_(page)).order_by(Task.id)
    )
    return await _views(reads, calendar, rows.all())


async def views_by_id(
    reads: Reads, calendar: WorkingCalendar, ids: Sequence[int]
) -> dict[int, dict[str, Any]]:
    rows = (await reads.session.execute(_VIEWS.where(Task.id.in_(ids)))).all()
    views = await _views(reads, calendar, rows)
    return {row[0].id: view for row, view in zip(rows, views, strict=True)}


async def _conditions(reads: Reads, wanted: Filter) -> list[ColumnElement[bool]]:
    found = [Task.id > wanted.after]
    if wanted.within is not None:
        found.append(Task.lead_unit_id.in_(wanted.within))
    if wanted.unit_id is not None:
        found.append(Task.lead_unit_id == wanted.unit_id)
    if wanted.state is not None:
        found += _of_state(wanted.state, reads.today)
    if wanted.due_before is not None:
        found.append(Task.due_on <= wanted.due_before)
    if wanted.due_after is not None:
        found.append(Task.due_on >= wanted.due_after)
    if wanted.key is not None:
        found.append(Document.key == wanted.key)
    if wanted.changed_since is not None:
        found.append(await _changed(reads, wanted.changed_since))
    return found


def _of_state(state: str, today: date) -> list[ColumnElement[bool]]:
    match state:
        case "open":
            return [Task.progress.in_(OPEN)]
        case "overdue":
            return [Task.progress.in_(OPEN), Task.due_on < today]
    return [Task.progress == Progress(state)]


async def _changed(reads: Reads, since: datetime) -> ColumnElement[bool]:
    """By the history. It grows with time, so its numbers lead to a moment: an index of
    moments would cost every import more than it helps here."""
    first = await _first_event(reads, since)
    changed = select(TaskEvent.task_id).where(
        TaskEvent.id >= first - SLACK, TaskEvent.recorded_at >= since
    )
    return Task.id.in_(changed)


async def _first_event(reads: Reads, since: datetime) -> int:
    """The number of the first event from then on, halving what is left each time."""
    low, high = 1, await _last_number(reads) + 1
    while low < high:
        middle = (low + high) // 2
        row = (
            await reads.session.execute(
                select(TaskEvent.id, TaskEvent.recorded_at)
                .where(TaskEvent.id >= middle)
                .order_by(TaskEvent.id)
                .limit(1)
            )
        ).one()
        if row.recorded_at < since:
            low = row.id + 1
        else:
            high = middle
    return low


async def _last_number(reads: Reads) -> int:
    newest = select(TaskEvent.id).order_by(TaskEvent.id.desc()).limit(1)
    return await reads.session.scalar(newest) or 0


async def _views(
    reads: Reads, calendar: WorkingCalendar, rows: Sequence[Any]
) -> list[dict[str, Any]]:
    supports = await _supports(reads, [row[0].id for row in rows])
    return [_view(row, supports, reads, calendar) for row in rows]


async def _supports(reads: Reads, ids: Sequence[int]) -> Mapping[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = await reads.session.execute(
        select(TaskUnit.task_id, Unit.code)
        .join(Unit, Unit.id == TaskUnit.unit_id)
        .where(TaskUnit.task_id.in_(ids))
        .order_by(Unit.code)
    )
    for task_id, code in rows:
        found[task_id].append(code)
    return found


def _view(
    row: Any,
    supports: Mapping[int, list[str]],
    reads: Reads,
    calendar: WorkingCalendar,
) -> dict[str, Any]:
    task: Task = row[0]
    facts = TaskFacts(
        id=task.id,
        progress=task.progress,
        due_on=task.due_on,
        entered_at=task.entered_at,
        assigned_on=task.assigned_on,
        done_on=task.done_on,
        justified=explains(task.justified_on, task.done_on),
    )
    return {
        "code": task_code(task.id),
        "external_id": None,
        "version": task.version,
        "number": row.number or "",
        "issued_on": _day(row.issued_on),
        "document_kind": row.kind or "",
        "abstract": row.abstract or "",
        "urgency": (row.urgency or Urgency.NORMAL).value,
        "content": task.content,
        "lead_unit": row.lead,
        "lead_unit_name": row.lead_name,
        "support_units": supports.get(task.id, []),
        "tracking_unit": row.tracking,
        "scheme": task.scheme,
        "task_class": _class(task),
        "assigned_on": _day(task.assigned_on),
        "due_on": _day(task.due_on),
        "original_due_on": _day(task.original_due_on),
        "deadline_text": task.deadline_text,
        "progress": task.progress.value,
        "percent": task.percent,
        "term": term_of(facts, today=reads.today, calendar=calendar).value,
        "reported_on": _day(task.reported_on),
        "done_on": _day(task.done_on),
        "result": task.result,
        "entered_at": task.entered_at.astimezone(reads.zone).isoformat(),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _class(task: Task) -> str | None:
    if task.must_report is None or task.has_deadline is None:
        return None
    return TaskClass.of(
        has_deadline=task.has_deadline, must_report=task.must_report
    ).value
