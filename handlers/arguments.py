"""Reading what is typed after a command."""

from __future__ import annotations

import re

from domain.refusals import Reason, Refusal
from handlers.context import Turn
from models.queries.subjects import tasks_of_message

CODE = re.compile(r"(?:nv\s?-?\s?|#)(\d{1,9})(?![\w/])\s*", re.IGNORECASE)
PERCENT = re.compile(r"(\d{1,4})\s?%\s*")


def take_code(text: str) -> tuple[int | None, str]:
    """The task's number if the text begins with its code, and what follows."""
    found = CODE.match(text)
    if found is None:
        return None, text
    return int(found.group(1)), text[found.end() :].strip()


def take_percent(text: str) -> tuple[int | None, str]:
    """The percentage if the text begins with one. Raises Refusal above 100."""
    found = PERCENT.match(text)
    if found is None:
        return None, text
    percent = int(found.group(1))
    if percent > 100:
        raise Refusal(Reason.BAD_PERCENT)
    return percent, text[found.end() :].strip()


async def task_named(turn: Turn, text: str) -> tuple[int, str]:
    """The task meant: by its code, by the message answered, or his only one.

    Raises Refusal when it cannot be known.
    """
    task_id, rest = take_code(text)
    if task_id is not None:
        return task_id, rest
    candidates = await tasks_of_message(
        turn.reads, turn.chat, turn.place.reply_to, turn.actor.officer_id
    )
    if len(candidates) != 1:
        raise Refusal(Reason.NO_TASK_NAMED)
    return candidates[0], rest
