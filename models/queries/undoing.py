"""What is needed to take an import back: earlier words, later imports, evidence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import aliased

from models.history import Kind
from models.queries.registers import AT_ONCE, BY_FILE, DocumentIdentity
from models.tables import (
    Discrepancy,
    Document,
    Evidence,
    ImportRow,
    ImportRun,
    TaskEvent,
)
from models.work import Reads, Work

# A later word of a file on a task that there was: its own, or as it was decided.
OF_A_FILE = or_(
    and_(
        TaskEvent.door == BY_FILE,
        TaskEvent.kind.in_((Kind.CORRECTED.value, Kind.DONE.value)),
    ),
    TaskEvent.kind == Kind.SETTLED.value,
)


async def later_run(reads: Reads, run_id: int) -> int | None:
    """The newest import that spoke of the same tasks after this one."""
    ours, theirs = aliased(ImportRow), aliased(ImportRow)
    found: int | None = await reads.session.scalar(
        select(func.max(theirs.run_id))
        .join(ours, ours.task_id == theirs.task_id)
        .join(ImportRun, ImportRun.id == theirs.run_id)
        .where(ours.run_id == run_id, theirs.run_id > run_id)
        .where(ImportRun.undone_at.is_(None))
    )
    return found


async def later_instead(
    reads: Reads, run_id: int, tasks: Collection[int]
) -> int | None:
    """The newest later import that gave the units of these tasks another one of the
    same document."""
    gone, given, before = (aliased(ImportRow) for _ in range(3))
    was_there = exists().where(before.task_id == given.task_id, before.run_id <= run_id)
    found: int | None = await reads.session.scalar(
        select(func.max(given.run_id))
        .join(ImportRun, ImportRun.id == given.run_id)
        .join(
            gone,
            and_(
                gone.key == given.key,
                gone.year == given.year,
                gone.lead_unit_id == given.lead_unit_id,
            ),
        )
        .where(gone.task_id.in_(tasks), given.run_id > run_id)
        .where(ImportRun.undone_at.is_(None), ~was_there)
    )
    return found


async def earlier_rows(reads: Reads, rows: Sequence[ImportRow]) -> dict[int, ImportRow]:
    """For each task what the files had said of it before this run."""
    found: dict[int, ImportRow] = {}
    run_id = rows[0].run_id if rows else 0
    for start in range(0, len(rows), AT_ONCE):
        tasks = [row.task_id for row in rows[start : start + AT_ONCE]]
        earlier = await reads.session.scalars(
            select(ImportRow)
            .join(
                ImportRun,
                and_(ImportRun.id == ImportRow.run_id, ImportRun.undone_at.is_(None)),
            )
            .where(ImportRow.task_id.in_(tasks), ImportRow.run_id < run_id)
            .order_by(ImportRow.run_id)
        )
        found |= {row.task_id: row for row in earlier}
    return found


async def columns_since(
    reads: Reads, ids: Sequence[int], since: datetime
) -> dict[int, set[str]]:
    """For each task the columns that files have changed since, or their word when it
    was preferred to a person's."""
    found: dict[int, set[str]] = {}
    for start in range(0, len(ids), AT_ONCE):
        events = await reads.session.execute(
            select(TaskEvent.task_id, TaskEvent.changes)
            .where(TaskEvent.task_id.in_(ids[start : start + AT_ONCE]))
            .where(OF_A_FILE, TaskEvent.recorded_at >= since)
        )
        for task_id, changes in events:
            found.setdefault(task_id, set()).update(changes)
    return found


async def document_of(reads: Reads, identity: DocumentIdentity) -> int | None:
    key, year, issuer = identity
    found: int | None = await reads.session.scalar(
        select(Document.id).where(
            Document.key == key, Document.year == year, Document.issuer == issuer
        )
    )
    return found


async def drop_evidence(
    work: Work, task_id: int, columns: Mapping[str, Any], *, since: datetime
) -> bool:
    """The newest that files have brought since and that says exactly this, or nothing.

    An officer often names the same paper before the register does: his own stays.
    """
    newest: int | None = await work.session.scalar(
        select(func.max(Evidence.id))
        .join(TaskEvent, TaskEvent.id == Evidence.event_id)
        .where(Evidence.task_id == task_id, Evidence.key == columns["key"])
        .where(Evidence.number == columns["number"])
        .where(OF_A_FILE, TaskEvent.recorded_at >= since)
    )
    if newest is not None:
        await work.session.execute(delete(Evidence).where(Evidence.id == newest))
    return newest is not None


async def disputed_tasks(reads: Reads, run_id: int) -> set[int]:
    """Tasks on which a person's word was left standing against this run's."""
    found = await reads.session.scalars(
        select(Discrepancy.task_id).where(
            Discrepancy.run_id == run_id, Discrepancy.state == "open"
        )
    )
    return set(found)


async def withdraw_discrepancies(work: Work, run_id: int) -> None:
    await work.session.execute(
        update(Discrepancy)
        .where(Discrepancy.run_id == run_id, Discrepancy.state == "open")
        .values(state="withdrawn", decided_at=work.now)
    )
