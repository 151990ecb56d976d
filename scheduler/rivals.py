"""Another program asks Telegram with the same token (delivery.md 2.5, 409).

Two of ours that meet for a moment are settled by the lease. Who is met three times
within a minute stays: we step aside, and the administrators are told, once, however
long it lasts, and of its end.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from domain.notices import Saying
from domain.policy import Policy
from models.work import Database
from scheduler.dispatcher.office import Steady
from scheduler.lasting import Lasting
from scheduler.ticks import Tick

ALARM = Lasting("rival_alarm", "rival", Saying.RIVAL_POLLS, Saying.RIVAL_GONE)
TIMES = 3
WITHIN = 60.0  # seconds
CALM = 300.0  # seconds of asking alone, after which it is over
EVERY = timedelta(seconds=20)


class Rivals:
    """What the poller meets. `stands_by`: another process of ours asks, not we."""

    def __init__(self, steady: Steady, stands_by: Callable[[], bool]) -> None:
        self._steady = steady
        self._stands_by = stands_by
        self._met: deque[float] = deque(maxlen=TIMES)
        self._alone_since = self._answered_at = steady.monotonic()

    def asking(self) -> None:
        """We begin to ask; whether alone is not known yet."""
        self._alone_since = self._answered_at = self._steady.monotonic()

    def answered(self) -> None:
        self._answered_at = self._steady.monotonic()

    def met(self) -> None:
        """A question was refused because somebody else asks."""
        self._alone_since = self._steady.monotonic()
        self._met.append(self._alone_since)

    @property
    def stay(self) -> bool:
        """Met so often within a minute that it is no passing meeting."""
        recent = self._steady.monotonic() - WITHIN
        return len(self._met) == TIMES and self._met[0] > recent

    @property
    def are_gone(self) -> bool:
        """We have asked for long and met nobody."""
        alone = self._answered_at - self._alone_since
        return alone >= CALM and not self._stands_by()

    @property
    def tick(self) -> Tick:
        return Tick("rivals", EVERY, self.mind, by_the_clock=False)

    async def mind(self, database: Database, policy: Policy, now: datetime) -> None:
        """One look. Doing it twice tells nobody twice."""
        if not (self.stay or self.are_gone):
            return
        await ALARM.follow(database, now, stands=self.stay, since=policy.local(now))
