"""Alarms that are not true any more."""

from __future__ import annotations

from sqlalchemy import update

from models.queries.queue import PENDING
from models.tables import Delivery
from models.work import Work


async def withdraw_alarm(work: Work, key: str) -> int:
    """Take back an alarm from those who have not been sent it yet; how many."""
    withdrawn = await work.session.scalars(
        update(Delivery)
        .where(Delivery.dedup_key.startswith(f"alarm:{key}|", autoescape=True), PENDING)
        .values(state="skipped", reason="over")
        .returning(Delivery.id)
        .execution_options(synchronize_session=False)
    )
    return len(withdrawn.all())
