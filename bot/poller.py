"""Asks Telegram what has arrived: stored first, then confirmed.

The library's own poller confirms before anything is safe and loses updates at a crash
(delivery.md, fact 2); here the next question confirms only what a commit has kept.
"""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.clock import Steady
from bot.intake import Intake
from bot.malformed import number_of
from bot.reach import Reach
from channels.telegram_updates import (
    AT_ONCE,
    Conflicted,
    Unauthorised,
    Unreachable,
    Unreadable,
    WebhookIsSet,
    raw_get_updates,
)
from scheduler.rivals import Rivals

log = structlog.get_logger()

LONG_POLL = 25  # seconds
# Longer than connecting, the long poll and reading may take together.
PATIENCE = LONG_POLL + 45.0  # seconds
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
AFTER_CONFLICT = 5.0  # seconds
ASIDE = 30.0  # seconds for which we leave the field to who stays
AFTER_REFUSAL = 30.0
BACKOFF = (1.0, 2.0, 4.0, 8.0, 15.0)


class Silent(Exception):
    """The question was neither answered nor given up by those who should."""


class Poller:
    """One reader of one bot's updates. Whatever happens, it asks again."""

    def __init__(
        self, bot: Bot, intake: Intake, reach: Reach, rivals: Rivals, *, steady: Steady
    ) -> None:
        self._bot = bot
        self._intake = intake
        self._reach = reach
        self._rivals = rivals
        self._steady = steady
        self._offset: int | None = None
        self._limit = AT_ONCE
        self._failures = 0

    async def run(self) -> None:
        """Until cancelled, or until somebody else asks who does not go away.

        A cancelled question confirms nothing that is not kept.
        """
        self._rivals.asking()
        while await self.poll():
            pass

    async def step_aside(self) -> None:
        """After `run`, without the lease: the other may be a process of ours."""
        if self._rivals.stay:
            log.warning("poller_steps_aside", seconds=ASIDE)
            await self._steady.sleep(ASIDE)

    async def poll(self) -> bool:
        """One question, and the wait that its failure asks for; whether to go on."""
        try:
            updates = await self._ask()
        except Conflicted as error:
            return await self._past_conflict(error)
        except (Unauthorised, Unreachable, Silent) as error:
            await self._steady.sleep(self._wait_after(error))
        except Unreadable as error:
            await self._past(error)
        else:
            await self._take(updates)
        return True

    async def _past_conflict(self, error: Conflicted) -> bool:
        """Wait until it may be over; False if it is with somebody who stays."""
        if isinstance(error, WebhookIsSet):
            await self._steady.sleep(await self._remove_webhook())
            return True
        log.warning("poll_conflict")
        self._rivals.met()
        if self._rivals.stay:
            return False
        await self._steady.sleep(AFTER_CONFLICT)
        return True

    async def _ask(self) -> list[Any]:
        """Raises Silent when even the request's own timeouts did not end it."""
        asking = asyncio.ensure_future(
            raw_get_updates(self._bot, self._offset, LONG_POLL, ALLOWED, self._limit)
        )
        bell = asyncio.ensure_future(self._steady.sleep(PATIENCE))
        try:
            await asyncio.wait({asking, bell}, return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                raise Silent
            return asking.result()
        finally:
            bell.cancel()
            asking.cancel()

    def _wait_after(self, error: Exception) -> float:
        """Say what happened; the seconds until it is worth asking again."""
        match error:
            case Unauthorised():
                log.error("poll_token_refused")
                return AFTER_REFUSAL
            case Silent():
                log.error("poll_silent", seconds=PATIENCE)
                return 0.0
            case Unreachable(retry_after=float(wait)):
                log.warning("poll_unreachable", failures=self._failures)
                return max(wait, self._backoff())
        log.warning("poll_unreachable", failures=self._failures)
        return self._backoff()

    def _backoff(self) -> float:
        self._failures += 1
        return BACKOFF[min(self._failures, len(BACKOFF)) - 1]

    async def _remove_webhook(self) -> float:
        """It was set by an earlier start; what waits at Telegram is kept."""
        log.warning("webhook_in_the_way")
        try:
            await self._bot.delete_webhook(drop_pending_updates=False)
        except TelegramError as error:
            log.warning("webhook_not_removed", error=type(error).__name__)
        return self._backoff()

    async def _take(self, updates: list[Any]) -> None:
        """Keep them; only then does the next question confirm them."""
        self._reach.answered()
        self._rivals.answered()
        await self._intake.store(updates)
        await self._reach.note()
        numbers = [n for one in updates if (n := number_of(one)) is not None]
        self._limit = AT_ONCE
        if updates and not numbers:
            await self._steady.sleep(self._backoff())  # the same ones will come again
            return
        self._failures = 0
        # An empty answer has confirmed all before it. Asking without a number from then
        # on, we understand Telegram when it numbers anew after a quiet week.
        self._offset = max(numbers) + 1 if numbers else None

    async def _past(self, error: Unreadable) -> None:
        """Find the one that cannot be read by asking for one only, and step over it."""
        if self._limit > 1:
            self._limit = 1
            return
        await self._take([error.outline])
