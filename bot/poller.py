"""Asks Telegram what has arrived: stored first, then confirmed.

The library's own poller confirms before anything is safe and loses updates at a crash
(delivery.md, fact 2); here the next question confirms only what a commit has kept.
"""

from __future__ import annotations

from collections.abc import Callable

import structlog
from telegram import Bot

from bot.clock import Steady
from bot.updates import to_keep
from channels.telegram_updates import (
    Conflicted,
    Unauthorised,
    Unreachable,
    raw_get_updates,
)
from models.queries.inbox import keep
from models.work import Database
from scheduler.watching import Nobody, Station, Watcher

log = structlog.get_logger()

LONG_POLL = 25  # seconds
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
AFTER_CONFLICT = 5.0  # seconds
AFTER_REFUSAL = 30.0
BACKOFF = (1.0, 2.0, 4.0, 8.0, 15.0)


class Poller:
    """One reader of one bot's updates."""

    def __init__(
        self,
        database: Database,
        bot: Bot,
        *,
        steady: Steady,
        wake: Callable[[], None],
        watcher: Watcher | None = None,
    ) -> None:
        self._watcher = watcher or Nobody()
        self._database = database
        self._bot = bot
        self._steady = steady
        self._wake = wake
        self._offset: int | None = None
        self._failures = 0

    async def run(self) -> None:
        """Until cancelled. A cancelled question confirms nothing that is not kept."""
        while True:
            await self.poll()

    async def poll(self) -> None:
        """One question, and the wait that its failure asks for."""
        try:
            updates = await raw_get_updates(self._bot, self._offset, LONG_POLL, ALLOWED)
        except Conflicted:
            log.warning("poll_conflict")
            await self._steady.sleep(AFTER_CONFLICT)
        except Unauthorised:
            log.error("poll_token_refused")
            await self._steady.sleep(AFTER_REFUSAL)
        except Unreachable as error:
            log.warning("poll_unreachable", failures=self._failures)
            backoff = BACKOFF[min(self._failures, len(BACKOFF) - 1)]
            self._failures += 1
            await self._steady.sleep(error.retry_after or backoff)
        else:
            self._failures = 0
            await self._store(updates)

    async def _store(self, updates: list[dict[str, object]]) -> None:
        numbered = [one for one in updates if isinstance(one.get("update_id"), int)]
        if not numbered:
            return
        async with self._database.begin() as work:
            await keep(work, self._bot.id, [to_keep(one) for one in numbered])
        self._watcher.passed(Station.INBOX_COMMITTED, len(numbered))
        self._offset = max(int(str(one["update_id"])) for one in numbered) + 1
        self._wake()
