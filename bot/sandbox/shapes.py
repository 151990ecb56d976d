"""The Bot API's objects as JSON. What is not there is left out, never null."""

from __future__ import annotations

from typing import Any

from bot.sandbox.records import File, Message, Person, Press
from bot.sandbox.stage import BOT_NAME, BOT_USERNAME, Stage

Json = dict[str, Any]


def bot_user(stage: Stage) -> Json:
    return {
        "id": stage.bot_id,
        "is_bot": True,
        "first_name": BOT_NAME,
        "username": BOT_USERNAME,
    }


def user(person: Person) -> Json:
    shape: Json = {"id": person.id, "is_bot": False, "first_name": person.name}
    if person.username:
        shape["username"] = person.username
    return {**shape, "language_code": "vi"}


def chat(stage: Stage, chat_id: int) -> Json:
    group = stage.world.groups.get(chat_id)
    if group is not None:
        told: Json = {"id": group.id, "title": group.title, "type": group.kind}
        return {**told, "is_forum": True} if group.forum else told
    person = stage.world.people[chat_id]
    shape: Json = {"id": person.id, "type": "private", "first_name": person.name}
    return {**shape, "username": person.username} if person.username else shape


def message(stage: Stage, told: Message, *, with_reply: bool = True) -> Json:
    """Give a message; the one that it replies to only one level deep."""
    sender = stage.world.people.get(told.sender)
    shape: Json = {
        "message_id": told.message_id,
        "from": user(sender) if sender else bot_user(stage),
        "chat": chat(stage, told.chat),
        "date": told.date,
    }
    if told.edited_at is not None:
        shape["edit_date"] = told.edited_at
    if told.buttons:
        shape["reply_markup"] = {"inline_keyboard": told.buttons}
    if told.thread is not None:
        shape["message_thread_id"] = told.thread
        shape["is_topic_message"] = True
    replied = stage.world.find_message(told.chat, _answered(told))
    if with_reply and replied is not None:
        shape["reply_to_message"] = message(stage, replied, with_reply=False)
    return {**shape, **_content(stage, told), **(told.service or {})}


def _answered(told: Message) -> int | None:
    """Name what a message answers: in a topic, if nothing else, what made the topic."""
    if told.reply_to is not None or told.thread == told.message_id:
        return told.reply_to
    return told.thread


def _content(stage: Stage, told: Message) -> Json:
    file = stage.world.files.get(told.file_id or "")
    name, entities = ("caption", "caption_entities") if file else ("text", "entities")
    shape: Json = {}
    if told.text:
        shape[name] = told.text
    if told.entities:
        shape[entities] = told.entities
    if file is not None:
        shape.update(_attachment(file))
    return shape


def _attachment(file: File) -> Json:
    shape: Json = {
        "file_id": file.file_id,
        "file_unique_id": f"u{file.file_id}",
        "file_size": file.size,
    }
    if file.is_photo:
        return {"photo": [{**shape, "width": file.width, "height": file.height}]}
    return {"document": {**shape, "file_name": file.name}}


def callback_query(stage: Stage, press: Press) -> Json:
    pressed = stage.world.find_message(press.chat, press.message_id)
    shape: Json = {
        "id": press.id,
        "from": user(stage.world.people[press.person]),
        "chat_instance": str(abs(press.chat)),
        "data": press.data,
    }
    return {**shape, "message": message(stage, pressed)} if pressed else shape


def membership(
    stage: Stage, *, person: int, chat_id: int, states: tuple[str, str]
) -> Json:
    """Tell what somebody made of the bot's being in a chat, before and now."""
    before, now = states
    return {
        "chat": chat(stage, chat_id),
        "from": user(stage.world.people[person]),
        "date": stage.clocks.seconds(),
        "old_chat_member": member(bot_user(stage), before),
        "new_chat_member": member(bot_user(stage), now),
    }


def member(of: Json, status: str) -> Json:
    shape: Json = {"user": of, "status": status}
    return {**shape, "until_date": 0} if status == "kicked" else shape
