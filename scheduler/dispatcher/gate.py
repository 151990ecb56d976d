"""Whether anything may be sent at all."""

from __future__ import annotations

from enum import StrEnum

import structlog

from domain.outcomes import NotSent, Outcome, Sent, Stopped, Unknown
from domain.retry import PROBE_AFTER
from scheduler.dispatcher.office import Steady

log = structlog.get_logger()

IN_FLIGHT = 32  # sends at once
# After a silence we do not know whether Telegram is ready for us: a few go ahead, so
# that a flood costs it few calls.
OPENING = 12  # sends at once, until one is accepted
SILENCE = 60.0  # seconds
FAILURES = 20  # in a row, before we stop trying with every message
LINE_PROBE = 15.0  # seconds between two tries while the line is dead
TOKEN_PROBE = PROBE_AFTER.total_seconds()
PAGED_AFTER = 3  # refusals of the token in a row; only a person can mend it


class Shut(StrEnum):
    """Why nothing is sent."""

    TOKEN = "token"  # refused
    LINE = "line"  # dead
    FLOOD = "flood"  # several chats at once were told to wait


class Gate:
    """Shut by a dead line or a flood: then one message at a time tries it. A refused
    token no message tries: the server is asked who we are (delivery.md 2.7).

    `refusals` of the token in a row: from `PAGED_AFTER` on, `needs_a_person`.
    """

    def __init__(self, steady: Steady) -> None:
        self._steady = steady
        self._failures = 0
        self._shut_until = 0.0
        self._accepted_at = -SILENCE
        self.shut: Shut | None = None
        self.refusals = 0

    @property
    def needs_a_person(self) -> bool:
        return self.refusals >= PAGED_AFTER

    @property
    def is_taken(self) -> bool:
        """Something was accepted since the start, and nothing refused it since."""
        return self._accepted_at > -SILENCE and not self.refusals

    @property
    def _probing(self) -> bool:
        return self.shut is not None

    @property
    def opens_at(self) -> float:
        """When the next try may begin, in seconds of the steady clock."""
        return self._shut_until if self._probing else 0.0

    @property
    def asks_for_proof(self) -> bool:
        """The token was refused, and it is time to ask whether it is good now."""
        refused = self.shut is Shut.TOKEN
        return refused and self._steady.monotonic() >= self._shut_until

    def proving(self) -> None:
        """Somebody asks; not asked again before its answer, or for a while."""
        self._shut_until = self._steady.monotonic() + TOKEN_PROBE

    def places(self) -> int:
        """How many may be in flight at this instant."""
        if not self._probing:
            return IN_FLIGHT
        if self.shut is Shut.TOKEN:
            return 0  # no message tries it
        return 0 if self._steady.monotonic() < self._shut_until else 1

    def opening(self) -> int:
        """How many may be in flight before one of them is accepted."""
        silence = self._steady.monotonic() - self._accepted_at
        return OPENING if silence >= SILENCE else IN_FLIGHT

    def flood(self, seconds: float) -> None:
        """Everybody has to wait: the server asked several chats to."""
        if self.shut is Shut.TOKEN:
            return
        self.shut = Shut.FLOOD
        self._shut_until = self._steady.monotonic() + seconds

    def note(self, outcome: Outcome) -> None:
        if isinstance(outcome, Sent):
            self._accepted_at = self._steady.monotonic()
        match outcome:
            case Stopped(why):
                self._refuse(why)
            case NotSent(retry_after=None):
                self._failures += 1
                if self._failures >= FAILURES or self._probing:
                    self._close(LINE_PROBE)
            case NotSent() if self.shut is Shut.FLOOD:
                pass  # whoever asks us to wait has not opened it
            case Unknown() if self._probing:
                self._close(LINE_PROBE)
            case Unknown() | NotSent(why="pool_timeout"):
                pass  # it says nothing about the line
            case _:
                self._open()

    def _refuse(self, why: str) -> None:
        self.refusals += 1
        self.shut = Shut.TOKEN
        self._close(TOKEN_PROBE)
        log.error("sending_stopped", why=why, refusals=self.refusals)
        if self.refusals == PAGED_AFTER:
            log.critical("token_refused", why=why)

    def _close(self, seconds: float) -> None:
        """A token that was refused stays so until the server takes it."""
        if self.shut is None:
            log.error("line_dead", failures=self._failures)
        self.shut = self.shut or Shut.LINE
        self._shut_until = self._steady.monotonic() + seconds

    def _open(self) -> None:
        if self._probing:
            log.info("sending_resumed")
        self._failures = self.refusals = 0
        self.shut = None
