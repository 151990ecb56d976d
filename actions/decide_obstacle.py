"""What is to be done about an obstacle is decided, or it is sent up (003, 4d)."""

from __future__ import annotations

from actions.climb_obstacle import send_to
from actions.find_request import Found, find_request, settle, words_of
from actions.tell_of_decision import tell_of_decision
from domain.notices import Saying
from domain.policy import Policy
from domain.processes import ProcessKind, State, level_above
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from models.history import Change, Kind, record
from models.queries.processes import Waiting
from models.tables import Obstacle
from models.work import Work


async def decide_obstacle(
    work: Work, actor: Actor, number: int, words: str, *, policy: Policy
) -> Found:
    """The decision is kept in the history. Raises Refusal without words."""
    found = await find_request(work, actor, ProcessKind.OBSTACLE, number, policy=policy)
    assert found.task is not None
    decision = words_of(words)
    await settle(work, actor, found, State.GRANTED, decision)
    change = Change(
        task_id=found.task.id,
        kind=Kind.OBSTACLE_DECIDED,
        door="chat",
        actor_id=actor.officer_id,
        effective_on=work.today,
        note=decision,
    )
    await record(work, change)
    facts = {"reason": decision}
    await tell_of_decision(work, found, Saying.TOLD_OBSTACLE_DECIDED, facts)
    return found


async def send_up(work: Work, actor: Actor, number: int, *, policy: Policy) -> Found:
    """To the next level, before its clock does. Raises Refusal at the highest."""
    found = await find_request(work, actor, ProcessKind.OBSTACLE, number, policy=policy)
    obstacle, task = found.as_(Obstacle), found.task
    above = level_above(obstacle.level)
    if above is None or task is None:
        raise Refusal(Reason.STALE_BUTTON, code=found.code)
    waiting = Waiting(
        ProcessKind.OBSTACLE,
        obstacle.id,
        task.id,
        obstacle.raised_by,
        obstacle.raised_on,
        obstacle.raised_at,
        task.rights.tracking_unit_id,
        obstacle.level,
    )
    by = actor.officer_id
    if not await send_to(work, waiting, above, policy=policy, by=by):
        raise Refusal(Reason.ALREADY_DECIDED)
    return found
