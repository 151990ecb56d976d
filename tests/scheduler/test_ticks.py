"""The clock's table: on the dot, again and again, and stopped when it is asked to."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.clock import MovableClock, SteadyClock
from domain.policy import Policy
from models.policies import PolicyBook
from models.tables import MomentRow
from models.work import Database
from scheduler.guarding import Trusting
from scheduler.ticks import Timetable

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
DOT = datetime(2026, 11, 20, 15, tzinfo=HANOI)
ALMOST = DOT - timedelta(seconds=1.5)  # the first round may take its time


async def test_a_moment_is_planned_on_the_dot(database: Database) -> None:
    clock = MovableClock(ALMOST)
    told = asyncio.Event()
    rounds = 0

    def wake() -> None:
        nonlocal rounds
        rounds += 1
        if rounds >= 2 and clock.now() >= DOT:
            told.set()

    timetable = Timetable(
        database,
        policy=PolicyBook(Policy()),
        now=clock.now,
        steady=SteadyClock(),
        guard=Trusting(),
        wake=wake,
    )
    await timetable.start()
    await asyncio.wait_for(told.wait(), 10)  # the ticks come each twenty seconds
    timetable.stop()
    async with database.read() as reads:
        slots = await reads.session.scalars(
            select(MomentRow.slot).where(MomentRow.rule == "weekly_due")
        )
        assert "2026-11-20T15:00" in set(slots)
    assert rounds >= 2


def test_the_next_time_of_the_day_or_of_tomorrow() -> None:
    policy = Policy()
    at = datetime(2026, 11, 20, 14, 58, tzinfo=HANOI)
    assert policy.next_time(at).astimezone(HANOI).hour == 15
    evening = at.replace(hour=21).astimezone(UTC)
    assert policy.next_time(evening) == datetime(2026, 11, 21, 8, tzinfo=HANOI)
