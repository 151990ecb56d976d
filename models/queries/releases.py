"""Which figures the office's leader has released."""

from __future__ import annotations

from sqlalchemy import select

from domain.reports import Asked
from models.tables import ReportRun
from models.work import Reads


async def was_released(reads: Reads, asked: Asked, fingerprint: str) -> bool:
    """Of this period, at this cut-off, and these very figures: what was corrected
    after the release waits for a release of its own (003, 1a)."""
    found = select(ReportRun.id).where(
        ReportRun.first == asked.period.first,
        ReportRun.last == asked.period.last,
        ReportRun.as_of == asked.as_of,
        ReportRun.unit_id.is_(None),
        ReportRun.fingerprint == fingerprint,
        ReportRun.released_at.is_not(None),
    )
    return await reads.session.scalar(found.limit(1)) is not None
