"""F40: two processes ask Telegram at once; one of them goes on, nothing comes twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from aiohttp import ClientSession, web

from bot.application import build_bot
from bot.clock import MovableClock, SteadyClock
from bot.leadership import POLLER, Leadership
from bot.poller import Poller
from bot.reach import Reach
from bot.sandbox import Sandbox
from channels.telegram_request import AiohttpRequest
from models.tables import Lease
from scheduler.rivals import Rivals
from tests.bot.conftest import TOKEN, Inbound, said

FAST = 20.0
RESOLVED = 15.0  # seconds of the steady clock
LONGEST = 30.0


@dataclass
class Asker:
    """One of two processes: its poller, and the lease under which it asks."""

    name: str
    poller: Poller
    rivals: Rivals
    leadership: Leadership

    async def run(self) -> None:
        while True:
            await self.leadership.lead(self.poller.run)
            await self.poller.step_aside()


@dataclass
class Telegram:
    """Where it answers, and how often it has said that two ask at once."""

    url: str = ""
    conflicts: int = 0

    async def hear(self, request: web.Request, answer: web.StreamResponse) -> None:
        self.conflicts += request.path.endswith("getUpdates") and answer.status == 409


@asynccontextmanager
async def town(steady: SteadyClock, clock: MovableClock) -> AsyncIterator[Telegram]:
    telegram = Telegram()
    application = web.Application()
    application.on_response_prepare.append(telegram.hear)
    Sandbox(token=TOKEN, clock=clock, steady=steady).add_routes(application)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    telegram.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield telegram
    await runner.cleanup()


@asynccontextmanager
async def asker(
    inbound: Inbound, name: str, url: str, steady: SteadyClock
) -> AsyncIterator[Asker]:
    async with AiohttpRequest() as request:
        leadership = Leadership(inbound.database, steady, name)
        rivals = Rivals(steady, lambda: leadership.stands_by)
        reach = Reach(inbound.database, steady=steady, wake=lambda: None)
        bot = build_bot(TOKEN, url, request)
        poller = Poller(bot, inbound.intake, reach, rivals, steady=steady)
        one = Asker(name, poller, rivals, leadership)
        running = asyncio.create_task(one.run())
        try:
            yield one
        finally:
            running.cancel()
            await asyncio.wait({running})


async def hand_over(inbound: Inbound, *, to: str) -> None:
    """The holder was asleep for so long that another has taken its place."""
    async with inbound.database.begin() as work:
        (await work.session.get_one(Lease, POLLER)).owner = to


async def until_leading(one: Asker) -> None:
    async with asyncio.timeout(LONGEST):
        while one.leadership.stands_by:  # noqa: ASYNC110 (nobody tells)
            await asyncio.sleep(0.01)


async def write(url: str, number: int) -> None:
    """Somebody writes to the bot."""
    async with ClientSession(url) as session:
        facts = {"update": said(number), "update_id": number}
        await session.post("/sandbox/updates", json=facts)


async def until_kept(inbound: Inbound) -> None:
    async with asyncio.timeout(LONGEST):
        while not await inbound.states():  # noqa: ASYNC110 (nobody tells)
            await asyncio.sleep(0.01)


async def test_two_that_ask_at_once_are_soon_one(inbound: Inbound) -> None:
    if inbound.database.engines.one_writer:
        pytest.skip("one file has one process")
    steady = SteadyClock(FAST)
    clock = MovableClock(inbound.clock.at, running=False)
    async with (
        town(steady, clock) as telegram,
        asker(inbound, "a", telegram.url, steady) as first,
    ):
        await until_leading(first)
        await hand_over(inbound, to="b")
        async with asker(inbound, "b", telegram.url, steady) as second:
            await until_leading(second)  # and the first one still asks
            await steady.sleep(RESOLVED)
            assert first.leadership.stands_by
            assert not second.leadership.stands_by
            assert not (first.rivals.stay)
            assert not (second.rivals.stay)
            conflicts = telegram.conflicts
            assert conflicts  # they did meet
            await write(telegram.url, 5)
            await until_kept(inbound)
            assert await inbound.states() == {5: "new"}
            assert telegram.conflicts == conflicts  # and not again
