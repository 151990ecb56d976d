"""Waits, kept by the steady clock.

The office clock may stand still or jump (demo, tests), so what waits for a retry or a
flood is remembered here; the times in the rows are for a restart, which forgets this.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.retry import LONGEST_WAIT
from models.queries.idle import Waiting
from scheduler.dispatcher.office import Steady

LONG = 60.0  # seconds; a longer wait counts as idle
LONG_FLOOD = 5.0  # seconds; of a pause that the server asked for
FORGOTTEN_AFTER = 600.0  # seconds after which a row that nobody took is forgotten
FLOOD_FORGOTTEN = timedelta(seconds=60)  # after its end
MOST = 500  # rows named to the database at once


@dataclass(frozen=True)
class Retry:
    """A delivery that waits until `at` (steady); `not_before` is what its row says."""

    at: float
    not_before: datetime
    long: bool


@dataclass(frozen=True)
class Flood:
    """A chat that waits until `at` (steady), because the server said so."""

    at: float
    long: bool


def is_long_flood(seconds: float) -> bool:
    """Long enough that whoever asks whether all is sent need not wait for it."""
    return seconds >= LONG_FLOOD


class Waits:
    """Deliveries and chats that have to wait a while."""

    def __init__(self, steady: Steady, now: Callable[[], datetime]) -> None:
        self._steady = steady
        self._now = now
        self._retries: dict[int, Retry] = {}
        self._resting: dict[int, float] = {}  # chats the pacer lets wait
        self._floods: dict[int, Flood] = {}  # chats told to wait by the server
        self._obeyed: dict[int, datetime] = {}  # their rows' not_before, already known
        self._obeyed_by_all: datetime | None = None

    def put_off(self, delivery_id: int, until: datetime, *, long: bool = False) -> None:
        """Not before that much later; by the steady clock as by the row."""
        seconds = max(0.0, (until - self._now()).total_seconds())
        at = self._steady.monotonic() + seconds
        self._retries[delivery_id] = Retry(at, until, long or seconds >= LONG)

    def hold(self, delivery_id: int, seconds: float) -> None:
        """Leave it alone for a moment, though its row says that it is due."""
        at = self._steady.monotonic() + seconds
        self._retries[delivery_id] = Retry(at, self._now(), long=False)

    def forget(self, delivery_id: int) -> None:
        self._retries.pop(delivery_id, None)

    def rest(self, chat_id: int, until: float) -> None:
        self._resting[chat_id] = until

    def flood(self, chat_id: int, seconds: float) -> datetime:
        """The server asks for a pause; when it ends by the office clock."""
        until = self._now() + timedelta(seconds=seconds)
        at = self._steady.monotonic() + seconds
        self._floods[chat_id] = Flood(at, is_long_flood(seconds))
        self._obeyed[chat_id] = until
        return until

    def owed_pause(self, chat_id: int, not_before: datetime | None) -> float:
        """Seconds still to be waited that this process knows nothing of yet."""
        if not_before is None or self._obeyed.get(chat_id) == not_before:
            return 0.0
        self._obeyed[chat_id] = not_before
        seconds = self._seconds_to(not_before)
        at = self._steady.monotonic() + seconds
        self._floods[chat_id] = Flood(at, is_long_flood(seconds))
        return seconds

    def flood_of_all(self, seconds: float) -> datetime:
        """The server asks everybody for a pause; when it ends by the office clock."""
        self._obeyed_by_all = self._now() + timedelta(seconds=seconds)
        return self._obeyed_by_all

    def owed_by_all(self, until: datetime | None) -> float | None:
        """Seconds for which everybody has to wait that we know nothing of yet.

        None: there is no such pause. Zero: it is just over, so one has to try first.
        """
        if until is None or self._obeyed_by_all == until:
            return None
        self._obeyed_by_all = until
        if until <= self._now() - FLOOD_FORGOTTEN:
            return None
        return self._seconds_to(until)

    def _seconds_to(self, until: datetime) -> float:
        """At most a day: the clock by which it was written may have been wrong."""
        seconds = (until - self._now()).total_seconds()
        return min(max(0.0, seconds), LONGEST_WAIT.total_seconds())

    def ready(self) -> list[int]:
        """Rows whose wait is over although the office clock has not come so far."""
        steady, now = self._steady.monotonic(), self._now()
        return self._some(lambda one: one.at <= steady and one.not_before > now)

    def waiting(self) -> list[int]:
        """Rows whose wait is not over although the office clock has jumped ahead."""
        steady, now = self._steady.monotonic(), self._now()
        return self._some(lambda one: one.at > steady and one.not_before <= now)

    def resting(self) -> set[int]:
        """Chats that are not to be claimed for."""
        steady = self._steady.monotonic()
        self._resting = {c: at for c, at in self._resting.items() if at > steady}
        self._floods = {c: one for c, one in self._floods.items() if one.at > steady}
        return {*self._resting, *self._floods}

    def soonest(self) -> float:
        """When the next wait is over: worth a look then."""
        steady = self._steady.monotonic()
        times = [one.at for one in self._retries.values() if one.at > steady]
        times += self._resting.values()
        times += (one.at for one in self._floods.values())
        return min(times, default=float("inf"))

    def for_idle(self, long_cards: list[int]) -> Waiting:
        """How those who ask whether all is sent are to see it."""
        steady, now = self._steady.monotonic(), self._now()
        self._forget_old(steady)
        return Waiting(
            soon=self._some(
                lambda one: one.not_before > now and (not one.long or one.at <= steady)
            ),
            long=self._some(lambda one: one.long and one.at > steady),
            long_chats=[
                chat
                for chat, one in self._floods.items()
                if one.long and one.at > steady
            ],
            long_cards=long_cards,
        )

    def _some(self, wanted: Callable[[Retry], bool]) -> list[int]:
        return [n for n, one in self._retries.items() if wanted(one)][:MOST]

    def _forget_old(self, steady: float) -> None:
        self._retries = {
            number: one
            for number, one in self._retries.items()
            if one.at > steady - FORGOTTEN_AFTER
        }
