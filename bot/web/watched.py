"""The running program as those who watch over it see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.tally import LoopLag, Tally
from bot.web.probe import Answer, Probe
from domain.disk import MEGABYTE
from models.ballast import Ballast
from models.queries.gauges import Gauges
from scheduler.dispatcher.gate import Gate, Shut

LONGEST_SILENCE = 90.0  # seconds since Telegram's last answer to the poller
OLDEST_DUE = 120.0  # seconds that a message may be overdue
LONGEST_LAG = 5.0  # seconds
STOPPED = (Shut.TOKEN, Shut.LINE)  # a flood is waited out

Check = dict[str, Any]


@dataclass(frozen=True)
class Door:
    """How updates come in: `age` is in seconds since Telegram last answered."""

    name: str  # poller, webhook
    is_open: Callable[[], bool]
    age: Callable[[], float]


@dataclass(frozen=True)
class Figures:
    """All that /metrics says, as plain values."""

    tally: Tally
    lag: LoopLag
    gauges: Gauges | None  # None: the database did not answer
    oldest_due: float | None  # seconds
    reached_ago: float  # seconds
    clock_is_suspect: bool
    disk_free: int | None  # bytes; None where the disk is not ours to watch
    sending_stopped: bool


@dataclass(frozen=True)
class Watched:
    """Asks the parts of the program; nothing here changes anything."""

    probe: Probe
    tally: Tally
    lag: LoopLag
    door: Door
    now: Callable[[], datetime]
    clock_doubt: Callable[[], str | None]
    ballast: Ballast
    gate: Gate

    async def checks(self) -> dict[str, Check]:
        """What a program that does its work must pass, each with its figure."""
        answer = await self.probe.ask()
        age = self._oldest_due(answer)
        return {
            "database": {
                "ok": answer.gauges is not None,
                "seconds": round(answer.seconds, 3),
            },
            "intake": {
                "ok": self.door.is_open(),
                "door": self.door.name,
                "seconds_since_answer": round(self.door.age(), 1),
            },
            "clock": {"ok": self.clock_doubt() is None, "doubt": self.clock_doubt()},
            "disk": self._disk(),
            "sending": {
                "ok": self.gate.shut not in STOPPED,
                "stopped_by": self.gate.shut,
            },
            "outbox": {
                "ok": age is not None and age < OLDEST_DUE,
                "oldest_due_seconds": None if age is None else round(age, 1),
            },
        }

    async def figures(self) -> Figures:
        answer = await self.probe.ask()
        return Figures(
            self.tally,
            self.lag,
            answer.gauges,
            self._oldest_due(answer),
            self.door.age(),
            self.clock_doubt() is not None,
            self.ballast.free if self.ballast.is_watched else None,
            self.gate.shut in STOPPED,
        )

    async def is_well(self) -> bool:
        """What the service manager's watchdog is fed for (delivery.md 2.14)."""
        answer = await self.probe.ask()
        return answer.gauges is not None and self.lag.now < LONGEST_LAG

    def _disk(self) -> Check:
        """Reminders wait while it is short of room; a server's disk is not ours."""
        free = self.ballast.free // MEGABYTE if self.ballast.is_watched else None
        return {"ok": not self.ballast.is_short, "free_megabytes": free}

    def _oldest_due(self, answer: Answer) -> float | None:
        """Seconds that the oldest due message has waited; None if nobody knows."""
        if answer.gauges is None:
            return None
        oldest = answer.gauges.oldest_due_at
        return 0.0 if oldest is None else (self.now() - oldest).total_seconds()
