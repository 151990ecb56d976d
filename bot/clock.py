"""The two clocks. Nothing else in the program asks what time it is."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

from domain.clock_guard import Reading


class OfficeClock(Protocol):
    """The time of slots, deadlines, quiet hours and expiry: an aware UTC instant."""

    def now(self) -> datetime: ...


class WallClock:
    """The office clock of the real bot: the machine's."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """The office clock of the demo and of tests: it can be moved, or stand still.

    While `running` it goes on from where it was put, at the pace of the machine.
    """

    def __init__(self, at: datetime, *, running: bool = True) -> None:
        self._base = at.astimezone(UTC)
        self._since = time.monotonic()
        self._running = running

    def now(self) -> datetime:
        if not self._running:
            return self._base
        return self._base + timedelta(seconds=time.monotonic() - self._since)

    def move_to(self, at: datetime) -> None:
        self._base = at.astimezone(UTC)
        self._since = time.monotonic()


class Steady(Protocol):
    """The clock of leases, timeouts, backoff and pacing: seconds that never jump."""

    def monotonic(self) -> float: ...

    async def sleep(self, seconds: float) -> None: ...


class SteadyClock:
    """The machine's monotonic clock; `speed` above 1 lets a test's waits pass fast."""

    def __init__(self, speed: float = 1.0) -> None:
        self._speed = speed

    def monotonic(self) -> float:
        return time.monotonic() * self._speed

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self._speed)


class Machine(Protocol):
    """Both clocks of the machine itself, for the guard against a wrong one.

    A demo moves its office clock as it likes; that makes no clock wrong.
    """

    def read(self) -> Reading: ...

    def steady(self) -> float: ...


class MachineClock:
    """The wall clock, and seconds since the start of the machine, its sleep included.

    `time.monotonic` would stop in a laptop's sleep, and waking up look like a jump.
    """

    def read(self) -> Reading:
        return Reading(datetime.now(UTC), self.steady())

    def steady(self) -> float:
        boot_time = getattr(time, "CLOCK_BOOTTIME", None)  # Linux only
        return time.monotonic() if boot_time is None else time.clock_gettime(boot_time)
