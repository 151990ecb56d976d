"""An officer reports a task done; the tracker will confirm it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, time

from actions.find_task import check_owed, check_version, get_task_for
from actions.record_progress import LONGEST_NOTE
from actions.settle_week import settle_week
from domain.on_time import closes_at_once, complete
from domain.permissions import Action
from domain.policy import Policy
from domain.refusals import Reason, Refusal
from domain.replies import DocumentRef, Signing, Stamp
from domain.scope import Actor
from domain.tasks import Progress, task_code
from locales.reading.documents import document_key
from models.history import Change, Kind, record
from models.queries.evidence import answer_of
from models.queries.tasks import FoundTask
from models.tables import Evidence
from models.work import Work


@dataclass(frozen=True)
class DoneReport:
    """The document is the product of classes a and c (419/VPUBND-HCTC, 4b)."""

    task_id: int
    document: DocumentRef | None = None
    note: str = ""
    shown: int | None = None
    signing: Signing = field(default_factory=Signing)


async def report_done(
    work: Work, actor: Actor, report: DoneReport, *, policy: Policy, door: str
) -> FoundTask:
    """Hand the task to its tracker. It stays open until he confirms.

    Unless the policy closes tasks of its class at once; it is returned as it is then.
    """
    task = await get_task_for(work, actor, Action.REPORT_DONE, report.task_id)
    check_owed(task)
    check_version(task, report.shown)
    check_document(work, task, report.document)
    check_signing(work, task, report.signing)
    change = Change(
        task_id=task.id,
        kind=Kind.REPORTED,
        door=door,
        actor_id=actor.officer_id,
        effective_on=work.today,
        columns=_columns(work, report.document),
        note=report.note[:LONGEST_NOTE],
    )
    event_id = await record(work, change)
    if report.document is not None:
        work.session.add(_evidence(task.id, event_id, report, policy))
    await settle_week(work, policy, task)
    if not closes_at_once(
        due_on=task.due_on, must_report=task.must_report, policy=policy
    ):
        return task
    await _close(work, actor, task, policy=policy, door=door)
    return replace(task, progress=Progress.DONE)


async def _close(
    work: Work, actor: Actor, task: FoundTask, *, policy: Policy, door: str
) -> None:
    """The unit's own word is enough for a task of this class."""
    await work.session.flush()
    answer = await answer_of(work, task.id)
    found = complete(answer, work.today, must_report=task.must_report, policy=policy)
    done_on = found.on or work.today
    change = Change(
        task_id=task.id,
        kind=Kind.CONFIRMED,
        door=door,
        actor_id=actor.officer_id,
        effective_on=done_on,
        columns={"progress": Progress.DONE, "done_on": done_on},
    )
    await record(work, change)


def check_document(work: Work, task: FoundTask, document: DocumentRef | None) -> None:
    """Refuse a class a or c task without number and date, and a date to come."""
    whole = document is not None and document.issued_on is not None
    if task.must_report and not whole:
        raise Refusal(Reason.NEEDS_DOCUMENT, code=task_code(task.id))
    if document is None or document.issued_on is None:
        return
    if document.issued_on > work.today:
        raise Refusal(Reason.DOCUMENT_IN_FUTURE, code=task_code(task.id))


def _columns(work: Work, document: DocumentRef | None) -> dict[str, object]:
    columns: dict[str, object] = {
        "progress": Progress.REPORTED,
        "percent": 100,
        "reported_on": work.today,
    }
    if document is not None:
        columns["result"] = document.number
    return columns


def check_signing(work: Work, task: FoundTask, signing: Signing) -> None:
    """Refuse a signature or a sending of a day to come."""
    latest = signing.latest
    if latest is not None and latest > work.today:
        raise Refusal(
            Reason.DOCUMENT_IN_FUTURE, code=task_code(task.id), date=latest.isoformat()
        )


def _evidence(
    task_id: int, event_id: int, report: DoneReport, policy: Policy
) -> Evidence:
    document, signing = report.document, report.signing
    assert document is not None
    return Evidence(
        task_id=task_id,
        event_id=event_id,
        number=document.number,
        key=document_key(document.number),
        issued_on=document.issued_on,
        digitally_signed=signing.digitally,
        signed_at=_instant(signing.signed, policy),
        sent_at=_instant(signing.sent, policy),
    )


def _instant(stamp: Stamp | None, policy: Policy) -> datetime | None:
    """Without a time the day's beginning: the day is what decides."""
    return None if stamp is None else policy.at(stamp.on, stamp.at or time())
