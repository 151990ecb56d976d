"""A sandbox on a free port of loopback, with a bot that polls it, and its people."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.clock import MovableClock, SteadyClock
from bot.sandbox import Program, Sandbox
from tests.bot.sandbox.receiver import Receiver

TOKEN = "4242:sandbox-test"
FRIDAY = datetime(2026, 11, 20, 14, 58, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


class DrivenSteady:
    """A steady clock that stands until it is driven; sleepers wake as it passes."""

    def __init__(self) -> None:
        self._now = 1000.0
        self._real = SteadyClock(speed=100.0)

    def monotonic(self) -> float:
        return self._now

    def drive(self, seconds: float) -> None:
        self._now += seconds

    async def sleep(self, seconds: float) -> None:
        until = self._now + seconds
        while self._now < until:
            await self._real.sleep(0.2)


@dataclass
class Answer:
    """What a server answered: status, JSON, headers."""

    status: int
    body: dict[str, Any]
    headers: Any = field(default_factory=dict)


class Town:
    """The running sandbox as its two sides see it."""

    server: TestServer
    steady: DrivenSteady
    clock: MovableClock

    def __init__(self, url: str, http: aiohttp.ClientSession, sandbox: Sandbox) -> None:
        self.url = url
        self.http = http
        self.sandbox = sandbox

    async def call(self, method: str, /, **params: Any) -> Answer:
        """The bot calls a method, with JSON parameters."""
        return await self._send("POST", f"/bot{TOKEN}/{method}", json=params)

    async def bot(self, method: str, /, **params: Any) -> Any:
        """The bot calls a method that must succeed; gives the result."""
        answer = await self.call(method, **params)
        assert answer.status == 200, answer.body
        return answer.body["result"]

    async def refusal(self, method: str, /, **params: Any) -> tuple[int, str]:
        answer = await self.call(method, **params)
        assert answer.body["ok"] is False
        return answer.status, answer.body["description"]

    async def post(self, path: str, /, **fields: Any) -> Answer:
        return await self._send("POST", f"/sandbox/{path}", json=fields)

    async def get(self, path: str) -> Any:
        return (await self._send("GET", f"/sandbox/{path}")).body

    async def _send(self, verb: str, path: str, **more: Any) -> Answer:
        async with self.http.request(verb, self.url + path, **more) as response:
            body = await response.json()
            return Answer(response.status, body, response.headers)

    async def person(self, name: str, *, started: bool = True) -> int:
        """Somebody with a phone, who has pressed Start and whom the bot has read."""
        told = await self.post("people", name=name)
        number = int(told.body["id"])
        if started:
            await self.write(number, number, "/start")
            await self.read_all()
        return number

    async def group(self, title: str, *members: int) -> int:
        told = await self.post("groups", title=title, members=list(members))
        await self.read_all()
        return int(told.body["id"])

    async def write(self, chat: int, person: int, text: str, **more: Any) -> int:
        fields = {"from": person, "text": text, **more}
        told = await self.post(f"chats/{chat}/messages", **fields)
        assert told.status == 201, told.body
        return int(told.body["message_id"])

    async def messages(self, chat: int) -> list[dict[str, Any]]:
        told = await self.get(f"chats/{chat}/messages")
        return list(told["messages"])

    async def read_all(self) -> list[dict[str, Any]]:
        """The bot reads what waits, and confirms it."""
        # Asking for the same again at once would be held back.
        self.steady.drive(60)
        updates = list(await self.bot("getUpdates", offset=-100))
        if updates:
            await self.bot("getUpdates", offset=updates[-1]["update_id"] + 1, limit=99)
        return updates


Open = Callable[..., Awaitable[Town]]


@pytest.fixture
def office_clock() -> MovableClock:
    return MovableClock(FRIDAY, running=False)


@pytest.fixture
def steady() -> DrivenSteady:
    return DrivenSteady()


@asynccontextmanager
async def running(sandbox: Sandbox) -> AsyncIterator[Town]:
    app = web.Application()
    sandbox.add_routes(app)
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        town = Town(str(server.make_url("")).rstrip("/"), http, sandbox)
        town.server = server
        yield town


@pytest.fixture
async def open_town(
    office_clock: MovableClock, steady: DrivenSteady
) -> AsyncIterator[Open]:
    """Open a sandbox; all that were opened are closed at the end."""
    async with AsyncExitStack() as stack:

        async def open_one(
            *, state_file: Path | None = None, program: Program | None = None
        ) -> Town:
            sandbox = Sandbox(
                token=TOKEN,
                clock=office_clock,
                steady=steady,
                program=program,
                state_file=state_file,
            )
            town = await stack.enter_async_context(running(sandbox))
            town.steady, town.clock = steady, office_clock
            return town

        yield open_one


@pytest.fixture
async def town(open_town: Open) -> Town:
    return await open_town()


@pytest.fixture
async def hook() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.receive)
    async with TestServer(app) as server:
        receiver.url = str(server.make_url("/hook"))
        yield receiver
        receiver.let_go()
