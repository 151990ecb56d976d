"""A unit explains why a task is late; accepted, it is not counted as late (000)."""

from __future__ import annotations

from actions.build_report import is_judged_late
from actions.find_request import words_of
from actions.find_task import get_task_for
from actions.rounds import justified
from actions.show_to_deciders import Shown, show_to_deciders
from domain.permissions import Action, may
from domain.policy import Policy
from domain.processes import ProcessKind, may_be_raised
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.tasks import task_code
from models.history import Change, Kind, record
from models.queries.processes import replace_open
from models.queries.tasks import FoundTask, registered_task
from models.tables import Justification
from models.work import Reads, Work


async def late_task(
    reads: Reads, actor: Actor, task_id: int, *, policy: Policy
) -> FoundTask:
    """The task, if there is a lateness to explain. Raises Refusal."""
    task = await _task_to_explain(reads, actor, task_id)
    if not may_be_raised(ProcessKind.JUSTIFICATION, task.progress):
        raise Refusal(Reason.CANCELLED, code=task_code(task_id))
    late = task.is_late(reads.today) or await is_judged_late(reads, task.id, policy)
    if not late:
        raise Refusal(Reason.NOT_LATE, code=task_code(task_id))
    return task


async def _task_to_explain(reads: Reads, actor: Actor, task_id: int) -> FoundTask:
    """A contact sees what is open; a review asks him of what was done late too."""
    task = await registered_task(reads, task_id)
    if task is not None and may(actor, Action.JUSTIFY, task.rights):
        return task
    return await get_task_for(reads, actor, Action.JUSTIFY, task_id)


async def justify_lateness(
    work: Work, actor: Actor, task_id: int, words: str, *, policy: Policy
) -> tuple[FoundTask, str]:
    """The task, and who will judge it (empty: nobody can be told)."""
    task = await late_task(work, actor, task_id, policy=policy)
    said = words_of(words)
    await replace_open(work, ProcessKind.JUSTIFICATION, task.id, by=actor.officer_id)
    justification = Justification(
        task_id=task.id,
        raised_by=actor.officer_id,
        raised_at=work.now,
        raised_on=work.today,
        words=said,
    )
    work.session.add(justification)
    await work.session.flush()
    change = Change(
        task_id=task.id,
        kind=Kind.EXPLAINED,
        door="chat",
        actor_id=actor.officer_id,
        effective_on=work.today,
        note=said,
    )
    await record(work, change)
    await justified(
        work, task.id, unit_id=task.rights.lead_unit_id, by=actor.officer_id
    )
    shown = Shown(
        ProcessKind.JUSTIFICATION,
        justification.id,
        actor.officer_id,
        task.id,
        task.rights.tracking_unit_id,
    )
    return task, await show_to_deciders(work, shown, policy)
