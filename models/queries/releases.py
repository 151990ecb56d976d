"""Figures that were told: released by the office's leader, or to be made again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from domain.periods import Period
from domain.policy import OnTimeBasis
from domain.reports import Asked
from models.tables import ReportRun
from models.work import Reads


@dataclass(frozen=True)
class ToldRun:
    """By what figures were made: as of when, by what was known until when."""

    as_of: date
    recorded_until: datetime
    basis: OnTimeBasis
    unit_id: int | None


async def run_of_code(reads: Reads, period: Period, code: str) -> ToldRun | None:
    """The newest of a period whose fingerprint begins so, as its pages bear it."""
    if not code.strip():
        return None
    run = await reads.session.scalar(
        select(ReportRun)
        .where(
            ReportRun.first == period.first,
            ReportRun.last == period.last,
            ReportRun.fingerprint.startswith(code.strip().lower(), autoescape=True),
        )
        .order_by(ReportRun.id.desc())
        .limit(1)
    )
    if run is None:
        return None
    basis = OnTimeBasis(run.basis)
    return ToldRun(run.as_of, run.recorded_until, basis, run.unit_id)


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
