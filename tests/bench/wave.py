"""`wave`: an office's Friday under Telegram's limits, in real time.

30 messages in any second, one a second in a chat, 20 a minute in a group; the server
counts those that came too early. Beside it python-telegram-bot's own limiter.
"""

from __future__ import annotations

import json
import math
from collections.abc import Awaitable, Callable
from functools import partial

import aiohttp
from telegram.error import RetryAfter
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import BaseRequest, RequestData

from bot.clock import SteadyClock
from channels.pacing import OVERALL, Pacer
from models.work import Database
from tests.bench.databases import FRIDAY, Databases
from tests.bench.dispatch import channel_to, empty_outbox
from tests.bench.figures import Budget, Line, say_meanwhile
from tests.bench.office import address_of, fill_office, put_answers
from tests.bench.peer import TOKEN, Peer, each, serving
from tests.bench.sizes import Size

NEAR = {"delay": 0.0, "jitter": 0.0}
FAR = {"delay": 0.08, "jitter": 0.04}
RETRIES = 20  # of the limiter, where it is told to try again
NONE_REFUSED = Budget("429s", at_most=0)
GROUP = -1_000_000

Contender = Callable[[Peer, Size], Awaitable[None]]


async def wave(databases: Databases, size: Size) -> list[Line]:
    """Each once: what is measured is minutes long, and it waits most of the time."""
    ours = partial(_dondoc, databases)
    near = (NONE_REFUSED, Budget("to minimum", at_most=1.02))
    far = (NONE_REFUSED, Budget("to minimum", at_most=1.07))
    return [
        await _line("dondoc", ours, size, NEAR, near),
        await _line("dondoc, 80±40 ms away", ours, size, FAR, far),
        await _line("AIORateLimiter, retrying", _retrying, size, NEAR),
        await _line("AIORateLimiter, retrying, 80±40 ms away", _retrying, size, FAR),
        await _line("AIORateLimiter as shipped", _as_shipped, size, NEAR),
    ]


async def _line(
    what: str,
    contender: Contender,
    size: Size,
    rules: dict[str, float],
    budgets: tuple[Budget, ...] = (),
) -> Line:
    async with serving(**rules, floods=True) as peer:
        await contender(peer, size)
        told = await peer.ask()
    seconds = told["last"] - told["first"]
    say_meanwhile(f"{what}: {seconds:.1f} seconds")
    figures = {
        "seconds": seconds,
        "to minimum": seconds / minimum(size),
        "429s": told["refused"],
        "lost": wanted(size) - told["accepted"],
    }
    return Line(what, figures, (*budgets, Budget("lost", at_most=0)) if budgets else ())


def wanted(size: Size) -> int:
    return size.private + size.groups * size.in_a_group


def minimum(size: Size) -> float:
    """Seconds from the first message to the last, if none is ever held back too long.

    The first thirty leave at once; a group's leave one a second, up to twenty.
    """
    overall = math.ceil(wanted(size) / OVERALL) - 1
    return max(overall, size.in_a_group - 1)


async def _dondoc(databases: Databases, peer: Peer, size: Size) -> None:
    fill = partial(_fill, size=size)
    async with (
        databases.copy("SQLite", f"wave:{size}", fill) as database,
        channel_to(peer) as channel,
    ):
        await empty_outbox(database, channel, wanted(size), Pacer(SteadyClock()))


async def _fill(database: Database, size: Size) -> None:
    """In every private chat one message, in every group as many as are asked for."""
    await fill_office(database, size.private, groups=size.groups)
    await put_answers(database, kind="group", each=size.in_a_group, now=FRIDAY)
    await put_answers(database, now=FRIDAY)


async def _retrying(peer: Peer, size: Size) -> None:
    await _limited(peer, size, AIORateLimiter(max_retries=RETRIES))


async def _as_shipped(peer: Peer, size: Size) -> None:
    await _limited(peer, size, AIORateLimiter())


async def _limited(peer: Peer, size: Size, limiter: AIORateLimiter) -> None:
    """All at once, as its documentation has it; the limiter holds them back."""
    request = Aiohttp()
    bot = ExtBot(
        TOKEN,
        peer.base_url,
        request=request,
        get_updates_request=request,
        rate_limiter=limiter,
    )
    chats = chats_in_turn(size)
    async with bot:

        async def send(chat: int) -> None:
            try:
                await bot.send_message(chat, "Nhiệm vụ cần cập nhật tiến độ")
            except RetryAfter:
                return  # lost: nobody tries again

        await each(chats, send, at_once=len(chats))


def chats_in_turn(size: Size) -> list[int]:
    """The groups' messages spread among the others, never two of a chat in a row."""
    private = [address_of(one) for one in range(1, size.private + 1)]
    groups = [GROUP - one for one in range(1, size.groups + 1)]
    mixed = private + groups * size.in_a_group
    return [mixed[place] for place in _spread(len(mixed))]


def _spread(count: int) -> list[int]:
    """All numbers below `count`, neighbours far apart."""
    step = next(
        step
        for step in range(int(count * 0.618), count + 2)
        if math.gcd(step, count) == 1
    )
    return [number * step % count for number in range(count)]


class Aiohttp(BaseRequest):
    """The least that the library asks of a request, so that only its limiter counts."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return 30.0

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession()

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        **_timeouts: object,
    ) -> tuple[int, bytes]:
        assert self._session is not None
        asked = request_data.json_parameters if request_data else {}
        async with self._session.request(
            method,
            url,
            data=json.dumps(asked).encode(),
            headers={"Content-Type": "application/json"},
        ) as response:
            return response.status, await response.read()
