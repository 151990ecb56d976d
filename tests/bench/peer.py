"""The measuring side of the server: start it, ask it, and others who send to it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from tests.house.sources import ROOT

TOKEN = "1:bench"


@dataclass(frozen=True)
class Peer:
    """A running server."""

    address: str

    @property
    def base_url(self) -> str:
        return f"{self.address}/bot"

    def url(self, method: str) -> str:
        return f"{self.base_url}{TOKEN}/{method}"

    async def ask(self, **asked: Any) -> dict[str, Any]:
        """What was accepted and refused, or an order to the people behind it."""
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url("bench"), data=json.dumps(asked)) as response,
        ):
            answer: dict[str, Any] = (await response.json())["result"]
            return answer


@asynccontextmanager
async def serving(**rules: Any) -> AsyncIterator[Peer]:
    """A server of its own for one run, with these rules."""
    process = subprocess.Popen(  # noqa: ASYNC220 (before anything is measured)
        [sys.executable, "-m", "tests.bench.server", json.dumps(rules)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    try:
        assert process.stdout is not None
        port = int(await asyncio.to_thread(process.stdout.readline))
        yield Peer(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.communicate()


async def each(
    things: Iterable[Any], call: Callable[[Any], Awaitable[object]], *, at_once: int
) -> None:
    """Make the calls, so many at a time."""
    waiting = iter(things)

    async def work() -> None:
        for thing in waiting:
            await call(thing)

    await asyncio.gather(*(work() for _ in range(at_once)))
