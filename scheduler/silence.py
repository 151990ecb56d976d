"""Telegram does not answer: said by e-mail, the one way that is left (F17).

The administrators hear of it once, however long it lasts, and of its end. Without a
mail server only the log and /readyz say it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from actions.alarms import mail_administrators
from domain.notices import Saying, Told
from domain.policy import Policy
from models.queries.alarms import withdraw_alarm
from models.queries.settings import keep_setting, read_setting
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
        if silent >= LONGEST and not told:
            since = policy.local(now - timedelta(seconds=silent))
            await self._tell(database, since, now)
        elif silent < LONGEST and told:
            await self._take_back(database, told, policy.local(now), now)

    async def _tell(self, database: Database, since: datetime, now: datetime) -> None:
        key = f"silence:{since:%Y-%m-%dT%H:%M}"
        facts = {"since_at": since.isoformat(timespec="minutes")}
        async with database.begin(now=now) as work:
            notice = Told(Saying.TELEGRAM_SILENT, facts)
            told = await mail_administrators(work, notice, key=key)
            await keep_setting(work, ALARM, key)
        log.error("telegram_silent", since=facts["since_at"], mailed=told)

    async def _take_back(
        self, database: Database, key: str, local: datetime, now: datetime
    ) -> None:
        """It is over; who never heard of it need not hear that either."""
        facts = {"since_at": local.isoformat(timespec="minutes")}
        async with database.begin(now=now) as work:
            if not await withdraw_alarm(work, key):
                notice = Told(Saying.TELEGRAM_ANSWERS, facts)
                await mail_administrators(work, notice, key=f"{key}:over")
            await keep_setting(work, ALARM, "")
        log.info("telegram_answers")
