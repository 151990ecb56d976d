"""What is known of the documents that answer a task."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import delete, select

from domain.on_time import Answer
from models.tables import Evidence, Task
from models.work import Reads, Work


async def answer_of(reads: Reads, task_id: int) -> Answer | None:
    """The newest document that answers a task; one without any date says nothing."""
    rows = await reads.session.execute(
        select(
            Evidence.issued_on,
            Evidence.signed_at,
            Evidence.sent_at,
            Evidence.digitally_signed,
        )
        .where(Evidence.task_id == task_id)
        .order_by(Evidence.id.desc())
    )
    answers = (Answer(*row) for row in rows)
    return next((one for one in answers if one != Answer()), None)


async def reported_on(reads: Reads, task_id: int) -> date | None:
    """The day of the report that waits for its confirmation."""
    reported: date | None = await reads.session.scalar(
        select(Task.reported_on).where(Task.id == task_id)
    )
    return reported


async def drop_evidence(work: Work, task_id: int, events: Collection[int]) -> None:
    """The documents that these reports brought answer nothing: they were taken back."""
    await work.session.execute(
        delete(Evidence).where(
            Evidence.task_id == task_id, Evidence.event_id.in_(events)
        )
    )
