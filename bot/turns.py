"""One update, to its end: effect, history, answers and "done" are one transaction.

Whatever fails rolls all of it back and is tried again, and after the last try parked
and said (delivery.md 2.12).
"""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from telegram import BotCommandScopeChat, Update

from bot.application import Handling
from bot.updates import DIGEST, REFUSED
from channels.telegram import TelegramChannel
from domain.notices import Refused
from domain.refusals import Reason, Refusal
from handlers.commands import commands_for
from handlers.context import Dondoc, Handled, Place, Turn, enter
from handlers.place import place_of
from handlers.strangers import refuse_stranger
from locales.catalog import Catalog, Words
from locales.refusals import refusal
from locales.sayings import say
from models.failures import is_of_the_database
from models.outbox import Envelope, put
from models.queries.accounts import open_group_chat, open_private_chat
from models.queries.chats import open_again
from models.queries.inbox import (
    Arrived,
    kept_body,
    postpone,
    take,
    waiting_body,
)
from models.queries.people import chat_at, person_at
from models.queries.preferences import read_preferences
from models.work import Database, Reads, Work
from scheduler.failures import told
from scheduler.watching import Nobody, Station, Watcher

log = structlog.get_logger()


class Unreadable(Exception):
    """The library cannot make an update of it; trying again would not help."""


