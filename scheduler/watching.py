"""Who is told how far messages have come: the metrics, and the tests that kill us."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from domain.outcomes import Outcome


class Station(StrEnum):
    """The points of a message's and of an update's way that are worth knowing.

    Each is told right after it became true: after the commit, or after the answer.
    """

    CLAIMED = "claimed"
    SENDING = "sending"  # marked, and nothing has left yet
    ANSWERED = "answered"  # by the server, and not yet written down
    RECORDED = "recorded"
    INBOX_COMMITTED = "inbox_committed"  # kept, and not yet confirmed
    EFFECT_COMMITTED = "effect_committed"
    UPDATE_POSTPONED = "update_postponed"  # it failed, and is tried again later
    UPDATE_PARKED = "update_parked"  # put aside for good


class Watcher(Protocol):
    """Looks on. It raises nothing, and nobody waits for it."""

    def passed(self, station: Station, count: int = 1) -> None: ...

    def ended(self, cls: str, outcome: Outcome, seconds_late: float) -> None:
        """A message of this delivery class was tried, so long after it was due."""


class Nobody:
    """The watcher of a program that nobody looks at."""

    def passed(self, station: Station, count: int = 1) -> None:
        pass

    def ended(self, cls: str, outcome: Outcome, seconds_late: float) -> None:
        pass
