"""Where a process ends: named points of a message's and of an update's way.

The points come in by wiring: a watcher, a request class, and what the database's engine
tells. The signal is the process's own, so that nothing runs between point and end.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event

from channels.telegram_outcomes import Trace
from channels.telegram_request import AiohttpRequest
from channels.telegram_wire import Timeouts
from domain.outcomes import Outcome
from models.work import Database
from scheduler.watching import Station

MID_SEND = "mid_send"  # so long after a message began to leave
UPDATES_READ = "updates_read"  # answered by getUpdates, nothing kept
OCCURRENCE_ADDED = "occurrence_added"  # inside the planning's transaction
EFFECT_ADDED = "effect_added"  # inside the handler's transaction
WRITTEN = {
    "INSERT INTO occurrence": OCCURRENCE_ADDED,
    "INSERT INTO task_event": EFFECT_ADDED,
}
POINTS = (*(station.value for station in Station), MID_SEND, UPDATES_READ)


@dataclass(frozen=True)
class Fate:
    """The `nth` pass of this point is the last thing that the process does.

    `after` seconds of the machine, for `mid_send`. SIGSTOP instead of SIGKILL stops it.
    """

    point: str
    nth: int = 1
    after: float = 0.0
    signal: int = signal.SIGKILL


class End:
    """Counts the passes of one process; also its watcher."""

    def __init__(self, fate: Fate | None) -> None:
        self._fate = fate
        self._passes = 0

    def passed(self, station: Station, count: int = 1) -> None:
        self.reached(station.value, count)

    def ended(self, cls: str, outcome: Outcome, seconds_late: float) -> None:
        """Nobody measures here."""

    def reached(self, point: str, count: int = 1) -> None:
        if self._is_last(point, count):
            self._strike()

    def begun(self) -> None:
        """A message begins to leave: the end may come while it is on its way."""
        if self._is_last(MID_SEND):
            assert self._fate is not None
            asyncio.get_running_loop().call_later(self._fate.after, self._strike)

    def _is_last(self, point: str, count: int = 1) -> bool:
        if self._fate is None or self._fate.point != point:
            return False
        before, self._passes = self._passes, self._passes + count
        return before < self._fate.nth <= self._passes

    def _strike(self) -> None:
        assert self._fate is not None
        os.kill(os.getpid(), self._fate.signal)


class MortalRequest(AiohttpRequest):
    """The real request class, in a process that may end in the middle of a call."""

    def __init__(self, end: End, timeouts: Timeouts) -> None:
        super().__init__(timeouts)
        self._end = end

    async def ask(
        self, url: str, parameters: Mapping[str, object], **more: Any
    ) -> Trace:
        if url.endswith("/sendMessage"):
            self._end.begun()
        trace = await super().ask(url, parameters, **more)
        if url.endswith("/getUpdates") and trace.body and trace.body.get("result"):
            self._end.reached(UPDATES_READ)
        return trace


def watch_writes(database: Database, end: End) -> None:
    """Let a process end inside a transaction, right after a row was written."""

    def written(*told: Any) -> None:
        statement = str(told[2])
        for beginning, point in WRITTEN.items():
            if statement.startswith(beginning):
                end.reached(point)

    for writer in database.engines.writers:
        event.listen(writer.sync_engine, "after_cursor_execute", written)
