"""Telling Telegram where to bring updates, and seeing that it stays so."""

from __future__ import annotations

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.clock import Steady
from bot.poller import ALLOWED, BACKOFF
from bot.reach import Reach
from scheduler.failures import told

log = structlog.get_logger()

LOOK_EVERY = 60.0  # seconds between two looks at what Telegram knows of it


class Registration:
    """Sets the webhook and keeps it set. What waits at Telegram is never dropped."""

    def __init__(
        self, bot: Bot, url: str, secret: str, *, reach: Reach, steady: Steady
    ) -> None:
        self._bot = bot
        self._url = url
        self._secret = secret
        self._reach = reach
        self._steady = steady
        self._failures = 0
        self.is_set = False

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self._steady.sleep(await self.keep())

    async def keep(self) -> float:
        """Look whether it is set, and set it if not; seconds until the next look."""
        try:
            info = await self._bot.get_webhook_info()
            if info.url != self._url or not self.is_set:
                await self._set()
            elif info.last_error_message and info.pending_update_count:
                log.warning("webhook_failing", waiting=info.pending_update_count)
        except TelegramError as error:
            log.warning("webhook_unreachable", **told(error))
            self._failures += 1
            return BACKOFF[min(self._failures, len(BACKOFF)) - 1]
        self._failures = 0
        self._reach.answered()
        await self._reach.note()
        return LOOK_EVERY

    async def _set(self) -> None:
        """At every start too: the secret may be new, and Telegram tells nobody."""
        self.is_set = False
        await self._bot.set_webhook(
            self._url,
            secret_token=self._secret,
            allowed_updates=ALLOWED,
            drop_pending_updates=False,
        )
        self.is_set = True
        log.info("webhook_set")
