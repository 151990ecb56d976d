"""Work that a single failure does not end."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger()

AFTER_FAILURE = 1.0  # seconds, so that a lasting failure does not spin


async def forever(name: str, work: Callable[[], Awaitable[object]]) -> None:
    """Do it again and again, until cancelled; a failure is logged and gone past."""
    while True:
        try:
            await work()
        except Exception:  # whatever it is, the loop must go on
            log.exception("loop_failed", loop=name)
            await asyncio.sleep(AFTER_FAILURE)


async def until_done(name: str, work: Callable[[], Awaitable[object]]) -> None:
    """Do it once; as often as that takes."""
    while True:
        try:
            await work()
        except Exception:  # whatever it is, what follows waits for this
            log.exception("not_done_yet", work=name)
            await asyncio.sleep(AFTER_FAILURE)
        else:
            return
