"""`dispatch`: from the outbox to the phone and back, without any limit of speed.

Claimed, looked at, put into words, marked and committed, sent, recorded; 32 in flight.
Beside it clients that only send the same words and remember nothing.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import math
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import aiohttp
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode
from telegram.request import BaseRequest

from bot.application import build_bot
from bot.clock import SteadyClock
from channels.outgoing import Edit, Outgoing
from channels.pacing import Pacer
from channels.telegram import TelegramChannel
from channels.telegram_request import AiohttpRequest
from domain.buttons import Keyboard
from domain.outcomes import Outcome, Sent
from domain.policy import Policy
from locales.catalog import Catalog
from models.work import Database
from scheduler.dispatcher import Dispatcher
from scheduler.dispatcher.gate import IN_FLIGHT
from scheduler.dispatcher.office import Channel
from scheduler.plan import plan
from scheduler.watching import Nobody, Station
from tests.bench.databases import FRIDAY, KINDS, Databases
from tests.bench.figures import Budget, Line, Runs, Spent, spending
from tests.bench.office import fill_office, put_answers
from tests.bench.peer import TOKEN, Peer, each, serving
from tests.bench.sizes import Size

BARE, FORM = "aiohttp client, JSON", "aiohttp client, form"
BOT = "python-telegram-bot, our request class"
SHIPPED = "python-telegram-bot as shipped"
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
BUDGETS = (
    Budget("to Bot", at_least=0.5),
    Budget("to shipped", at_least=9),
    Budget("CPU ms", at_most=1.2),
)
Contender = Callable[[], Awaitable[Spent]]


class Unlimited(Pacer):
    """Lets everything go at once."""

    def room(self, _ahead: float = 0.0) -> int:
        return 1_000

    def ready_at(self, chat: int) -> float:
        return -math.inf


class Counting(Nobody):
    """Says when so many have passed a station."""

    def __init__(self, station: Station, many: int) -> None:
        self._station = station
        self._left = many
        self.done = asyncio.Event()

    def again(self, many: int) -> None:
        """Count anew."""
        self._left = many
        self.done.clear()

    def passed(self, station: Station, count: int = 1) -> None:
        if station is self._station:
            self._left -= count
            if self._left <= 0:
                self.done.set()


class Listening:
    """A channel that only hears what would be sent: the words for the others."""

    def __init__(self) -> None:
        self.heard: list[Outgoing] = []

    async def send(self, message: Outgoing) -> Outcome:
        self.heard.append(message)
        return Sent(len(self.heard))

    async def edit(self, _message: Edit) -> Outcome:
        return Sent(None)

    async def edit_keyboard(
        self, _chat: int, _message_id: int, _keyboard: Keyboard = ()
    ) -> Outcome:
        return Sent(None)

    async def prove(self) -> Outcome:
        return Sent(None)


async def dispatch(databases: Databases, size: Size) -> list[Line]:
    """Stored answers and digests gathered when they leave, on both databases."""
    messages = size.messages
    words = await words_of_both(databases)
    ours: dict[str, Contender] = {
        f"dondoc, {what}, {kind}": partial(send_all, databases, kind, what, messages)
        for kind in KINDS
        for what in FILLED
    }
    peers: dict[str, Contender] = {
        BARE: partial(_bare, words, messages, as_form=False),
        FORM: partial(_bare, words, messages, as_form=True),
        BOT: partial(_bot, words, messages, AiohttpRequest),
        SHIPPED: partial(_bot, words, messages, None),
    }
    runs = Runs()
    for _ in range(size.runs):
        for name, contender in (ours | peers).items():
            runs.add(name, await contender())
    return [_line(runs, name) for name in ours | peers]


def _line(runs: Runs, name: str) -> Line:
    figures = {"a second": runs.per_second(name), "CPU ms": runs.cpu_ms(name)}
    figures["to bare"] = runs.ratio(name, BARE)
    figures["to Bot"] = runs.ratio(name, BOT)
    figures["to shipped"] = runs.ratio(name, SHIPPED)
    return Line(name, figures, BUDGETS if name.startswith("dondoc") else ())


async def _fill_stored(database: Database, messages: int) -> None:
    await fill_office(database, messages)
    await put_answers(database, now=FRIDAY)


async def _fill_live(database: Database, messages: int) -> None:
    """Friday 15:00, as planning puts it in the outbox: a digest for everybody."""
    await fill_office(database, messages)
    await plan(database, policy=Policy(), now=FRIDAY)


FILLED: Mapping[str, Callable[[Database, int], Awaitable[None]]] = {
    "stored answers": _fill_stored,
    "digests": _fill_live,
}


async def send_all(databases: Databases, kind: str, what: str, messages: int) -> Spent:
    """A filled outbox, emptied once; the server must have accepted all of it."""
    fill = partial(FILLED[what], messages=messages)
    async with (
        databases.copy(kind, f"{what}:{messages}", fill) as database,
        serving() as peer,
        channel_to(peer) as channel,
    ):
        spent = await empty_outbox(database, channel, messages)
        told = await peer.ask()
    assert told["accepted"] == messages, told
    return spent


async def empty_outbox(
    database: Database, channel: Channel, messages: int, pacer: Pacer | None = None
) -> Spent:
    """Run a dispatcher until so many are recorded."""
    steady, counting = SteadyClock(), Counting(Station.RECORDED, messages)
    dispatcher = Dispatcher(
        database,
        channel,
        policy=Policy(),
        words=Catalog.load().words("vi"),
        now=lambda: FRIDAY,
        steady=steady,
        owner="bench",
        pacer=pacer or Unlimited(steady),
        watcher=counting,
    )
    await dispatcher.rescue_all()
    with spending(messages) as spent:
        running = asyncio.create_task(dispatcher.run())
        await counting.done.wait()
    await dispatcher.stop(5)
    await running
    return spent


@asynccontextmanager
async def channel_to(peer: Peer) -> AsyncIterator[TelegramChannel]:
    request = AiohttpRequest()
    async with build_bot(TOKEN, peer.address, request) as bot:
        yield TelegramChannel(bot, request)


async def words_of_both(databases: Databases) -> list[Outgoing]:
    """What dondoc would send, half of it answers and half of it digests."""
    listening = Listening()
    for what, fill in FILLED.items():
        named = f"{what}:words"
        async with databases.copy("SQLite", named, partial(fill, messages=20)) as found:
            await empty_outbox(found, listening, 20)
    return listening.heard


async def _bare(words: list[Outgoing], messages: int, *, as_form: bool) -> Spent:
    """The least that a client can do: a body, a request, an answer read as JSON."""
    async with serving() as peer, aiohttp.ClientSession() as session:
        url = peer.url("sendMessage")

        async def send(message: Outgoing) -> None:
            asked = _parameters(message)
            body: Any = asked if as_form else json.dumps(asked).encode()
            headers = None if as_form else {"Content-Type": "application/json"}
            async with session.post(url, data=body, headers=headers) as response:
                assert (await response.json())["ok"]

        return await _send(words, messages, send)


async def _bot(
    words: list[Outgoing], messages: int, request: type[BaseRequest] | None
) -> Spent:
    given = {"request": request()} if request else {}
    async with serving() as peer, Bot(TOKEN, peer.base_url, **given) as bot:

        async def send(message: Outgoing) -> None:
            await bot.send_message(
                message.chat,
                message.text,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=_markup(message),
            )

        return await _send(words, messages, send)


async def _send(
    words: list[Outgoing], messages: int, send: Callable[[Outgoing], Awaitable[None]]
) -> Spent:
    some = list(itertools.islice(itertools.cycle(words), messages))
    with spending(messages) as spent:
        await each(some, send, at_once=IN_FLIGHT)
    return spent


def _parameters(message: Outgoing) -> dict[str, Any]:
    markup = _markup(message)
    return {
        "chat_id": str(message.chat),
        "text": message.text,
        "parse_mode": "HTML",
        "link_preview_options": '{"is_disabled": true}',
        **({"reply_markup": markup.to_json()} if markup else {}),
    }


def _markup(message: Outgoing) -> InlineKeyboardMarkup | None:
    rows = [
        [InlineKeyboardButton(key.label, callback_data=key.data) for key in keys]
        for keys in message.keyboard
    ]
    return InlineKeyboardMarkup(rows) if rows else None
