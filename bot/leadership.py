"""One of several processes asks Telegram; the others stand by (delivery.md 2.11).

Two that ask at once get in each other's way (409), but lose nothing: updates are kept
by their numbers. So a lease is enough, and nothing that has to hold rests on it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

import structlog

from bot.clock import Steady
from models.queries.leases import leave, take
from models.work import Database

log = structlog.get_logger()

POLLER = "poller"
TERM = 12.0  # seconds that the lease runs
TRUST = 9.0  # seconds for which its holder believes in it
RENEW_EVERY = 3.0
LOOK_EVERY = 2.0  # seconds between two looks of who stands by


class Leadership:
    """Does a work while a lease is held, and stops it before the lease ends."""

    def __init__(self, database: Database, steady: Steady, owner: str) -> None:
        self._database = database
        self._steady = steady
        self._owner = owner
        self._trusted_until = 0.0

    @property
    def stands_by(self) -> bool:
        """Somebody else asks Telegram at this moment."""
        alone = self._database.engines.one_writer
        return not alone and self._steady.monotonic() >= self._trusted_until

    async def lead(self, work: Callable[[], Awaitable[object]]) -> None:
        """Until cancelled, or until the work ends by itself. On SQLite nobody else
        could: the work is simply done."""
        if self._database.engines.one_writer:
            await work()
            return
        try:
            while not await self._taken():
                await self._steady.sleep(LOOK_EVERY)
            log.info("poller_leads")
            await self._while_led(work)
        finally:
            await self._step_back()

    async def _while_led(self, work: Callable[[], Awaitable[object]]) -> None:
        working = asyncio.ensure_future(work())
        keeping = asyncio.ensure_future(self._keep())
        try:
            await asyncio.wait({working, keeping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (working, keeping):
                task.cancel()
            await asyncio.wait({working, keeping})
        if not working.cancelled():
            working.result()

    async def _keep(self) -> None:
        """Renew it; ends when we can no longer believe in it."""
        while self._steady.monotonic() < self._trusted_until:
            await self._steady.sleep(RENEW_EVERY)
            left = self._trusted_until - self._steady.monotonic()
            renewing = asyncio.ensure_future(self._taken())
            bell = asyncio.ensure_future(self._steady.sleep(max(0.0, left)))
            try:
                await asyncio.wait(
                    {renewing, bell}, return_when=asyncio.FIRST_COMPLETED
                )
            finally:
                bell.cancel()
                renewing.cancel()
            if renewing.done() and not renewing.cancelled() and not renewing.result():
                break
        log.warning("poller_yields")

    async def _taken(self) -> bool:
        began = self._steady.monotonic()
        try:
            async with self._database.begin(brief=True) as work:
                held = await take(work, POLLER, self._owner, timedelta(seconds=TERM))
        except Exception as error:  # noqa: BLE001 (a database out of reach is asked again)
            log.warning("lease_not_renewed", error=type(error).__name__)
            return began < self._trusted_until
        if held:
            self._trusted_until = began + TRUST
        return held

    async def _step_back(self) -> None:
        self._trusted_until = 0.0
        with suppress(Exception):
            async with self._database.begin(brief=True) as work:
                await leave(work, POLLER, self._owner)
