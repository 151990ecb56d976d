"""The division takes a petition in, and answers it; either way it is in the report."""

from __future__ import annotations

from actions.find_request import Found, find_request, settle, words_of
from actions.tell_of_decision import tell_of_decision
from domain.notices import Saying
from domain.policy import Policy
from domain.processes import ProcessKind, State
from domain.scope import Actor
from models.history import Change, Kind, record
from models.work import Work


async def take_petition(
    work: Work, actor: Actor, number: int, *, policy: Policy
) -> Found:
    """Received; it can still be answered."""
    found = await find_request(work, actor, ProcessKind.PETITION, number, policy=policy)
    await settle(work, actor, found, State.TAKEN)
    await tell_of_decision(work, found, Saying.TOLD_PETITION_TAKEN, {})
    return found


async def answer_petition(
    work: Work, actor: Actor, number: int, words: str, *, policy: Policy
) -> Found:
    """Raises Refusal without words."""
    found = await find_request(work, actor, ProcessKind.PETITION, number, policy=policy)
    answer = words_of(words)
    await settle(work, actor, found, State.GRANTED, answer)
    if found.task is not None:
        change = Change(
            task_id=found.task.id,
            kind=Kind.PETITION_ANSWERED,
            door="chat",
            actor_id=actor.officer_id,
            effective_on=work.today,
            note=answer,
        )
        await record(work, change)
    facts = {"reason": answer}
    await tell_of_decision(work, found, Saying.TOLD_PETITION_ANSWERED, facts)
    return found