class Turns:
    """Hands updates to the handlers, each in a turn of its own."""

    def __init__(
        self,
        program: Dondoc,
        application: Handling,
        channel: TelegramChannel,
        words: Words,
        *,
        watcher: Watcher | None = None,
    ) -> None:
        self._watcher = watcher or Nobody()
        self._program = program
        self._application = application
        self._channel = channel
        self._words = words
        self._afterwards: set[asyncio.Task[None]] = set()

    @property
    def _database(self) -> Database:
        return self._program.database

    @property
    def are_over(self) -> bool:
        """Whatever follows a commit was done too: toasts, menus."""
        return not self._afterwards

    async def take(self, arrived: Arrived) -> bool:
        """True if the update is done with, so that the next one of its chat may begin.

        A failure of the database itself is no try: it is no fault of the update.
        """
        try:
            await self._take(arrived)
        except Handled:
            return False
        except Exception as error:  # noqa: BLE001 (it must not stop the others)
            if is_of_the_database(error):
                log.warning("update_waits", update=arrived.update_id, **told(error))
                return False
            log.error("update_failed", update=arrived.update_id, **told(error))
            return await self._put_off(arrived, error)
        return True

    async def _take(self, arrived: Arrived) -> None:
        async with self._database.read(brief=True) as reads:
            body = await waiting_body(reads, arrived)
            if body is None:
                return
            update = self._read(body)
            place = place_of(update)
            if place is not None:
                turn = await self._turn(arrived, place, reads)
                error = await self._run_handlers(turn, update, body)
        if place is None:
            await self._skip(arrived)
            return
        await self._end(turn, error)
        self._follow_up(update, turn)

    def _read(self, body: Any) -> Update:
        try:
            return Update.de_json(body, self._application.bot)
        except Exception as error:
            raise Unreadable(type(error).__name__) from error

    async def _turn(self, arrived: Arrived, place: Place, reads: Reads) -> Turn:
        turn = Turn(self._program, place, arrived=arrived, reads=reads)
        turn.person = await person_at(reads, place.sender)
        turn.chat = await chat_at(reads, place.address, place.thread)
        return turn

    async def _run_handlers(
        self, turn: Turn, update: Update, body: dict[str, Any]
    ) -> Exception | None:
        """The library swallows what a handler raises; our error handler keeps it."""
        if body.get(REFUSED):
            return Refusal(Reason.SECRET, digest=body.get(DIGEST, ""))
        enter(turn)
        try:
            await self._application.process_update(update)
        except BaseException as error:  # cancelled: nothing of it may be kept
            await turn.close(type(error), error, error.__traceback__)
            raise
        return turn.error

    async def _end(self, turn: Turn, error: Exception | None) -> None:
        """Commit what was done; or roll it back, and say why it was refused."""
        if error is None:
            await self._succeed(turn)
            return
        await turn.close(type(error), error, error.__traceback__)
        if not isinstance(error, Refusal):
            raise error
        await self._refuse(turn, error)

    async def _succeed(self, turn: Turn) -> None:
        try:
            await turn.open()
            await self._write(turn)
        except BaseException as error:
            await turn.close(type(error), error, error.__traceback__)
            raise
        await turn.close()
        self._watcher.passed(Station.EFFECT_COMMITTED)

    async def _refuse(self, turn: Turn, refusal: Refusal) -> None:
        """Nothing was changed; the person is told why."""
        number = turn.arrived.update_id
        log.info("refused", update=number, reason=refusal.reason.value)
        answer = Turn(self._program, turn.place, arrived=turn.arrived, reads=turn.reads)
        answer.person, answer.noting = turn.person, refusal
        if turn.place.pressed:
            turn.refused = refusal
        elif not turn.place.in_group or turn.person is not None:
            answer.refuse(refusal)
        else:
            await refuse_stranger(answer, refusal)
        await self._succeed(answer)

    async def _write(self, turn: Turn) -> None:
        """The answers of a turn, in a chat that is open now: it has just spoken."""
        place = turn.place
        if not turn.answers:
            return
        chat = turn.chat
        if chat is not None and chat.address == place.address:
            open_again(chat)
        elif place.in_group:
            chat = await open_group_chat(turn.work, place.address, place.thread)
        else:
            chat = await open_private_chat(turn.work, place.address)
        await turn.write_answers(chat.id)

    def _follow_up(self, update: Update, turn: Turn) -> None:
        """What is worthless a minute later: nobody waits for it, nor tries it again."""
        query = update.callback_query
        if query is None and not turn.new_parts:
            return
        task = asyncio.create_task(self._tell_phone(query.id if query else None, turn))
        self._afterwards.add(task)
        task.add_done_callback(self._afterwards.discard)

    async def _tell_phone(self, query: str | None, turn: Turn) -> None:
        try:
            words = await self._words_of(turn)
            if query is not None:
                await self._answer_press(query, turn, words)
            await self._set_menu(turn, words)
        except Exception as error:  # noqa: BLE001 (the effect is committed)
            log.error("follow_up_failed", update=turn.arrived.update_id, **told(error))

    async def _words_of(self, turn: Turn) -> Words:
        """His own language, or the office's."""
        if turn.person is None:
            return self._words
        async with self._database.read() as reads:
            chosen = await read_preferences(reads, turn.person.id)
        return Catalog.load().words(chosen.language) if chosen.language else self._words

    async def _answer_press(self, query: str, turn: Turn, words: Words) -> None:
        """The toast of a pressed button; it is no message."""
        shown = None
        if turn.refused is not None:
            shown = refusal(turn.refused.reason, turn.refused.facts, words)
        elif turn.toast is not None:
            shown = say(turn.toast.saying, turn.toast.facts, words)
        await self._channel.answer(query, shown, alert=turn.refused is not None)

    async def _set_menu(self, turn: Turn, words: Words) -> None:
        """The commands of his roles, in the menu of his own chat."""
        if not turn.new_parts or turn.person is None:
            return
        commands = commands_for(turn.person, in_group=False)
        menu = [(command.name, words(command.help)) for command in commands]
        scope = BotCommandScopeChat(turn.place.address)
        await self._channel.set_menu(scope, menu)

    async def _skip(self, arrived: Arrived) -> None:
        async with self._database.begin(brief=True) as work:
            if not await take(work, arrived):
                raise Handled

    async def _put_off(self, arrived: Arrived, error: Exception) -> bool:
        """Try again later; when it is parked, the person is told so: then True.

        Where the database is away it cannot be put off either, and that is no try.
        """
        for_good = isinstance(error, Unreadable)
        try:
            async with self._database.begin(brief=True) as work:
                name = str(error) if for_good else type(error).__name__
                parked = await postpone(work, arrived, name, for_good=for_good)
                if parked:
                    await self._say_parked(work, arrived)
        except Exception as failure:  # noqa: BLE001 (it waits, and begins again)
            log.error("update_not_put_off", update=arrived.update_id, **told(failure))
            return False
        if not parked:
            self._watcher.passed(Station.UPDATE_POSTPONED)
            return False
        log.error("update_parked", update=arrived.update_id, why=name)
        self._watcher.passed(Station.UPDATE_PARKED)
        self._program.wake()
        return True

    async def _say_parked(self, work: Work, arrived: Arrived) -> None:
        """What was said is kept, but nobody should wait for an answer to it.

        In a group only who is known there is told, by an answer to his own message.
        """
        code = str(arrived.update_id)
        place = self._place_of(await kept_body(work, arrived))
        if arrived.chat > 0:
            chat = await open_private_chat(work, arrived.chat)
        elif place is None or await person_at(work, place.sender) is None:
            return
        else:
            chat = await open_group_chat(work, place.address, place.thread)
        envelope = Envelope(
            chat_id=chat.id,
            key=f"parked:{code}",
            reply_to=place.message_id if place and place.in_group else None,
        )
        await put(work, Refused(Reason.BUSY.value, {"code": code}), envelope)

    def _place_of(self, body: Any) -> Place | None:
        try:
            return place_of(self._read(body))
        except Unreadable:
            return None
