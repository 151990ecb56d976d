"""A database server that is away at the start is waited for, but not for ever."""

from __future__ import annotations

import asyncio
from zoneinfo import ZoneInfo

from bot.opening import LONGEST, answers
from models.work import Database
from tests.conftest import StoppedClock
from tests.scheduler.dispatcher.post import HandSteady

NOBODY = "postgresql://dondoc@127.0.0.1:1/dondoc"  # no server listens at port 1


def away(clock: StoppedClock) -> Database:
    return Database(NOBODY, zone=ZoneInfo("Asia/Ho_Chi_Minh"), now=clock.now)


async def test_who_is_there_is_not_waited_for(database: Database) -> None:
    steady = HandSteady()
    assert await answers(database, steady, asyncio.Event())
    assert steady.at == HandSteady().at


async def test_after_half_a_minute_it_is_given_up(clock: StoppedClock) -> None:
    steady, database = HandSteady(), away(clock)
    assert not await answers(database, steady, asyncio.Event())
    assert steady.at - HandSteady().at == LONGEST
    await database.close()


async def test_a_stop_meanwhile_is_heard(clock: StoppedClock) -> None:
    stop, database = asyncio.Event(), away(clock)
    stop.set()
    assert not await answers(database, HandSteady(), stop)
    await database.close()
