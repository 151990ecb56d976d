"""The program's pages on a real socket, before a real database."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot.clock import SteadyClock
from bot.settings import Settings
from bot.tally import LoopLag, Tally
from bot.web import Pages
from bot.web.probe import Probe
from bot.web.server import open_pages
from bot.web.watched import Door, Watched
from bot.web.webhook import SECRET_HEADER
from scheduler.dispatcher.gate import Gate
from tests.bot.conftest import Inbound

SECRET = "a-long-random_word"
PATH = "/telegram/here"


@dataclass
class Office:
    """What a test may turn: whether the door is open, whether the clock is believed."""

    inbound: Inbound
    pages: Pages
    address: str
    session: aiohttp.ClientSession
    tally: Tally
    lag: LoopLag
    door_open: bool = True
    doubt: str | None = None
    gate: Gate = field(default_factory=lambda: Gate(SteadyClock()))
    reached_ago: float = 3.0
    _watched: list[Watched] = field(default_factory=list)

    @property
    def watched(self) -> Watched:
        return self._watched[0]

    def open(self) -> None:
        """The program has started."""
        now: Callable[[], datetime] = self.inbound.clock.now
        probe = Probe(self.inbound.database, SteadyClock())
        door = Door("poller", lambda: self.door_open, lambda: self.reached_ago)
        watched = Watched(
            probe,
            self.tally,
            self.lag,
            door,
            now,
            lambda: self.doubt,
            self.inbound.database.ballast,
            self.gate,
        )
        self._watched.append(watched)
        self.pages.open(watched, self.inbound.intake)

    async def get(self, path: str) -> tuple[int, Any]:
        async with self.session.get(self.address + path) as answer:
            assert answer.headers["Cache-Control"] == "no-store"
            is_json = answer.content_type == "application/json"
            return answer.status, await (answer.json() if is_json else answer.text())

    async def deliver(
        self, body: bytes, secret: str | None = SECRET
    ) -> aiohttp.ClientResponse:
        headers = {} if secret is None else {SECRET_HEADER: secret}
        async with self.session.post(
            self.address + PATH, data=io.BytesIO(body), headers=headers
        ) as answer:
            await answer.read()
            return answer


@pytest.fixture
async def office(inbound: Inbound) -> AsyncIterator[Office]:
    settings = Settings(
        _env_file=None,
        webhook_url=f"https://bot.example.vn{PATH}",
        webhook_secret=SecretStr(SECRET),
    )
    pages = Pages(settings)
    runner = await open_pages(pages, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with aiohttp.ClientSession() as session:
        lag = LoopLag(SteadyClock())
        office = Office(inbound, pages, address, session, Tally(), lag)
        yield office
    if office._watched:
        await office.watched.probe.close()
    await runner.cleanup()
