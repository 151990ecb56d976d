"""A machine whose clocks a story sets, and a Telegram that knows what time it is."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from domain.clock_guard import Reading


@dataclass
class HandMachine:
    """True time goes on as told; the wall clock shows it, plus an error.

    Its steady clock tells seconds of true time. `office` is the program's office clock:
    the machine's wall clock.
    """

    office: Any
    true: datetime
    error: timedelta = timedelta()
    started: datetime | None = None
    reachable: bool = True
    heard: Reading | None = None

    def __post_init__(self) -> None:
        self._show()

    def steady(self) -> float:
        return self.monotonic()

    def monotonic(self) -> float:
        return self.true.timestamp()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)
        self.passes(seconds)

    def read(self) -> Reading:
        return Reading(self.office.at, self.steady())

    def trusted(self) -> Reading | None:
        """Telegram's last word."""
        return self.heard

    def passes(self, seconds: float) -> None:
        self.true += timedelta(seconds=seconds)
        self._show()

    def jumps(self, by: timedelta) -> None:
        self.error += by
        self._show()

    def is_corrected(self) -> None:
        self.error = timedelta()
        self._show()

    def hears(self) -> None:
        """An answer of Telegram comes in, if any can."""
        if self.reachable:
            self.heard = Reading(self.true, self.steady())

    def _show(self) -> None:
        self.office.at = self.true + self.error
