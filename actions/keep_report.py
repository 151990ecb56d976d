"""Keep what a report said, so that the same one can be made again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.report_facts import facts_of, fingerprint_of
from domain.reports import Report
from models.tables import ReportRun
from models.work import Work


@dataclass(frozen=True)
class Kept:
    """A report's number, and the fingerprint that its pages bear."""

    id: int
    fingerprint: str


async def keep_report(
    work: Work,
    report: Report,
    *,
    door: str,
    actor_id: int | None = None,
    files: Sequence[str] = (),
) -> Kept:
    """Write the row of `report_run`."""
    asked, facts = report.asked, facts_of(report)
    run = ReportRun(
        made_at=work.now,
        actor_id=actor_id,
        door=door,
        kind=asked.period.kind,
        first=asked.period.first,
        last=asked.period.last,
        as_of=asked.as_of,
        recorded_until=work.now,
        unit_id=asked.unit_id,
        basis=asked.basis.value,
        figures=facts,
        fingerprint=fingerprint_of(facts),
        files=list(files),
    )
    work.session.add(run)
    await work.session.flush()
    return Kept(run.id, run.fingerprint)
