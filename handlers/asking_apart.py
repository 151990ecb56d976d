"""Several tasks in one reply: each is read back in its turn, one after the other.

The others wait in the row of the question, so that a restart forgets none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from domain.notices import Saying, Told
from domain.refusals import Reason, Refusal
from domain.replies import Reading
from domain.tasks import task_code
from handlers.answering import STATED, read_back
from handlers.context import Turn
from models import readings
from models.tables import Question

Waiting = list[dict[str, Any]]  # each {"task", "reading", "note"}, in order


def parts_of(reading: Reading, about: Sequence[int], text: str) -> Waiting:
    """What is to be asked apart; nothing if the reply leaves open which tasks it means.

    `about` are the tasks that the reply can be about: a bare number names only one of
    these, and "cả 3 việc" means them if they are three.
    """
    if reading.tasks and all(one.is_code or one.task in about for one in reading.tasks):
        return [_part(one.task, one.reading, one.said or text) for one in reading.tasks]
    if reading.intent in STATED and reading.every == len(about) > 1:
        return [_part(task, reading, text) for task in about]
    return []


def waiting_in(question: Question | None, but: Iterable[int] = ()) -> Waiting:
    """What waits behind a question, but for tasks of which something new is said."""
    left_out = set(but)
    waiting: Waiting = question.facts.get("then", []) if question else []
    return [one for one in waiting if one["task"] not in left_out]


async def ask_apart(turn: Turn, waiting: Waiting) -> None:
    """Ask about the first; one that cannot be reported on is told, and the next asked.

    Meanwhile another may have reported it, or it may never have been his.
    """
    for at, one in enumerate(waiting):
        reading = readings.load(one["reading"])
        try:
            await read_back(turn, one["task"], reading, one["note"], waiting[at + 1 :])
        except Refusal as refusal:
            await _tell(turn, one["task"], refusal)
        else:
            return


async def _tell(turn: Turn, task_id: int, refusal: Refusal) -> None:
    """Of several tasks the code must be said; it is but what he typed himself."""
    await turn.note(refusal)
    if refusal.reason in (Reason.NOT_FOUND, Reason.NOT_ALLOWED):
        turn.say(Told(Saying.LEFT_OUT, {"code": task_code(task_id)}))
    else:
        turn.refuse(refusal)


def _part(task: int, reading: Reading, note: str) -> dict[str, Any]:
    return {"task": task, "reading": readings.dump(reading), "note": note}
