"""Putting a question in the chat, and where a task may be spoken of."""

from __future__ import annotations

from collections.abc import Mapping

from actions.find_task import get_task
from actions.questions import Asked, ask
from domain.refusals import Reason, Refusal
from domain.tasks import task_code
from handlers.context import Turn
from models.outbox import Live
from models.queries.tasks import FoundTask


async def put_question(turn: Turn, kind: Asked, facts: Mapping[str, object]) -> None:
    """Ask, and show the question in this chat as a card of its own."""
    assert turn.chat is not None
    number = await ask(
        turn.work,
        kind,
        facts,
        chat_id=turn.chat.id,
        officer_id=turn.actor.officer_id,
    )
    turn.show(Live.QUESTION, {"question": number}, subject=f"question:{number}")


def check_place(turn: Turn, task: FoundTask) -> None:
    """In a group only its unit's tasks are shown, whoever asks (delivery.md 2.13)."""
    if not turn.place.in_group:
        return
    unit = turn.chat.unit_id if turn.chat else None
    if unit not in {task.rights.lead_unit_id, *task.rights.support_units}:
        raise Refusal(Reason.NOT_FOUND, code=task_code(task.id))


async def check_place_of(turn: Turn, task_id: int) -> None:
    """The same, before what is said of a task is kept: the answer repeats its words."""
    if turn.place.in_group:
        check_place(turn, await get_task(turn.reads, turn.actor, task_id))
