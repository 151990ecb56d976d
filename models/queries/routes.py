"""The way of a task's report, and the parts of a consolidating task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from domain.tasks import Progress
from models.tables import Document, Task, TaskRoute, Unit
from models.work import Reads

HANDED_IN = (Progress.REPORTED, Progress.DONE)


@dataclass(frozen=True)
class Parts:
    """The tasks that a consolidating task draws together: units, reported and not."""

    reported: tuple[str, ...]
    missing: tuple[str, ...]


async def signer_of(reads: Reads, key: str, issued_on: date | None) -> str:
    """Who signed a document that is known: one number is one document."""
    if issued_on is None:
        return ""
    found: str | None = await reads.session.scalar(
        select(Document.signer)
        .where(Document.key == key[:60], Document.year == issued_on.year)
        .order_by(Document.id)
        .limit(1)
    )
    return found or ""


async def parts_of_task(reads: Reads, task_id: int) -> Parts:
    rows = await reads.session.execute(
        select(Unit.name, Task.progress)
        .join(TaskRoute, TaskRoute.task_id == Task.id)
        .join(Unit, Unit.id == Task.lead_unit_id)
        .where(TaskRoute.parent_id == task_id, Task.progress != Progress.CANCELLED)
        .order_by(Unit.sort_order, Unit.folded, Task.id)
    )
    found = [(name, progress in HANDED_IN) for name, progress in rows]
    return Parts(
        tuple(name for name, done in found if done),
        tuple(name for name, done in found if not done),
    )


async def via_of(reads: Reads, task_id: int) -> str:
    """The unit through which the report goes; "" for straight."""
    found: str | None = await reads.session.scalar(
        select(Unit.name)
        .join(TaskRoute, TaskRoute.via_unit_id == Unit.id)
        .where(TaskRoute.task_id == task_id)
    )
    return found or ""


async def route_of(reads: Reads, task_id: int) -> TaskRoute | None:
    return await reads.session.get(TaskRoute, task_id)
