"""Waiting for a bell, but not longer than so many seconds of the steady clock."""

from __future__ import annotations

import asyncio

from bot.clock import Steady


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
