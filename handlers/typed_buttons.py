"""A button's word or number, typed: it does what the button would."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.notices import Refused
from domain.typed_choice import LONGEST_CHOICE, chosen
from handlers.buttons import press_data
from handlers.context import Answer, Turn
from models.outbox import Live
from models.queries.preferences import read_preferences
from models.queries.subjects import delivery_of_message, newest_delivery
from models.tables import Delivery

STILL_MEANT = timedelta(hours=24)  # an older message is answered by a reply to it


async def press_by_word(turn: Turn, text: str) -> bool:
    """Of the message replied to; in private else of the newest. False: no such button.

    Rights, state and version are asked as at a press.
    """
    if len(text) > LONGEST_CHOICE:
        return False
    delivery = await _meant(turn)
    if delivery is None:
        return False
    language = (await read_preferences(turn.reads, turn.actor.officer_id)).language
    keyboard = await turn.program.keyboard_of(turn.reads, delivery, language)
    button = chosen(keyboard, text)
    if button is None:
        return False
    place = turn.place
    turn.place = replace(place, message_id=place.reply_to or delivery.message_id)
    await press_data(turn, button.data)
    turn.place = place  # what is answered, answers his own message
    _say_the_toast(turn, delivery)
    return True


async def _meant(turn: Turn) -> Delivery | None:
    if turn.place.reply_to is not None or turn.place.in_group:
        return await delivery_of_message(turn.reads, turn.chat, turn.place.reply_to)
    assert turn.chat is not None
    return await newest_delivery(turn.reads, turn.chat.id, turn.now - STILL_MEANT)


def _say_the_toast(turn: Turn, delivery: Delivery) -> None:
    """Nothing was pressed, so no toast is shown; a question's own message says it."""
    if turn.refused is not None:
        refused = Refused(turn.refused.reason.value, turn.refused.facts)
        turn.answers.insert(0, Answer(refused))
        return
    told_elsewhere = bool(turn.answers) or delivery.notice == Live.QUESTION
    if turn.toast is not None and not told_elsewhere:
        turn.say(turn.toast)
