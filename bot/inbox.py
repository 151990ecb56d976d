"""The inbound worker: each update once, in its chat's order, chats side by side.

Effect, history, answers and "done" are one transaction; whatever fails rolls all of it
back and is tried again, and after the last try parked and said (delivery.md 2.12).
"""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from telegram import BotCommandScopeChat, Update
from telegram.ext import Application

from bot.updates import REFUSED
from channels.telegram import TelegramChannel
from domain.notices import Refused
from domain.refusals import Reason, Refusal
from handlers.commands import commands_for
from handlers.context import Dondoc, Place, Turn, enter
from handlers.place import place_of
from locales.catalog import Words
from locales.refusals import refusal
from locales.sayings import say
from models.outbox import Envelope, put
from models.queries.accounts import open_group_chat, open_private_chat
from models.queries.inbox import Arrived, finish, is_waiting, postpone, waiting
from models.queries.people import chat_at, person_at
from models.work import Database, Reads, Work
from scheduler.supervision import forever
from scheduler.watching import Nobody, Station, Watcher

log = structlog.get_logger()

SIDE_BY_SIDE = 8  # chats handled at once
LOOK_AGAIN = 1.0  # seconds between looks, if nobody wakes us


class Inbox:
    """Takes what the poller stored and hands it to the handlers."""

    def __init__(
        self,
        program: Dondoc,
        application: Application[Any, Any, Any, Any, Any, Any],
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
        self._woken = asyncio.Event()
        self._busy: dict[int, asyncio.Task[None]] = {}

    @property
    def _database(self) -> Database:
        return self._program.database

    def wake(self) -> None:
        self._woken.set()

    async def is_idle(self) -> bool:
        async with self._database.read() as reads:
            return not self._busy and not await is_waiting(reads)

    async def run(self) -> None:
        """Until cancelled; what is in hand is finished first."""
        try:
            await forever("inbox", self._round)
        finally:
            await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def _round(self) -> None:
        self._woken.clear()
        await self.start_waiting()
        try:
            await asyncio.wait_for(self._woken.wait(), LOOK_AGAIN)
        except TimeoutError:
            return

    async def start_waiting(self) -> None:
        """Begin the oldest update of every chat that is not being handled."""
        async with self._database.read() as reads:
            found = await waiting(reads)
        held: set[int] = set(self._busy)
        now = self._program.now()
        for arrived in found:
            if arrived.chat in held:
                continue
            held.add(arrived.chat)
            if arrived.next_try is not None and arrived.next_try > now:
                continue  # the chat waits behind its update, the others do not
            if len(self._busy) < SIDE_BY_SIDE:
                self._begin(arrived)

    def _begin(self, arrived: Arrived) -> None:
        task = asyncio.create_task(self.handle(arrived))
        self._busy[arrived.chat] = task
        task.add_done_callback(lambda _: self._end(arrived.chat))

    def _end(self, chat: int) -> None:
        self._busy.pop(chat, None)
        self.wake()

    async def handle(self, arrived: Arrived) -> None:
        """One update, to its end."""
        try:
            await self._handle(arrived)
        except Exception as error:  # one update must not stop the rest
            log.exception("update_failed", update=arrived.update_id)
            await self._put_off(arrived, error)

    async def _handle(self, arrived: Arrived) -> None:
        update = Update.de_json(arrived.body, self._application.bot)
        place = place_of(update)
        if place is None:
            await self._skip(arrived)
            return
        async with self._database.read() as reads:
            turn = await self._turn(arrived, place, reads)
            error = await self._run_handlers(turn, update, arrived)
        if error is None:
            await self._succeed(turn, arrived)
        else:
            await turn.close(type(error), error, error.__traceback__)
            if not isinstance(error, Refusal):
                raise error
            await self._refuse(turn, arrived, error)
        await self._answer_press(update, turn)
        await self._set_menu(turn)

    async def _turn(self, arrived: Arrived, place: Place, reads: Reads) -> Turn:
        turn = Turn(self._program, place, update_id=arrived.update_id, reads=reads)
        turn.person = await person_at(reads, place.sender)
        turn.chat = await chat_at(reads, place.address, place.thread)
        return turn

    async def _run_handlers(
        self, turn: Turn, update: Update, arrived: Arrived
    ) -> Exception | None:
        """The library swallows what a handler raises; our error handler keeps it."""
        if arrived.body.get(REFUSED):
            return Refusal(Reason.SECRET)
        enter(turn)
        await self._application.process_update(update)
        return turn.error

    async def _succeed(self, turn: Turn, arrived: Arrived) -> None:
        work = await turn.open()
        try:
            if not await finish(work, arrived):
                raise Handled
            await self._write(turn)
        except Handled as error:
            await turn.close(Handled, error, error.__traceback__)
        except BaseException as error:
            await turn.close(type(error), error, error.__traceback__)
            raise
        else:
            await turn.close()
            self._watcher.passed(Station.EFFECT_COMMITTED)

    async def _refuse(self, turn: Turn, arrived: Arrived, refusal: Refusal) -> None:
        """Nothing was changed; the person is told why."""
        log.info("refused", update=arrived.update_id, reason=refusal.reason.value)
        answer = Turn(
            self._program, turn.place, update_id=arrived.update_id, reads=turn.reads
        )
        answer.person = turn.person
        if turn.place.pressed:
            turn.refused = refusal
        elif not turn.place.in_group or turn.person is not None:
            answer.refuse(refusal)
        else:
            minutes = int(turn.now.timestamp()) // 600
            # At most one polite line in ten minutes for those who are not registered.
            answer.refuse(refusal, key=f"stranger:{turn.place.address}:{minutes}")
        await self._succeed(answer, arrived)

    async def _write(self, turn: Turn) -> None:
        """The answers of a turn, in a chat that is open now: it has just spoken."""
        place = turn.place
        if not turn.answers:
            return
        if place.in_group:
            chat = await open_group_chat(turn.work, place.address, place.thread)
        else:
            chat = await open_private_chat(turn.work, place.address)
        await turn.write_answers(chat.id)

    async def _answer_press(self, update: Update, turn: Turn) -> None:
        """The toast of a pressed button, after the commit; it is no message."""
        query = update.callback_query
        if query is None:
            return
        shown = None
        if turn.refused is not None:
            shown = refusal(turn.refused.reason, turn.refused.facts, self._words)
        elif turn.toast is not None:
            shown = say(turn.toast.saying, turn.toast.facts, self._words)
        await self._channel.answer(query.id, shown, alert=turn.refused is not None)

    async def _set_menu(self, turn: Turn) -> None:
        """The commands of his roles, in the menu of his own chat."""
        if not turn.new_parts or turn.person is None:
            return
        commands = commands_for(turn.person, in_group=False)
        menu = [(command.name, self._words(command.help)) for command in commands]
        scope = BotCommandScopeChat(turn.place.address)
        await self._channel.set_menu(scope, menu)

    async def _skip(self, arrived: Arrived) -> None:
        async with self._database.begin() as work:
            await finish(work, arrived)

    async def _put_off(self, arrived: Arrived, error: Exception) -> None:
        """Try again later; when it is parked, the person is told so."""
        async with self._database.begin() as work:
            parked = await postpone(work, arrived, type(error).__name__)
            if parked:
                await _say_parked(work, arrived)
        if parked:
            log.error("update_parked", update=arrived.update_id)
            self._program.wake()


async def _say_parked(work: Work, arrived: Arrived) -> None:
    """What was said is kept, but nobody should wait for an answer to it."""
    if arrived.chat <= 0:
        return
    chat = await open_private_chat(work, arrived.chat)
    code = str(arrived.update_id)
    notice = Refused(Reason.BUSY.value, {"code": code})
    await put(work, notice, Envelope(chat_id=chat.id, key=f"parked:{code}"))


class Handled(Exception):
    """The update was handled by somebody else meanwhile."""
