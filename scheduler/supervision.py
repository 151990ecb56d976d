"""A loop that a single failure does not end."""

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
