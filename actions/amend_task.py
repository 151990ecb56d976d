"""A task is corrected or cancelled by a document that says so; the trail keeps both."""

from __future__ import annotations

from typing import Any

from actions.find_task import CLOSED, check_version
from actions.rounds import stands_otherwise
from actions.settle_week import settle_week
from actions.tell import tell_responsible
from domain.amending import OVER, Amendment, Standing, new_columns
from domain.assigning_notices import Amended, AmendmentCard
from domain.folding import fold
from domain.notices import Saying, Told
from domain.permissions import Action, may
from domain.policy import Policy
from domain.refusals import Reason, Refusal
from domain.scope import Actor, scope_of
from domain.tasks import Progress, task_code
from models.history import Change, Kind, record
from models.queries.people import unit_names
from models.queries.registers import replace_supports
from models.queries.tasks import FoundTask, registered_task, support_units
from models.tables import Document, Task
from models.work import Reads, Work

LONGEST = 1_000  # characters of a reason
NOT_SHOWN = ("due_version", "has_deadline", "deadline_text", "officer_id", "progress")


async def task_to_amend(reads: Reads, actor: Actor, task_id: int) -> FoundTask:
    """A clerk keeps the register without seeing progress. Raises Refusal."""
    task = await registered_task(reads, task_id)
    if task is None or not may(actor, Action.AMEND_TASK, task.rights):
        seen = task is not None and scope_of(actor).covers(task.rights)
        reason = Reason.NOT_ALLOWED if seen else Reason.NOT_FOUND
        raise Refusal(reason, code=task_code(task_id))
    if task.progress in OVER:
        raise Refusal(CLOSED[task.progress], code=task_code(task_id))
    return task


async def preview_amendment(
    reads: Reads, actor: Actor, one: Amendment
) -> AmendmentCard:
    """What would become of it. Raises Refusal when nothing would."""
    task = await task_to_amend(reads, actor, one.task_id)
    if one.issued_on > reads.today:
        raise Refusal(Reason.DOCUMENT_IN_FUTURE, code=task_code(one.task_id))
    row = await reads.session.get_one(Task, one.task_id)
    columns = new_columns(one, standing_of(row))
    if not columns and not one.support:
        raise Refusal(Reason.NO_AMENDMENT, code=task_code(one.task_id))
    return AmendmentCard(
        task_id=task.id,
        content=task.content,
        changes=await _changes(reads, row, columns, one),
        number=one.number,
        issued_on=one.issued_on,
        reason=one.reason,
        cancels=one.cancels,
    )


async def amend_task(
    work: Work, actor: Actor, one: Amendment, *, policy: Policy
) -> FoundTask:
    """Change it as was shown. Raises Refusal, also if it is another by now."""
    task = await task_to_amend(work, actor, one.task_id)
    check_version(task, one.version)
    row = await work.session.get_one(Task, one.task_id)
    columns = dict(new_columns(one, standing_of(row)))
    if "content" in columns:
        columns["folded"] = await _folded(work, row, columns["content"])
    if one.support:
        units = [u.unit_id for u in one.support if u.unit_id != row.lead_unit_id]
        await replace_supports(work, row.id, dict.fromkeys(units))
    change = Change(
        task_id=task.id,
        kind=Kind.CANCELLED if one.cancels else Kind.AMENDED,
        door="chat",
        effective_on=work.today,
        actor_id=actor.officer_id,
        columns=columns,
        note=_note(one),
    )
    event_id = await record(work, change)
    await settle_week(work, policy, task)
    await stands_otherwise(work, task.id)
    await _tell(work, one, event_id)
    return task


def _note(one: Amendment) -> str:
    """The document that says so stands in the trail."""
    basis = f"{one.number}, {one.issued_on:%d/%m/%Y}"
    return f"{basis}: {one.reason}"[:LONGEST] if one.reason else basis


async def _tell(work: Work, one: Amendment, event_id: int) -> None:
    """Whoever answers for it now."""
    task = await registered_task(work, one.task_id)
    assert task is not None
    facts = {
        "code": task_code(task.id),
        "content": task.content,
        "document": one.number,
        "date": one.issued_on.isoformat(),
    }
    if task.due_on is not None:
        facts["deadline"] = task.due_on.isoformat()
    saying = Saying.TOLD_TASK_CANCELLED if one.cancels else Saying.TOLD_AMENDED
    await tell_responsible(work, task, Told(saying, facts), key=f"amended:{event_id}")


async def _folded(reads: Reads, task: Task, content: str) -> str:
    """As the register keeps it for searching: number, abstract, content."""
    document = None
    if task.document_id is not None:
        document = await reads.session.get(Document, task.document_id)
    known = (document.number, document.abstract) if document else ("", "")
    return " ".join(fold(text) for text in (*known, content))


def standing_of(task: Task) -> Standing:
    return Standing(
        content=task.content,
        due_on=task.due_on,
        due_version=task.due_version,
        must_report=task.must_report,
        has_deadline=task.has_deadline,
        lead_unit_id=task.lead_unit_id,
        tracking_unit_id=task.tracking_unit_id,
    )


async def _changes(
    reads: Reads, task: Task, columns: Any, one: Amendment
) -> tuple[Amended, ...]:
    units = [task.lead_unit_id, task.tracking_unit_id]
    units += [columns.get("lead_unit_id"), columns.get("tracking_unit_id")]
    names = await unit_names(reads, [unit for unit in units if unit])
    found = [
        Amended(name, _word(getattr(task, name), names), _word(value, names))
        for name, value in columns.items()
        if name not in NOT_SHOWN
    ]
    if one.support:
        before = ", ".join(await support_units(reads, task.id))
        found.append(Amended("support", before, ", ".join(u.unit for u in one.support)))
    return tuple(found)


def _word(value: Any, names: dict[int, str]) -> str:
    """Dates as ISO text, units by name, yes and no as "1" and "0"."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int):
        return names.get(value, "")
    if isinstance(value, Progress):
        return value.value
    return "" if value is None else str(value)
