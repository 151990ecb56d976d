"""The Office reviews why a task is late: accepted, it is no longer counted as late."""

from __future__ import annotations

from datetime import date

from actions.find_request import Found, find_request, settle, words_of
from actions.tell_of_decision import tell_of_decision
from domain.notices import Saying
from domain.policy import Policy
from domain.processes import ProcessKind, State
from domain.scope import Actor
from domain.tasks import OPEN
from models.history import Change, Kind, record
from models.queries.tasks import FoundTask
from models.work import Work


async def accept_justification(
    work: Work, actor: Actor, number: int, *, policy: Policy
) -> Found:
    """Once accepted the figures count the task as on time, from the day it was done.

    Of a task that is open it explains the lateness so far, and no completion after
    today (`domain/terms.py: explains`).
    So it reaches the letter of the quarter that it is about, whenever that is made. A
    report that was made before says what was known then (`recorded_until`). Who
    accepted it, and when, is an event of the history, which is sealed.
    """
    found = await _found(work, actor, number, policy)
    assert found.task is not None
    await settle(work, actor, found, State.GRANTED)
    change = Change(
        task_id=found.task.id,
        kind=Kind.JUSTIFIED,
        door="chat",
        actor_id=actor.officer_id,
        effective_on=found.task.done_on or work.today,
        columns={"justified_on": work.today},
        note=found.row.words,
    )
    await record(work, change)
    await tell_of_decision(work, found, *_told(found.task, work.today))
    return found


def _told(task: FoundTask, today: date) -> tuple[Saying, dict[str, str]]:
    if task.progress in OPEN:
        return Saying.TOLD_JUSTIFIED_SO_FAR, {"date": today.isoformat()}
    return Saying.TOLD_JUSTIFIED, {}


async def refuse_justification(
    work: Work, actor: Actor, number: int, reason: str, *, policy: Policy
) -> Found:
    """It stays late. Raises Refusal without a reason."""
    found = await _found(work, actor, number, policy)
    assert found.task is not None
    reason = words_of(reason)
    await settle(work, actor, found, State.REFUSED, reason)
    change = Change(
        task_id=found.task.id,
        kind=Kind.NOT_JUSTIFIED,
        door="chat",
        actor_id=actor.officer_id,
        effective_on=work.today,
        note=reason,
    )
    await record(work, change)
    await tell_of_decision(work, found, Saying.TOLD_NOT_JUSTIFIED, {"reason": reason})
    return found


async def _found(work: Work, actor: Actor, number: int, policy: Policy) -> Found:
    kind = ProcessKind.JUSTIFICATION
    return await find_request(work, actor, kind, number, policy=policy)
