"""Keep what a report said, so that the same one can be made again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.report_facts import facts_of, fingerprint_of
from domain.reports import Report
from domain.summary_notices import Drawn, ReportFile
from models.queries.releases import of_report, within_of
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
        recorded_until=report.known_until or work.now,
        unit_id=asked.unit_id,
        basis=asked.basis.value,
        figures=facts,
        fingerprint=fingerprint_of(facts),
        files=list(files),
    )
    if not report.scope.everything:
        run.within = within_of(report.scope)
    work.session.add(run)
    await work.session.flush()
    return Kept(run.id, run.fingerprint)


async def keep_files(work: Work, files: Iterable[ReportFile]) -> None:
    """Files that leave bear figures that can be made again by their code.

    What one person takes of the same figures, and what is sent once more, is one run
    with the names of all its files.
    """
    for file in files:
        if file.drawn is not None:
            await _keep_file(work, file.name, file.drawn)


async def _keep_file(work: Work, name: str, drawn: Drawn) -> None:
    same = of_report(drawn.report).where(
        ReportRun.door == drawn.door, ReportRun.actor_id == drawn.actor_id
    )
    run = await work.session.scalar(same.limit(1))
    if run is None:
        await keep_report(
            work,
            drawn.report,
            door=drawn.door,
            actor_id=drawn.actor_id,
            files=[name],
        )
    elif name not in run.files:
        run.files = [*run.files, name]
