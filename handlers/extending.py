"""More time, and obstacles: asking for what was not said, then sending it on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from actions.ask_extension import Asking, ask_extension, check_wanted, task_to_extend
from actions.questions import Asked
from actions.raise_obstacle import raise_obstacle
from domain.notices import Saying, Told
from domain.tasks import task_code
from handlers.context import Turn
from handlers.putting import check_place, put_question
from locales.reading.extensions import ExtensionWords
from models.working_days import read_calendar


async def seek_extension(
    turn: Turn, task_id: int, said: ExtensionWords, then: Sequence[object] = ()
) -> date | None:
    """The day that is asked for; None if a question was put for what is missing."""
    task = await task_to_extend(turn.work, turn.actor, task_id)
    check_place(turn, task)
    assert task.due_on is not None
    wanted = said.on
    if said.more is not None:
        wanted = said.more.after(task.due_on, await read_calendar(turn.reads))
    facts: dict[str, object] = {"task": task_id, "then": list(then)}
    if wanted is None:
        await put_question(turn, Asked.WANTED, {**facts, "reason": said.reason})
        return None
    check_wanted(turn.work, task, wanted)
    if not said.reason:
        facts["wanted"] = wanted.isoformat()
        await put_question(turn, Asked.WHY_LONGER, facts)
        return None
    return wanted


async def send_extension(turn: Turn, task_id: int, wanted: date, reason: str) -> Told:
    asking = Asking(task_id, wanted, reason)
    task, names = await ask_extension(turn.work, turn.actor, asking, policy=turn.policy)
    facts = {"code": task_code(task.id), "content": task.content, "name": names}
    facts["deadline"] = wanted.isoformat()
    return Told(Saying.EXTENSION_ASKED, facts)


async def send_obstacle(turn: Turn, task_id: int, words: str) -> Told:
    task, names = await raise_obstacle(
        turn.work, turn.actor, task_id, words, policy=turn.policy, door="chat"
    )
    facts = {"code": task_code(task.id), "name": names}
    return Told(Saying.OBSTACLE_RAISED, facts)
