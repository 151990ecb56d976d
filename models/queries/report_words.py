"""What a report says of tasks besides their dates: words, answers, entry, procedure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select, true

from domain.entry import Entry
from domain.on_time import Answer
from domain.reports import Wording
from models.many_values import portions
from models.queries.data_quality import CAME_FIRST
from models.queries.standings import Cut
from models.tables import Document, Evidence, ImportRow, ImportRun, Task, TaskEvent
from models.work import Reads


async def read_wordings(
    reads: Reads, ids: Sequence[int], cut: Cut
) -> dict[int, Wording]:
    """The words of these tasks, with the newest answer known at the cut."""
    found: dict[int, Wording] = {}
    for some in portions(ids):
        numbers = await _answer_numbers(reads, some, cut)
        rows = await reads.session.execute(
            select(
                Task.id,
                Task.content,
                Task.note,
                Document.number,
                Document.issued_on,
                Document.abstract,
            )
            .outerjoin(Document, Document.id == Task.document_id)
            .where(Task.id.in_(some))
        )
        for row in rows:
            found[row.id] = Wording(
                number=row.number or "",
                issued_on=row.issued_on,
                abstract=row.abstract or "",
                content=row.content,
                answer=numbers.get(row.id, ""),
                note=row.note,
            )
    return found


async def _answer_numbers(reads: Reads, ids: Sequence[int], cut: Cut) -> dict[int, str]:
    rows = await reads.session.execute(
        select(Evidence.task_id, Evidence.number)
        .join(TaskEvent, TaskEvent.id == Evidence.event_id)
        .where(Evidence.task_id.in_(ids), ~cut.later())
        .order_by(Evidence.id)
    )
    return {row.task_id: row.number for row in rows}


async def read_answers(
    reads: Reads, cut: Cut, *, since: date, task_id: int | None = None
) -> dict[int, Answer]:
    """The newest answer to each task that may count, or to one, known at the cut."""
    counts = or_(Task.assigned_on >= since, Task.due_on >= since)
    rows = await reads.session.execute(
        select(
            Evidence.task_id,
            Evidence.issued_on,
            Evidence.signed_at,
            Evidence.sent_at,
            Evidence.digitally_signed,
        )
        .join(TaskEvent, TaskEvent.id == Evidence.event_id)
        .join(Task, Task.id == Evidence.task_id)
        .where(counts if task_id is None else Task.id == task_id, ~cut.later())
        .order_by(Evidence.id)
    )
    return {
        row.task_id: Answer(
            row.issued_on, row.signed_at, row.sent_at, row.digitally_signed
        )
        for row in rows
    }


async def read_entries(
    reads: Reads, cut: Cut, *, first: date, last: date
) -> dict[int, Entry]:
    """When the tasks given in between were entered, those of dated documents."""
    until = cut.recorded_until
    known = true() if until is None else Task.entered_at <= until
    rows = await reads.session.execute(
        select(
            Task.id, Task.entered_at, Document.issued_on, CAME_FIRST.label("came_first")
        )
        .join(Document, Document.id == Task.document_id)
        .where(
            Task.assigned_on.between(first, last),
            Document.issued_on.is_not(None),
            known,
        )
    )
    return {
        row.id: Entry(
            row.issued_on,
            row.entered_at.astimezone(reads.zone).date(),
            counts=not row.came_first,
        )
        for row in rows
    }


async def read_documents(reads: Reads, ids: Sequence[int]) -> dict[int, int]:
    """The document of each of these tasks that has one."""
    found: dict[int, int] = {}
    for some in portions(ids):
        rows = await reads.session.execute(
            select(Task.id, Task.document_id).where(
                Task.id.in_(some), Task.document_id.is_not(None)
            )
        )
        found |= {row.id: row.document_id for row in rows}
    return found


async def read_improper(reads: Reads, cut: Cut) -> dict[int, tuple[str, date]]:
    """Tasks that a register marks as not handled the prescribed way.

    The key of each task's document, and the day on which the task was entered.
    """
    rows = await reads.session.execute(
        select(ImportRow.task_id, ImportRow.key, Task.entered_at)
        .join(Task, Task.id == ImportRow.task_id)
        .where(
            _last_word(cut),
            ImportRow.fields["procedure_ok"].as_boolean().is_(False),
        )
    )
    return {
        row.task_id: (row.key, row.entered_at.astimezone(reads.zone).date())
        for row in rows
    }


def _last_word(cut: Cut) -> ColumnElement[bool]:
    """Of what the files said of a task the newest that was known at the cut."""
    until = cut.recorded_until
    if until is None:
        return ImportRow.current.is_(True)
    stood = or_(ImportRun.undone_at.is_(None), ImportRun.undone_at > until)
    newest = (
        select(func.max(ImportRow.id))
        .join(ImportRun, ImportRun.id == ImportRow.run_id)
        .where(ImportRun.at <= until, stood)
        .group_by(ImportRow.task_id)
    )
    return ImportRow.id.in_(newest)
