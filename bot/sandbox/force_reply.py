"""ForceReply: the phones of those who are asked open an answer to the message.

It is kept for the phones only: Telegram never shows it to the bot again.
"""

from __future__ import annotations

from typing import Any

from bot.sandbox.records import Message
from bot.sandbox.stage import Stage
from bot.sandbox.text import slice_utf16

LONGEST_PLACEHOLDER = 64  # code points


def asked_by(stage: Stage, told: dict[str, Any], message: Message) -> dict[str, Any]:
    """Say who is asked, and what the empty box shows.

    A selective one asks only whom the text mentions and whose message it answers.
    """
    group = stage.world.groups.get(message.chat)
    people = list(group.members) if group else [message.chat]
    if told.get("selective"):
        meant = _meant(stage, message)
        people = [person for person in people if person in meant]
    placeholder = str(told.get("input_field_placeholder") or "")[:LONGEST_PLACEHOLDER]
    return {"people": people, "placeholder": placeholder or None}


def _meant(stage: Stage, message: Message) -> set[int]:
    meant = set()
    for entity in message.entities:
        if entity["type"] == "mention":
            username = slice_utf16(message.text, entity).removeprefix("@")
            person = stage.world.find_username(username)
            meant |= {person.id} if person else set()
        if entity["type"] == "text_mention":
            meant.add(entity.get("user", {}).get("id"))
    answered = stage.world.find_message(message.chat, message.reply_to)
    return meant | {answered.sender} if answered else meant
