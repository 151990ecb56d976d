"""A database server that starts later than we do is waited for."""

from __future__ import annotations

import asyncio

import structlog

from bot.clock import Steady
from models.schema import is_there
from models.work import Database
from scheduler.failures import told

log = structlog.get_logger()

LONGEST = 30.0  # seconds; who starts us sees a failure sooner than he gives up
LOOK_AGAIN = 1.0


async def answers(database: Database, steady: Steady, stop: asyncio.Event) -> bool:
    """False if it does not within half a minute, or if we are to stop meanwhile.

    A file answers or is broken: that is not waited for.
    """
    if database.engines.one_writer:
        return True
    until = steady.monotonic() + LONGEST
    while not stop.is_set():
        try:
            await is_there(database)
        except Exception as error:  # noqa: BLE001 (every driver fails in its own way)
            log.warning("database_away", **told(error))
        else:
            return True
        if steady.monotonic() >= until:
            break
        await steady.sleep(LOOK_AGAIN)
    return False
