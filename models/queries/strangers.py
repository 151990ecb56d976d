"""What was answered to those who are not registered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select

from models.tables import Delivery
from models.work import Reads


async def was_put_since(reads: Reads, key: str, since: datetime) -> bool:
    """Whether the message of this key was put in the outbox after that moment."""
    found = exists().where(Delivery.dedup_key == key, Delivery.created_at > since)
    return bool(await reads.session.scalar(select(found)))
