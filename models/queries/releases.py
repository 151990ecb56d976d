"""Figures that were told: released by the office's leader, or to be made again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from domain.periods import Period
from domain.policy import OnTimeBasis
from domain.report_facts import facts_of, fingerprint_of
from domain.reports import ALL, Asked, Report
from domain.scope import Scope
from models.tables import ReportRun
from models.work import Reads


@dataclass(frozen=True)
class ToldRun:
    """By what figures were made: as of when, by what was known until when."""

    as_of: date
    recorded_until: datetime
    basis: OnTimeBasis
    unit_id: int | None
    scope: Scope = ALL


def within_of(scope: Scope) -> dict[str, Any]:
    """Whose tasks alone figures count."""
    return {"units": sorted(scope.units), "divisions": sorted(scope.divisions)}


def _scope_of(within: Mapping[str, Any] | None) -> Scope:
    if within is None:
        return ALL
    units, divisions = within["units"], within["divisions"]
    return Scope(units=frozenset(units), divisions=frozenset(divisions))


def of_report(report: Report) -> Select[ReportRun]:
    """The runs in which these very figures were kept, the newest first."""
    period = report.asked.period
    return (
        select(ReportRun)
        .where(
            ReportRun.first == period.first,
            ReportRun.last == period.last,
            ReportRun.fingerprint == fingerprint_of(facts_of(report)),
        )
        .order_by(ReportRun.id.desc())
    )


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
    return ToldRun(
        run.as_of, run.recorded_until, basis, run.unit_id, _scope_of(run.within)
    )


async def was_released(reads: Reads, asked: Asked, fingerprint: str) -> bool:
    """Of this period, at this cut-off, and these very figures: what was corrected
    after the release waits for a release of its own (003, 1a)."""
    return await released_run(reads, asked, fingerprint) is not None


async def released_run(
    reads: Reads, asked: Asked, fingerprint: str
) -> ReportRun | None:
    """The first release of these figures."""
    found = select(ReportRun).where(
        ReportRun.first == asked.period.first,
        ReportRun.last == asked.period.last,
        ReportRun.as_of == asked.as_of,
        ReportRun.unit_id.is_(None),
        ReportRun.fingerprint == fingerprint,
        ReportRun.released_at.is_not(None),
    )
    first = found.order_by(ReportRun.id).limit(1)
    return await reads.session.scalar(first)
