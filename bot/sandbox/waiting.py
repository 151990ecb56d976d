"""Waiting, but not longer than so many seconds of the steady clock."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from bot.clock import Steady

T = TypeVar("T")


async def wait_for_bell(bell: asyncio.Event, steady: Steady, seconds: float) -> bool:
    """Wait until the bell is rung; False when the time was up first."""
    if not bell.is_set() and seconds > 0:
        ring = asyncio.ensure_future(bell.wait())
        nap = asyncio.ensure_future(steady.sleep(seconds))
        try:
            await asyncio.wait({ring, nap}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            ring.cancel()
            nap.cancel()
    return bell.is_set()


async def within(
    work: Coroutine[Any, Any, T], steady: Steady, seconds: float
) -> T | None:
    """Do the work, but give it up after so many seconds; None when it was."""
    doing = asyncio.ensure_future(work)
    nap = asyncio.ensure_future(steady.sleep(seconds))
    try:
        await asyncio.wait({doing, nap}, return_when=asyncio.FIRST_COMPLETED)
        return doing.result() if doing.done() else None
    finally:
        doing.cancel()
        nap.cancel()
