"""The people's side of a chat: writing, pressing, reading, blocking the bot."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from aiohttp import web

from bot.sandbox.delivery import deliver_to_bot
from bot.sandbox.fields import Fields, read_fields
from bot.sandbox.membership import set_blocked
from bot.sandbox.methods.content import LONGEST_TEXT
from bot.sandbox.methods.keyboards import MOST_DATA
from bot.sandbox.methods.uploads import keep_file
from bot.sandbox.params import Upload
from bot.sandbox.pressing import press_button
from bot.sandbox.records import File, Message, Person
from bot.sandbox.refusals import BotRefusal, PeopleRefusal, not_here
from bot.sandbox.stage import Stage
from bot.sandbox.text import Formatted, clean, trim, with_recognised
from bot.sandbox.topics import GENERAL, NoSuchTopic, find_thread


class ChatsApi:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add_routes(self, app: web.Application) -> None:
        chat = r"/sandbox/chats/{chat:-?\d{1,18}}"
        app.router.add_get(f"{chat}/messages", self.list_messages)
        app.router.add_post(f"{chat}/messages", self.write)
        app.router.add_post(rf"{chat}/messages/{{id:\d{{1,18}}}}/press", self.press)
        app.router.add_post(f"{chat}/block", self.block)
        app.router.add_post(f"{chat}/unblock", self.unblock)

    async def list_messages(self, request: web.Request) -> web.StreamResponse:
        told = self._stage.world.list_messages(self._chat(request))
        messages = [_message(self._stage, each) for each in told]
        return web.json_response({"messages": messages})

    async def write(self, request: web.Request) -> web.StreamResponse:
        chat, fields = self._chat(request), await read_fields(request)
        person = self._writer(chat, fields)
        reply_to = self._read_reply(chat, fields)
        thread = self._read_thread(chat, fields, reply_to)
        texts = _read_texts(fields)
        file = self._read_document(fields)
        if not person.started and chat == person.id:
            person.started = True
            self._stage.world.keep_person(person)
        first = self._stage.world.next_message_id(chat)
        for text in texts or [Formatted("")]:
            message = Message(
                chat=chat,
                message_id=self._stage.world.next_message_id(chat),
                sender=person.id,
                date=self._stage.clocks.seconds(),
                text=text.text,
                entities=list(text.entities),
                reply_to=reply_to,
                file_id=file.file_id if file else None,
                thread=thread,
            )
            deliver_to_bot(self._stage, self._stage.world.post(message))
            file = None
        self._stage.store.commit()
        return web.json_response({"message_id": first}, status=201)

    def _writer(self, chat: int, fields: Fields) -> Person:
        """Give who writes or presses: somebody of the chat, who may do so."""
        person = fields.integer("from")
        if not self._stage.world.is_member(chat, person):
            raise PeopleRefusal(f"{person} is not a member of chat {chat}.")
        group = self._stage.world.groups.get(chat)
        if group is not None and group.moved_to is not None:
            raise PeopleRefusal(f"The group is now the supergroup {group.moved_to}.")
        return self._stage.world.people[person]

    def _read_reply(self, chat: int, fields: Fields) -> int | None:
        reply_to = fields.optional_integer("reply_to")
        if reply_to is None or self._stage.world.find_message(chat, reply_to):
            return reply_to
        raise PeopleRefusal(f"There is no message {reply_to} to reply to.")

    def _read_thread(
        self, chat: int, fields: Fields, reply_to: int | None
    ) -> int | None:
        wanted = fields.optional_integer("thread") or 0
        try:
            if wanted == GENERAL:
                return None
            return find_thread(self._stage, chat, wanted, reply_to)
        except NoSuchTopic as error:
            raise PeopleRefusal(f"There is no topic {wanted}.") from error

    def _read_document(self, fields: Fields) -> File | None:
        if "document" not in fields:
            return None
        told = fields.fields("document")
        try:
            body = base64.b64decode(told.text("base64"), validate=True)
            return keep_file(self._stage, Upload(told.text("name"), body))
        except (binascii.Error, ValueError) as error:
            raise PeopleRefusal("'base64' must be base64.") from error
        except BotRefusal as refusal:
            raise PeopleRefusal("The document must not be empty.") from refusal

    async def press(self, request: web.Request) -> web.StreamResponse:
        chat, fields = self._chat(request), await read_fields(request)
        number = int(request.match_info["id"])
        message = self._stage.world.find_message(chat, number)
        if message is None or message.service is not None:
            raise not_here(f"message {number} in chat {chat}")
        if message.sender != self._stage.bot_id:
            raise PeopleRefusal("Only a message of the bot has buttons.")
        person = self._writer(chat, fields)
        data = fields.text("data")
        if not 1 <= len(data.encode()) <= MOST_DATA:
            raise PeopleRefusal("'data' must have 1 to 64 bytes.")
        answer = await press_button(self._stage, message, person.id, data)
        return web.json_response(answer)

    async def block(self, request: web.Request) -> web.StreamResponse:
        return await self._set_blocked(request, blocked=True)

    async def unblock(self, request: web.Request) -> web.StreamResponse:
        return await self._set_blocked(request, blocked=False)

    async def _set_blocked(
        self, request: web.Request, *, blocked: bool
    ) -> web.StreamResponse:
        chat, fields = self._chat(request), await read_fields(request)
        person = self._writer(chat, fields)
        if person.id != chat:
            raise PeopleRefusal("The bot can be blocked in a private chat only.")
        set_blocked(self._stage, person, blocked=blocked)
        self._stage.store.commit()
        return web.json_response({})

    def _chat(self, request: web.Request) -> int:
        chat = int(request.match_info["chat"])
        if not self._stage.world.is_chat(chat):
            raise not_here(f"chat {chat}")
        return chat


def _read_texts(fields: Fields) -> list[Formatted]:
    """Read what is written; a long text is split, as people's phones do it."""
    text = trim(clean(fields.optional_text("text") or ""), []).text
    if not text and "document" not in fields:
        raise PeopleRefusal("A message needs a text or a document.")
    starts = range(0, len(text), LONGEST_TEXT)
    parts = [trim(text[start : start + LONGEST_TEXT], []) for start in starts]
    return [with_recognised(part) for part in parts if part.text]


def _message(stage: Stage, told: Message) -> dict[str, Any]:
    """Give a message as a phone shows it."""
    file = stage.world.files.get(told.file_id or "")
    url = f"/file/bot{stage.token}/{file.path}" if file else ""
    shape: dict[str, Any] = {
        "message_id": told.message_id,
        "from": told.sender,
        "date": stage.clocks.iso_of(told.date),
        "edited": told.edited_at is not None,
        "text": told.text,
        "entities": told.entities,
        "buttons": [[_button(each) for each in row] for row in told.buttons or []],
        "reply_to": told.reply_to,
        "document": {"name": file.name, "url": url} if file else None,
    }
    if told.thread is not None:
        shape["thread"] = told.thread
    if told.silent:
        shape["silent"] = True
    if told.force_reply is not None:
        shape["force_reply"] = told.force_reply
    return shape


def _button(button: dict[str, Any]) -> dict[str, Any]:
    shape = {"text": button["text"], "data": button.get("callback_data")}
    return {**shape, "url": button["url"]} if "url" in button else shape
