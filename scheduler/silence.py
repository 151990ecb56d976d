"""Telegram does not answer: said by e-mail, the one way that is left (F17).

The administrators hear of it once, however long it lasts, and of its end. Without a
mail server only the log and /readyz say it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from actions.alarms import mail_administrators
from actions.lasting_alarm import end_alarm, raise_once
from domain.notices import Saying, Told
from domain.policy import Policy
from models.queries.settings import read_setting
from models.work import Database
from scheduler.ticks import Tick

log = structlog.get_logger()

ALARM = "silence_alarm"  # the key of the alarm that is not over
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
        async with database.read(now=now) as reads:
            told = await read_setting(reads, ALARM)
        if (silent >= LONGEST) == bool(told):
            return
        since = policy.local(now if told else now - timedelta(seconds=silent))
        facts = {"since_at": since.isoformat(timespec="minutes")}
        async with database.begin(now=now) as work:
            if told:
                over = Told(Saying.TELEGRAM_ANSWERS, facts)
                await end_alarm(work, ALARM, over, tell=mail_administrators)
            else:
                key = f"silence:{since:%Y-%m-%dT%H:%M}"
                notice = Told(Saying.TELEGRAM_SILENT, facts)
                await raise_once(work, ALARM, notice, key=key, tell=mail_administrators)
        log.warning("telegram_answers" if told else "telegram_silent", **facts)
