"""Asking the database how it is, so that the asking cannot become a burden itself."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.clock import Steady
from models.queries.gauges import Gauges, read_gauges
from models.work import Database

PATIENCE = 1.0  # seconds that an answer may take


@dataclass(frozen=True)
class Answer:
    """What the database said, and how many seconds it took; None: nothing in time."""

    gauges: Gauges | None
    seconds: float


class Probe:
    """One question at a time: whoever asks meanwhile waits for the same answer."""

    def __init__(self, database: Database, steady: Steady) -> None:
        self._database = database
        self._steady = steady
        self._asking: asyncio.Task[Gauges] | None = None

    async def ask(self) -> Answer:
        """Raises nothing. A question that hangs is left alone, not asked anew."""
        began = self._steady.monotonic()
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._read())
        asking = self._asking
        await asyncio.wait({asking}, timeout=PATIENCE)
        answered = asking.done() and asking.exception() is None
        seconds = self._steady.monotonic() - began
        return Answer(asking.result() if answered else None, seconds)

    async def close(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)

    async def _read(self) -> Gauges:
        async with self._database.read() as reads:
            return await read_gauges(reads)
