"""A tracker confirms a reported task, or returns it as insufficient (003, 4e)."""

from __future__ import annotations

from actions.find_task import CLOSED, check_version, get_task_for
from actions.rounds import stands_otherwise
from actions.settle_week import settle_week
from actions.tell import tell_responsible
from domain.notices import Saying, Told
from domain.on_time import complete
from domain.permissions import Action
from domain.policy import Policy
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.tasks import Progress, task_code
from models.history import Change, Kind, record
from models.queries.evidence import answer_of, reported_on
from models.queries.tasks import FoundTask
from models.work import Work


async def confirm_done(
    work: Work, actor: Actor, task_id: int, *, policy: Policy, shown: int | None = None
) -> FoundTask:
    """Done, on the day that the policy counts; never on the day of this.

    On time or late is decided by that day (design.md section 4).
    """
    task = await reported_task(work, actor, Action.CONFIRM, task_id)
    check_version(task, shown)
    answer, reported = await answer_of(work, task_id), await reported_on(work, task_id)
    found = complete(answer, reported, must_report=task.must_report, policy=policy)
    done_on = found.on or work.today
    change = Change(
        task_id=task_id,
        kind=Kind.CONFIRMED,
        door="chat",
        actor_id=actor.officer_id,
        effective_on=done_on,
        columns={"progress": Progress.DONE, "done_on": done_on},
    )
    await record(work, change)
    await settle_week(work, policy, task)
    await stands_otherwise(work, task_id)
    return task


async def return_task(
    work: Work, actor: Actor, task_id: int, reason: str, *, policy: Policy
) -> FoundTask:
    """Back to the officer, with the reason; reminders are armed again."""
    if not reason.strip():
        raise Refusal(Reason.NO_REASON, code=task_code(task_id))
    task = await reported_task(work, actor, Action.RETURN_TASK, task_id)
    change = Change(
        task_id=task_id,
        kind=Kind.RETURNED,
        door="chat",
        actor_id=actor.officer_id,
        effective_on=work.today,
        columns={"progress": Progress.RETURNED, "reported_on": None},
        note=reason.strip()[:1_000],
    )
    event_id = await record(work, change)
    await settle_week(work, policy, task)
    await stands_otherwise(work, task_id)
    facts = {"code": task_code(task_id), "content": task.content, "reason": reason}
    notice = Told(Saying.TOLD_RETURNED, facts)
    await tell_responsible(work, task, notice, key=f"returned:{event_id}")
    return task


async def reported_task(
    work: Work, actor: Actor, action: Action, task_id: int
) -> FoundTask:
    """The task, if it waits for its tracker. Raises Refusal."""
    task = await get_task_for(work, actor, action, task_id)
    if task.progress is not Progress.REPORTED:
        if task.progress in (Progress.DONE, Progress.CANCELLED):
            raise Refusal(CLOSED[task.progress], code=task_code(task_id))
        raise Refusal(Reason.NOT_REPORTED, code=task_code(task_id))
    return task
