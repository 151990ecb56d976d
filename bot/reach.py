"""Since when Telegram has been out of reach, and what follows when it comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from actions.ask_again import ask_again
from bot.clock import Steady
from models.queries.settings import keep_setting, read_setting
from models.work import Database

log = structlog.get_logger()

REACHED_AT = "telegram_reached_at"
KEEP_EVERY = 300.0  # seconds between two notes in the database
# Telegram forgets a message after 24 hours (telegram.md, five things).
FORGETS_AFTER = timedelta(hours=24)


class Reach:
    """Remembers when Telegram last brought what waited there, or said there is nothing.

    How long that is ago is measured on the steady clock, except over a stop.
    """

    def __init__(
        self, database: Database, *, steady: Steady, wake: Callable[[], None]
    ) -> None:
        self._database = database
        self._steady = steady
        self._wake = wake
        self._answered_at = steady.monotonic()
        self._noted_at: float | None = None

    def answered(self) -> None:
        self._answered_at = self._steady.monotonic()

    def seconds_ago(self) -> float:
        """Since the last answer; before the first one, since the start."""
        return self._steady.monotonic() - self._answered_at

    async def note(self) -> None:
        """Keep that it was reached now, and see to what may have been lost before."""
        steady = self._steady.monotonic()
        if self._noted_at is not None and steady - self._noted_at < KEEP_EVERY:
            return
        async with self._database.begin() as work:
            kept = await read_setting(work, REACHED_AT)
            await keep_setting(work, REACHED_AT, work.now.isoformat())
            if kept is not None:
                since = datetime.fromisoformat(kept)
                if self._away(work.now - since, steady) > FORGETS_AFTER:
                    told = await ask_again(work, since=since)
                    log.warning("words_may_be_lost", since=kept, asked=told)
                    work.after_commit(self._wake)
        self._noted_at = steady

    def _away(self, by_the_wall: timedelta, steady: float) -> timedelta:
        """A moved wall clock is no outage; over a stop there is no other clock."""
        if self._noted_at is None:
            return by_the_wall
        return timedelta(seconds=steady - self._noted_at)
