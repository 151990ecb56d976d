"""`/visao` and *Vì sao?*: why a reminder came, and how it ends."""

from __future__ import annotations

from telegram import Update

from actions.explain import explain
from actions.find_task import get_task
from domain.buttons import Press
from domain.notices import Saying, Told
from handlers.arguments import take_code
from handlers.context import Context, Turn
from handlers.progress import words_of
from models.queries.reasons import last_reminder
from models.queries.subjects import delivery_of_message
from models.tables import Delivery


async def why(_update: Update, context: Context) -> None:
    """Of the message answered; of a task; else of the last reminder in this chat."""
    turn = context.turn
    task_id, _ = take_code(words_of(context))
    if task_id is not None:
        await get_task(turn.reads, turn.actor, task_id)
    found = None
    if task_id is None and turn.place.reply_to is not None:
        found = await delivery_of_message(turn.reads, turn.chat, turn.place.reply_to)
    elif turn.chat is not None:
        found = await last_reminder(turn.reads, turn.chat.id, task_id=task_id)
    await _say(turn, found)


async def press_why(turn: Turn, _pressed: Press) -> None:
    """*Vì sao?* under a reminder."""
    message = turn.place.message_id
    await _say(turn, await delivery_of_message(turn.work, turn.chat, message))


async def _say(turn: Turn, delivery: Delivery | None) -> None:
    """A group is told for the group, and nothing of the one who asks."""
    told = None
    if delivery is not None:
        officer = None if turn.place.in_group else turn.actor.officer_id
        told = await explain(turn.reads, turn.policy, delivery, officer)
    if told is None or not told.reasons:
        turn.say(Told(Saying.NOT_REMINDED, {}))
    else:
        turn.say(told)
