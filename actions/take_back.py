"""Somebody takes his own last change back: a compensating event, nothing is erased."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.find_task import check_version, get_task, get_task_for
from actions.settle_week import settle_week
from actions.tell import tell_officer, tell_responsible
from domain.notices import Saying, Told
from domain.permissions import Action
from domain.policy import Policy
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.taking_back import check_undo, last_change
from domain.tasks import task_code
from models.history import ASIDE, Change, Kind, events_of, record, values_before
from models.queries.evidence import drop_evidence
from models.queries.tasks import FoundTask
from models.tables import TaskEvent
from models.work import Reads, Work

# What may be taken back, and the right that it needed: it is asked for again.
UNDOABLE: Mapping[str, Action] = {
    Kind.PROGRESS: Action.UPDATE_PROGRESS,
    Kind.REPORTED: Action.REPORT_DONE,
    Kind.CONFIRMED: Action.CONFIRM,
    Kind.RETURNED: Action.RETURN_TASK,
    Kind.OFFICER_SET: Action.ASSIGN_OFFICER,
}


async def take_back(
    work: Work, actor: Actor, task_id: int, *, policy: Policy, shown: int | None = None
) -> FoundTask:
    """The task is as it was before, on the days on which it was changed.

    Raises Refusal: not his to see or not his change, over ten minutes old, or followed
    by another's.
    """
    await get_task(work, actor, task_id)  # whether there is a change tells of it too
    events = await events_of(work, task_id)
    change = await _undoable(work, actor, task_id, events)
    right = UNDOABLE[change[0].kind]
    task = await get_task_for(work, actor, right, task_id)
    check_version(task, shown)
    names = {"updated_at", *(name for one in change for name in one.changes)}
    before = values_before(events, change[0].id, names)
    await drop_evidence(work, task_id, [one.id for one in change])
    for event in change:
        last = event is change[-1]
        await record(work, _compensation(event, before, actor, last=last))
    await settle_week(work, policy, task, taken_back=True)
    await _tell(work, task, change)
    return task


async def may_take_back(reads: Reads, actor: Actor, task_id: int) -> bool:
    """Whether there is something of his to take back now."""
    try:
        await _undoable(reads, actor, task_id, await events_of(reads, task_id))
    except Refusal:
        return False
    return True


async def _undoable(
    reads: Reads, actor: Actor, task_id: int, events: Sequence[TaskEvent]
) -> list[TaskEvent]:
    code = task_code(task_id)
    change = last_change([one for one in events if one.kind not in ASIDE])
    check_undo(change, actor.officer_id, reads.now, code=code)
    if any(one.kind not in UNDOABLE or one.door != "chat" for one in change):
        raise Refusal(Reason.NOTHING_TO_UNDO, code=code)
    return change


def _compensation(
    event: TaskEvent, before: Mapping[str, Any], actor: Actor, *, last: bool
) -> Change:
    """Of the same day as the event, so that figures as of any day leave both out."""
    names = {*event.changes, "updated_at"} if last else set(event.changes)
    return Change(
        task_id=event.task_id,
        kind=Kind.TAKEN_BACK,
        door="chat",
        effective_on=event.effective_on,
        actor_id=actor.officer_id,
        columns={name: before[name] for name in sorted(names)},
    )


async def _tell(work: Work, task: FoundTask, change: Sequence[TaskEvent]) -> None:
    """Those who were told of the change are told that it is none."""
    facts = {"code": task_code(task.id), "content": task.content}
    told, key = Told(Saying.TOLD_TAKEN_BACK, facts), f"taken_back:{change[-1].id}"
    match change[0].kind:
        case Kind.RETURNED:
            await tell_responsible(work, task, told, key=key)
        case Kind.OFFICER_SET:
            officer = change[0].changes["officer_id"]
            if officer != change[0].actor_id:
                subject = f"task:{task.id}"
                await tell_officer(work, officer, told, key=key, subject=subject)
