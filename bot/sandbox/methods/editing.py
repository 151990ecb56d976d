"""editMessageText, editMessageReplyMarkup, deleteMessage."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.sandbox import shapes
from bot.sandbox.methods.chats import known_chat, own_message, start_in_chat
from bot.sandbox.methods.content import read_text
from bot.sandbox.methods.keyboards import read_keyboard
from bot.sandbox.params import Params
from bot.sandbox.records import Message
from bot.sandbox.refusals import bad_request
from bot.sandbox.stage import Stage

DELETABLE = 48 * 3600  # seconds of the office clock
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)


async def edit_message_text(stage: Stage, params: Params) -> Any:
    chat = start_in_chat(stage, params)
    old = own_message(stage, chat, params)
    content = read_text(params)
    if old.file_id is not None:
        raise bad_request("there is no text in the message to edit")
    # Without a keyboard in the call the message loses the one that it has.
    new = replace(
        old,
        text=content.text,
        entities=list(content.entities),
        buttons=read_keyboard(params).buttons,
    )
    return _put_edited(stage, old, new)


async def edit_message_reply_markup(stage: Stage, params: Params) -> Any:
    chat = start_in_chat(stage, params)
    old = own_message(stage, chat, params)
    return _put_edited(stage, old, replace(old, buttons=read_keyboard(params).buttons))


def _put_edited(stage: Stage, old: Message, new: Message) -> Any:
    if new == old:
        raise bad_request(NOT_MODIFIED)
    new.edited_at = stage.clocks.seconds()
    return shapes.message(stage, stage.world.keep_message(new))


async def delete_message(stage: Stage, params: Params) -> Any:
    """Delete a message younger than 48 hours; in a group only the bot's own."""
    chat = known_chat(stage, params)
    message = stage.world.find_message(chat, params.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    is_old = stage.clocks.seconds() - message.date >= DELETABLE
    is_others = chat < 0 and message.sender != stage.bot_id
    if is_old or is_others or message.service is not None:
        raise bad_request("message can't be deleted")
    stage.world.delete_message(message)
    return True
