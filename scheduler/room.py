"""Room on the disk, asked for again and again: the ballast, and the administrators.

They hear of a shortage once, however long it lasts, and of its end.
"""

from __future__ import annotations

import asyncio
from datetime import datetime

import structlog

from actions.alarms import tell_administrators
from domain.disk import MEGABYTE, Ample, Short, Shortage, Tight
from domain.notices import Saying, Told
from domain.policy import Policy
from models.queries.alarms import withdraw_alarm
from models.queries.settings import keep_setting, read_setting
from models.work import Database, Work

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
    async with database.begin() as work:
        if await _alarm(work):
            return
        key = f"disk:{work.now:%Y-%m-%dT%H:%M}"
        facts = {} if why is Shortage.REFUSED else {"free": _free(database)}
        await tell_administrators(work, Told(Saying.DISK_SHORT, facts), key=key)
        await keep_setting(work, ALARM, key)


async def _be_well(database: Database) -> None:
    """It is over; who never heard of it need not hear that either."""
    async with database.read() as reads:
        if not await read_setting(reads, ALARM):
            return
    async with database.begin() as work:
        key = await _alarm(work)
        if not key:
            return
        right = Told(Saying.DISK_RIGHT, {"free": _free(database)})
        if not await withdraw_alarm(work, key):
            await tell_administrators(work, right, key=f"{key}:over")
        await keep_setting(work, ALARM, "")
    log.info("disk_has_room", free=_free(database))


async def _alarm(work: Work) -> str | None:
    return await read_setting(work, ALARM)


def _free(database: Database) -> str:
    return str(database.ballast.free // MEGABYTE)
