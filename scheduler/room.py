"""Room on the disk, asked for again and again: the ballast, and the administrators.

They hear of a shortage once, however long it lasts, and of its end.
"""

from __future__ import annotations

import asyncio
from datetime import datetime

import structlog

from actions.lasting_alarm import end_alarm, raise_once
from domain.disk import MEGABYTE, Ample, Short, Shortage, Tight
from domain.notices import Saying, Told
from domain.policy import Policy
from models.queries.settings import read_setting
from models.work import Database

log = structlog.get_logger()

ALARM = "disk_alarm"  # the key of the alarm that is not over


async def mind_room(database: Database, _policy: Policy, _now: datetime) -> None:
    """One look at the disk. Doing it twice tells nobody twice."""
    ballast = database.ballast
    match ballast.judge():
        case Short(why):
            await _run_short(database, why)
            ballast.forget_refusal()
        case Ample(make_ballast):
            if make_ballast:
                await asyncio.to_thread(ballast.make)
            await _be_well(database)
        case Tight():
            pass


async def _run_short(database: Database, why: Shortage) -> None:
    log.warning("disk_short", why=why.value, free=_free(database))
    facts = {} if why is Shortage.REFUSED else {"free": _free(database)}
    async with database.begin() as work:
        key = f"disk:{work.now:%Y-%m-%dT%H:%M}"
        await raise_once(work, ALARM, Told(Saying.DISK_SHORT, facts), key=key)


async def _be_well(database: Database) -> None:
    async with database.read() as reads:
        if not await read_setting(reads, ALARM):
            return
    async with database.begin() as work:
        right = Told(Saying.DISK_RIGHT, {"free": _free(database)})
        if await end_alarm(work, ALARM, right):
            log.info("disk_has_room", free=_free(database))


def _free(database: Database) -> str:
    return str(database.ballast.free // MEGABYTE)
