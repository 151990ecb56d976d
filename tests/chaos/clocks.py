"""One office clock for all processes of a town: program, sandbox and tests agree.

It goes faster than the machine, so that leases and resends pass quickly, and it can be
moved for everybody at once: what all share is one number in a small file.
"""

from __future__ import annotations

import mmap
import struct
import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import MovableClock

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
SPEED = 20.0  # seconds of the office in one of the machine's
_NUMBER = struct.Struct("d")


def at(words: str) -> datetime:
    """An instant by the office's wall clock, as `2026-11-20 15:00`."""
    return datetime.fromisoformat(words).replace(tzinfo=HANOI)


class TownClock(MovableClock):
    """The office clock; the machine's steady clock is the same in every process."""

    def __init__(self, file: Path, speed: float = SPEED) -> None:
        super().__init__(datetime.fromtimestamp(0, UTC), running=False)
        self.speed = speed
        with file.open("r+b") as opened:
            self._shared = mmap.mmap(opened.fileno(), _NUMBER.size)

    @classmethod
    def make(cls, file: Path, moment: datetime, speed: float = SPEED) -> TownClock:
        """A new clock in a new file; others open it by its name."""
        file.write_bytes(bytes(_NUMBER.size))
        clock = cls(file, speed)
        clock.move_to(moment)
        return clock

    def now(self) -> datetime:
        (ahead,) = _NUMBER.unpack(self._shared[: _NUMBER.size])
        return datetime.fromtimestamp(ahead + self._passed(), UTC)

    def move_to(self, at: datetime) -> None:
        self._shared[: _NUMBER.size] = _NUMBER.pack(at.timestamp() - self._passed())

    def _passed(self) -> float:
        return time.monotonic() * self.speed
