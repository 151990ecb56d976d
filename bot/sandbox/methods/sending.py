"""sendMessage, sendDocument, sendPhoto, sendChatAction."""

from __future__ import annotations

from typing import Any

from bot.sandbox import shapes
from bot.sandbox.force_reply import asked_by
from bot.sandbox.methods.chats import start_in_chat
from bot.sandbox.methods.content import read_caption, read_reply, read_text, read_thread
from bot.sandbox.methods.keyboards import read_keyboard
from bot.sandbox.methods.uploads import read_upload
from bot.sandbox.params import Params
from bot.sandbox.records import Message
from bot.sandbox.refusals import bad_request
from bot.sandbox.stage import Stage
from bot.sandbox.text import Formatted

ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


async def send_message(stage: Stage, params: Params) -> Any:
    chat = start_in_chat(stage, params)
    return _send(stage, params, chat, read_text(params))


async def send_document(stage: Stage, params: Params) -> Any:
    chat = start_in_chat(stage, params)
    caption = read_caption(params)
    file = read_upload(stage, params, "document")
    return _send(stage, params, chat, caption, file_id=file.file_id)


async def send_photo(stage: Stage, params: Params) -> Any:
    chat = start_in_chat(stage, params)
    caption = read_caption(params)
    file = read_upload(stage, params, "photo")
    return _send(stage, params, chat, caption, file_id=file.file_id)


async def send_chat_action(stage: Stage, params: Params) -> Any:
    read_thread(stage, start_in_chat(stage, params), params, None)
    if params.text("action").lower() not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def _send(
    stage: Stage,
    params: Params,
    chat: int,
    content: Formatted,
    *,
    file_id: str | None = None,
) -> Any:
    keyboard = read_keyboard(params)
    reply_to = read_reply(stage, chat, params)
    message = Message(
        chat=chat,
        message_id=stage.world.next_message_id(chat),
        sender=stage.bot_id,
        date=stage.clocks.seconds(),
        text=content.text,
        entities=list(content.entities),
        buttons=keyboard.buttons,
        has_other_markup=keyboard.is_other,
        reply_to=reply_to,
        file_id=file_id,
        thread=read_thread(stage, chat, params, reply_to),
        silent=params.flag("disable_notification"),
    )
    if keyboard.force_reply is not None:
        message.force_reply = asked_by(stage, keyboard.force_reply, message)
    return shapes.message(stage, stage.world.post(message))
