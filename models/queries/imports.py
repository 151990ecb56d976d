"""Drafts of imports, and where a file's word stands against a person's."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, delete, exists, func, or_, select

from models.tables import Discrepancy, ImportDraft, ImportRun, Officer, Task, Unit
from models.work import Reads, Work


async def get_draft(reads: Reads, draft_id: int) -> ImportDraft | None:
    return await reads.session.get(ImportDraft, draft_id)


async def drop_drafts(work: Work, officer_id: int) -> None:
    await work.session.execute(
        delete(ImportDraft).where(ImportDraft.officer_id == officer_id)
    )


async def open_discrepancies(
    reads: Reads, divisions: Collection[int], *, untracked: bool
) -> list[int]:
    """Those that these divisions decide, the oldest first.

    `untracked`: also those of tasks that no division tracks.
    """
    decides: ColumnElement[bool] = Task.tracking_unit_id.in_(divisions)
    if untracked:
        decides = or_(decides, Task.tracking_unit_id.is_(None))
    found = await reads.session.scalars(
        select(Discrepancy.id)
        .where(Discrepancy.state == "open")
        .where(exists().where(Task.id == Discrepancy.task_id, decides))
        .order_by(Discrepancy.id)
    )
    return list(found)


async def tracking_units(reads: Reads, run_id: int) -> list[int | None]:
    """The divisions that have something of this run to decide."""
    found = await reads.session.scalars(
        select(Task.tracking_unit_id)
        .join(Discrepancy, Discrepancy.task_id == Task.id)
        .where(Discrepancy.run_id == run_id, Discrepancy.state == "open")
        .distinct()
    )
    return list(found)


async def discrepancy_whole(
    reads: Reads, number: int
) -> tuple[Discrepancy, Task, Unit, ImportRun, str | None] | None:
    """With its task, lead unit, import, and who contradicted the file."""
    found = await reads.session.execute(
        select(Discrepancy, Task, Unit, ImportRun, Officer.name)
        .join(Task, Task.id == Discrepancy.task_id)
        .join(Unit, Unit.id == Task.lead_unit_id)
        .join(ImportRun, ImportRun.id == Discrepancy.run_id)
        .outerjoin(Officer, Officer.id == Discrepancy.said_by)
        .where(Discrepancy.id == number)
    )
    row = found.one_or_none()
    return None if row is None else (row[0], row[1], row[2], row[3], row[4])


async def count_open(reads: Reads, tracking_unit: int | None) -> int:
    found = await reads.session.scalar(
        select(func.count(Discrepancy.id)).where(
            Discrepancy.state == "open",
            # Asked one by one: joined, SQLite begins at all tasks of the unit.
            exists().where(
                Task.id == Discrepancy.task_id, Task.tracking_unit_id == tracking_unit
            ),
        )
    )
    return found or 0
