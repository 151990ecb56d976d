"""The inbound side without a network: real database, real handlers of a test's own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import func, select
from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, ExtBot, TypeHandler
from telegram.request import BaseRequest

from bot.application import Handling, keep_error
from bot.inbox import Inbox
from bot.intake import Intake
from bot.turns import Turns
from channels.telegram import TelegramChannel
from channels.telegram_request import AiohttpRequest
from domain.notices import Saying, Told
from domain.policy import Policy
from handlers.context import Context, Dondoc, Turn
from locales.catalog import Catalog
from models.tables import Delivery
from models.tables import Inbox as Row
from models.work import Database
from scheduler.watching import Nobody
from tests.conftest import StoppedClock

TOKEN = "4200000000:abcdefghijklmnopqrstuvwxyzABCDEFGHI"
BOT = 4_200_000_000
ME = (
    b'{"ok":true,"result":{"id":4200000000,"is_bot":true,"first_name":"d",'
    b'"username":"dondoc_bot"}}'
)

Script = Callable[[Turn, Update], Awaitable[None]]


class NoNetwork(BaseRequest):
    """Telegram as a test needs it: it says who the bot is."""

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(self, *_: Any, **__: Any) -> tuple[int, bytes]:
        return 200, ME


async def say_ok(turn: Turn, _update: Update) -> None:
    turn.say(Told(Saying.SEEN, {}))


@dataclass
class Inbound:
    """One office's inbox, and as many processes that empty it as a test wants."""

    database: Database
    clock: StoppedClock
    script: Script = say_ok
    seen: list[int] = field(default_factory=list)
    _applications: list[Handling] = field(default_factory=list)

    @property
    def intake(self) -> Intake:
        return Intake(self.database, BOT, wake=lambda: None)

    async def process(self) -> Inbox:
        """One process's inbox; its database may be shared with others."""
        application = await self._application()
        self._applications.append(application)
        program = Dondoc(self.database, Policy(), self.clock.now, lambda: None)
        channel = TelegramChannel(application.bot, AiohttpRequest())
        words = Catalog.load().words("vi")
        turns = Turns(program, application, channel, words, watcher=Nobody())
        return Inbox(self.database, turns)

    async def _application(self) -> Handling:
        silent = NoNetwork()
        bot = ExtBot(TOKEN, request=silent, get_updates_request=silent)
        kinds = ContextTypes(context=Context)
        builder = ApplicationBuilder().bot(bot).updater(None).job_queue(None)
        application: Handling = builder.context_types(kinds).build()
        application.add_handler(TypeHandler(Update, self._hear))
        application.add_error_handler(keep_error)
        await application.initialize()
        return application

    async def _hear(self, update: Update, context: Context) -> None:
        self.seen.append(update.update_id)
        await self.script(context.turn, update)

    async def store(self, *updates: object) -> None:
        await self.intake.store(updates)

    async def until_empty(self, *inboxes: Inbox) -> None:
        """Let them work until nothing waits."""
        for inbox in inboxes:
            inbox.wake()
        running = [asyncio.create_task(one.run()) for one in inboxes]
        try:
            async with asyncio.timeout(60):
                while not all([await one.is_idle() for one in inboxes]):  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    async def states(self) -> dict[int, str]:
        """What became of each update."""
        async with self.database.read() as reads:
            rows = await reads.session.execute(select(Row.update_id, Row.state))
            return {number: state for number, state in rows}  # noqa: C416 (typed rows)

    async def row(self, number: int) -> Row:
        async with self.database.read() as reads:
            found = await reads.session.get(Row, (BOT, number))
            assert found is not None
            return found

    async def answers(self) -> Sequence[str]:
        async with self.database.read() as reads:
            keys = await reads.session.scalars(
                select(Delivery.dedup_key).order_by(Delivery.id)
            )
            return list(keys)

    async def count(self, state: str) -> int:
        async with self.database.read() as reads:
            counted = await reads.session.scalar(
                select(func.count()).where(Row.state == state)
            )
            return int(counted or 0)

    async def close(self) -> None:
        for application in self._applications:
            await application.shutdown()


@pytest.fixture
async def inbound(database: Database, clock: StoppedClock) -> AsyncIterator[Inbound]:
    office = Inbound(database, clock)
    yield office
    await office.close()


def said(
    number: int, chat: int = 7, text: str = "xong", **parts: Any
) -> dict[str, Any]:
    """An update with a message of a person, or of a group if the chat is below 0."""
    kind = "private" if chat > 0 else "supergroup"
    message = {
        "message_id": number,
        "date": 1_795_161_600,
        "chat": {"id": chat, "type": kind, "title": "x"},
        "from": {"id": abs(chat), "is_bot": False, "first_name": "A"},
        "text": text,
        **parts,
    }
    return {"update_id": number, "message": message}
