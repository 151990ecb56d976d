"""Whether anything may be sent at all."""

from __future__ import annotations

import structlog

from domain.outcomes import NotSent, Outcome, Stopped, Unknown
from domain.retry import PROBE_AFTER
from scheduler.dispatcher.office import Steady

log = structlog.get_logger()

IN_FLIGHT = 32  # sends at once
FAILURES = 20  # in a row, before we stop trying with every message
LINE_PROBE = 15.0  # seconds between two tries while the line is dead
TOKEN_PROBE = PROBE_AFTER.total_seconds()


class Gate:
    """Shut by a refused token or a dead line; then one message at a time tries it."""

    def __init__(self, steady: Steady) -> None:
        self._steady = steady
        self._failures = 0
        self._probing = False
        self._shut_until = 0.0

    @property
    def opens_at(self) -> float:
        """When the next message may try, in seconds of the steady clock."""
        return self._shut_until if self._probing else 0.0

    def places(self) -> int:
        """How many may be in flight at this instant."""
        if not self._probing:
            return IN_FLIGHT
        return 0 if self._steady.monotonic() < self._shut_until else 1

    def note(self, outcome: Outcome) -> None:
        match outcome:
            case Stopped(why):
                log.error("sending_stopped", why=why)
                self._shut(TOKEN_PROBE)
            case NotSent(retry_after=None):
                self._failures += 1
                if self._failures >= FAILURES or self._probing:
                    self._shut(LINE_PROBE)
            case Unknown() if self._probing:
                self._shut(LINE_PROBE)
            case Unknown():
                pass  # it says nothing about the line
            case _:
                self._open()

    def _shut(self, seconds: float) -> None:
        self._probing = True
        self._shut_until = self._steady.monotonic() + seconds

    def _open(self) -> None:
        if self._probing:
            log.info("sending_resumed")
        self._failures = 0
        self._probing = False
