"""Loops and steps that a single failure does not end."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog

from scheduler.failures import told

log = structlog.get_logger()

AFTER_FAILURE = 1.0  # seconds, so that a lasting failure does not spin
RETRIES = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)  # seconds between the tries of a step

Work = Callable[[], Awaitable[object]]


async def forever(name: str, work: Work, *, pause: float = AFTER_FAILURE) -> None:
    """Do it again and again, until cancelled; a failure is logged and gone past."""
    while True:
        await kept_up(name, work, pause=pause)


async def kept_up(name: str, work: Work, *, pause: float = AFTER_FAILURE) -> None:
    """Do it to its end; begin it anew if a failure ends it before."""
    while not await _went_well(name, work):  # noqa: ASYNC110
        await asyncio.sleep(pause)


async def until_done(
    name: str,
    work: Work,
    sleep: Callable[[float], Awaitable[None]],
    waits: Sequence[float] = RETRIES,
) -> None:
    """A step that has to succeed once, however long it takes; pauses grow."""
    attempt = 0
    while not await _went_well(name, work):
        await sleep(waits[min(attempt, len(waits) - 1)])
        attempt += 1


async def _went_well(name: str, work: Work) -> bool:
    """A cancellation that nobody asked us for is a failure as any other: a library
    cancelled something of its own."""
    try:
        await work()
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise
        log.error("loop_cancelled", loop=name)
    except Exception as error:  # noqa: BLE001 (it must go on, whatever it is)
        log.error("loop_failed", loop=name, **told(error))
    else:
        return True
    return False
