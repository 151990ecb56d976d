"""What people were told about their data, and what they answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from domain.privacy import NOTICE_VERSION
from models.tables import Consent
from models.work import Reads, Work


async def note_told(work: Work, officer_id: int) -> None:
    """The first time counts."""
    told = {"officer_id": officer_id, "version": NOTICE_VERSION, "told_at": work.now}
    statement = work.insert(Consent).values(**told).on_conflict_do_nothing()
    await work.session.execute(statement)


async def note_agreed(work: Work, officer_id: int) -> None:
    await note_told(work, officer_id)
    row = await work.session.get_one(Consent, (officer_id, NOTICE_VERSION))
    row.agreed_at = row.agreed_at or work.now


async def agreed_at(reads: Reads, officer_id: int) -> datetime | None:
    """When he agreed to the notice as it is now."""
    found: datetime | None = await reads.session.scalar(
        select(Consent.agreed_at).where(
            Consent.officer_id == officer_id, Consent.version == NOTICE_VERSION
        )
    )
    return found
