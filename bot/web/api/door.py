"""Where other systems knock. What stands behind it is imported by the first of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from aiohttp import web

from bot.web.api.uses import Uses
from domain.policy import InForce
from locales.catalog import Words
from models.work import Database
from scheduler.ticks import Tick

EVERYTHING = "/api/v1/{rest:.*}"
COME_AGAIN = {"Retry-After": "5", "Cache-Control": "no-store"}
EVERY = timedelta(seconds=20)


@dataclass(frozen=True)
class ApiOffice:
    """What the API needs of the running program. `words`: the office's own language;
    `monotonic`: seconds that never jump."""

    database: Database
    policies: InForce
    words: Words
    monotonic: Callable[[], float]


class Answering(Protocol):
    """Whoever answers a request."""

    async def answer(self, request: web.Request) -> web.Response: ...


class ApiDoor:
    """Closed until the program has started, and again when it stops."""

    def __init__(self) -> None:
        self.uses = Uses()
        self._office: ApiOffice | None = None
        self._api: Answering | None = None

    def open(self, office: ApiOffice) -> None:
        self._office = office

    def close(self) -> None:
        self._office = self._api = None

    @property
    def tick(self) -> Tick:
        """Keeps who asked and who was refused, a line for many requests."""
        return Tick("api uses", EVERY, self.uses.note, by_the_clock=False)

    async def answer(self, request: web.Request) -> web.Response:
        if self._office is None:
            return web.Response(status=503, headers=COME_AGAIN)
        if self._api is None:
            from bot.web.api.serving import Api  # with its schemas: some megabytes

            self._api = Api(self._office, self.uses)
        return await self._api.answer(request)
