"""More time is granted or not. The first deadline is kept, whatever is granted."""

from __future__ import annotations

from actions.find_request import Found, find_request, settle, words_of
from actions.find_task import check_owed
from actions.tell_of_decision import tell_of_decision
from domain.notices import Saying
from domain.policy import Policy
from domain.processes import ProcessKind, State
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from locales.formats import day
from models.history import Change, Kind, record
from models.tables import Extension, Task
from models.work import Work


async def grant_extension(
    work: Work, actor: Actor, number: int, *, policy: Policy
) -> Found:
    """The new day holds from now on, and the reminders begin anew for it.

    Refused when the deadline is another one by now and no earlier than the new day.
    """
    found = await find_request(
        work, actor, ProcessKind.EXTENSION, number, policy=policy
    )
    asked, task = found.as_(Extension), found.task
    assert task is not None
    check_owed(task)
    if task.due_on is None or asked.wanted_on <= task.due_on:
        raise Refusal(Reason.STALE_BUTTON, code=found.code)
    await settle(work, actor, found, State.GRANTED)
    row = await work.session.get_one(Task, task.id)
    change = Change(
        task_id=task.id,
        kind=Kind.EXTENDED,
        door="chat",
        actor_id=actor.officer_id,
        effective_on=work.today,
        columns={"due_on": asked.wanted_on, "due_version": row.due_version + 1},
        note=f"{day(task.due_on)} → {day(asked.wanted_on)}",
    )
    await record(work, change)
    facts = {"deadline": asked.wanted_on.isoformat(), "date": task.due_on.isoformat()}
    await tell_of_decision(work, found, Saying.TOLD_EXTENDED, facts)
    return found


async def refuse_extension(
    work: Work, actor: Actor, number: int, reason: str, *, policy: Policy
) -> Found:
    """The deadline stays. Raises Refusal without a reason."""
    found = await find_request(
        work, actor, ProcessKind.EXTENSION, number, policy=policy
    )
    asked, task = found.as_(Extension), found.task
    assert task is not None
    reason = words_of(reason)
    await settle(work, actor, found, State.REFUSED, reason)
    change = Change(
        task_id=task.id,
        kind=Kind.NOT_EXTENDED,
        door="chat",
        actor_id=actor.officer_id,
        effective_on=work.today,
        note=reason,
    )
    await record(work, change)
    facts = {"deadline": asked.wanted_on.isoformat(), "reason": reason}
    await tell_of_decision(work, found, Saying.TOLD_NOT_EXTENDED, facts)
    return found
