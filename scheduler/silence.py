"""Telegram does not answer: said by e-mail, the one way that is left (F17).

The administrators hear of it once, however long it lasts, and of its end. Without a
mail server only the log and /readyz say it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from actions.alarms import mail_administrators
from domain.notices import Saying
from domain.policy import Policy
from models.work import Database
from scheduler.lasting import Lasting
from scheduler.ticks import Tick

ALARM = Lasting(
    "silence_alarm",
    "silence",
    Saying.TELEGRAM_SILENT,
    Saying.TELEGRAM_ANSWERS,
    mail_administrators,
)
LONGEST = 180.0  # seconds without an answer; the alarm is to leave within five minutes
EVERY = timedelta(seconds=30)


class Silence:
    """`seconds_ago`: since Telegram answered; `stands_by`: another process asks it."""

    def __init__(
        self, seconds_ago: Callable[[], float], stands_by: Callable[[], bool]
    ) -> None:
        self._seconds_ago = seconds_ago
        self._stands_by = stands_by

    @property
    def tick(self) -> Tick:
        """In doubt of the clock too: it is Telegram that proves the clock."""
        return Tick("silence", EVERY, self.mind, by_the_clock=False)

    async def mind(self, database: Database, policy: Policy, now: datetime) -> None:
        """One look. Doing it twice tells nobody twice."""
        if self._stands_by():
            return
        silent = self._seconds_ago()
        stands = silent >= LONGEST
        since = now - timedelta(seconds=silent) if stands else now
        await ALARM.follow(database, now, stands=stands, since=policy.local(since))
