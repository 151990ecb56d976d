"""What is needed to take an import back: earlier words, later imports, evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, delete, func, select, update
from sqlalchemy.orm import aliased

from models.queries.registers import AT_ONCE, DocumentIdentity
from models.tables import Discrepancy, Document, Evidence, ImportRow, ImportRun
from models.work import Reads, Work


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


async def document_of(reads: Reads, identity: DocumentIdentity) -> int | None:
    key, year, issuer = identity
    found: int | None = await reads.session.scalar(
        select(Document.id).where(
            Document.key == key, Document.year == year, Document.issuer == issuer
        )
    )
    return found


async def drop_evidence(work: Work, task_id: int, columns: Mapping[str, Any]) -> None:
    """The newest of a task that says exactly this."""
    newest = (
        select(func.max(Evidence.id))
        .where(Evidence.task_id == task_id, Evidence.key == columns["key"])
        .where(Evidence.number == columns["number"])
        .scalar_subquery()
    )
    await work.session.execute(delete(Evidence).where(Evidence.id == newest))


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
