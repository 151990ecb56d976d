"""The Office's leader releases figures: to leaders, and for the portal (003, 1a)."""

from __future__ import annotations

from dataclasses import dataclass

from actions.keep_report import keep_report
from domain.permissions import Action, may_in_unit
from domain.refusals import Reason, Refusal
from domain.report_facts import facts_of, fingerprint_of
from domain.reports import Report
from domain.scope import Actor
from domain.summary_notices import FileKind
from domain.tasks import Role
from models.outbox import DeliveryClass, Envelope, Live, put_live
from models.queries.directory import read_directory
from models.queries.releases import released_run
from models.tables import Audit, ReportRun
from models.work import Work


@dataclass(frozen=True)
class Released:
    """`is_new` False: these very figures were released before."""

    run: ReportRun
    is_new: bool = True


async def release_report(work: Work, actor: Actor, report: Report) -> Released:
    """Keep the figures as they are released, and say so in the audit.

    The leaders are sent the paper, once of the same figures. Every file of it is made
    with what was known now.
    """
    if not may_in_unit(actor, Action.RELEASE_REPORT, None):
        raise Refusal(Reason.NOT_ALLOWED, code="")
    asked = report.asked
    code = fingerprint_of(facts_of(report))
    known = await released_run(work, asked, code)
    if known is not None:
        return Released(known, is_new=False)
    kept = await keep_report(work, report, door="chat", actor_id=actor.officer_id)
    run = await work.session.get_one(ReportRun, kept.id)
    run.released_at, run.released_by = work.now, actor.officer_id
    work.session.add(
        Audit(
            at=work.now,
            officer_id=actor.officer_id,
            door="chat",
            action="report_released",
            object=f"report:{run.id}",
            detail={
                "period": asked.period.code,
                "as_of": asked.as_of.isoformat(),
                "fingerprint": run.fingerprint,
            },
        )
    )
    await _tell_leaders(work, run, asked.period.code)
    return Released(run)


def file_params(run: ReportRun, period: str, kind: FileKind) -> dict[str, object]:
    """What a file of a released report is made from."""
    return {
        "kind": kind.value,
        "period": period,
        "as_of": run.as_of.isoformat(),
        "unit": None,
        "until": run.recorded_until.isoformat(),
    }


async def _tell_leaders(work: Work, run: ReportRun, period: str) -> None:
    directory = await read_directory(work)
    for place in directory.places(directory.everybody(Role.LEADER)):
        if place.chat_id is None:
            continue
        params = file_params(run, period, FileKind.PAPER)
        await put_live(
            work,
            Live.FILE,
            {**params, "officer": place.officer_id},
            Envelope(
                chat_id=place.chat_id,
                key=f"released:{run.id}|chat:{place.chat_id}",
                cls=DeliveryClass.PERIODIC,
                priority=5,
                subject="report",
            ),
        )
