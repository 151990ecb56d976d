"""When a task was completed, as its evidence says."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from models.tables import Evidence, Task
from models.work import Reads


async def completed_on(reads: Reads, task_id: int) -> date | None:
    """The date of the newest report's document, else the day of the report."""
    reported: date | None = await reads.session.scalar(
        select(Task.reported_on).where(Task.id == task_id)
    )
    found: date | None = await reads.session.scalar(
        select(Evidence.issued_on)
        .where(Evidence.task_id == task_id, Evidence.issued_on.is_not(None))
        .order_by(Evidence.id.desc())
        .limit(1)
    )
    return found or reported
