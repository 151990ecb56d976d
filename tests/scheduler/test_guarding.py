"""A wrong clock: nothing is planned by it, the administrator hears of it, once.

The fault catalogue calls these F29. It is Friday 20/11/2026, 14:00.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from domain.notices import Saying
from domain.tasks import Role
from models.outbox import Live
from models.policies import PolicyBook
from models.tables import Delivery, MomentRow
from models.work import Database
from scheduler.guarding import ClockGuard
from scheduler.ticks import TICKS, Timetable
from tests.scheduler.machine import HandMachine
from tests.scheduler.office import POLICY, Office, at

HOUR, DAY, TEN_YEARS = timedelta(hours=1), timedelta(days=1), timedelta(days=3652)
ERRORS = [HOUR, DAY, TEN_YEARS, -HOUR, -DAY]


class Running:
    """A program of which only time goes on: the ticks, and Telegram's answers."""

    def __init__(self, office: Office, start: str = "2026-11-20 14:00") -> None:
        self.office = office
        self.machine = HandMachine(office.clock, at(start))
        self.restart()

    def restart(self) -> None:
        self.machine.heard = None
        machine, database = self.machine, self.office.database
        self.guard = ClockGuard(
            database, machine, machine.trusted, policy=POLICY, name="máy_1"
        )
        self.timetable = Timetable(
            database,
            policy=PolicyBook(POLICY),
            now=self.office.clock.now,
            steady=machine,
            guard=self.guard,
            wake=lambda: None,
            # Two hours are ticked through: those at stake only.
            ticks=[one for one in TICKS if one.name in ("plan", "roll calls")],
        )

    async def start(self) -> None:
        """As the program does, without APScheduler: the first ticks."""
        await self.guard.begin()
        await self.timetable.tick_all()
        self.machine.hears()

    async def until(self, moment: str, *, every: int = 40) -> None:
        """Time goes on: a tick each so many seconds, a look of the watchdog each."""
        while self.machine.true < at(moment):
            self.machine.passes(every - 1)
            self.machine.hears()
            await self.timetable.watch()
            await self.timetable.tick_all()

    async def alarms(self) -> list[str]:
        """What the administrator was told, or is to be told."""
        return [
            one.row.params["saying"]
            for one in await self.office.messages()
            if one.row.dedup_key.startswith("alarm:") and one.row.state == "pending"
        ]

    async def reminders(self) -> list[str]:
        """Whom a reminder was planned for."""
        messages = await self.office.messages()
        return sorted(one.to for one in messages if one.kind == Live.DIGEST)

    async def planned(self) -> set[str]:
        async with self.office.database.read() as reads:
            return set(await reads.session.scalars(select(MomentRow.slot)))


@pytest.fixture
async def running(office: Office) -> Running:
    unit = await office.unit("Sở Nội vụ")
    for name in ("An", "Bình"):
        await office.task(unit, await office.officer(name, unit))
    await office.officer("Quản trị", unit, Role.ADMIN)
    await office.plan("2026-11-20 13:59")
    running = Running(office)
    await running.start()
    return running


@pytest.mark.parametrize("error", ERRORS)
async def test_a_jump_while_it_runs(running: Running, error: timedelta) -> None:
    """At 14:30 it jumps, at 16:00 it is set right: an hour late, and labelled."""
    await running.until("2026-11-20 14:30")
    before, said = await running.planned(), await running.reminders()
    running.machine.jumps(error)
    assert not running.guard.is_sure()

    await running.until("2026-11-20 14:31")
    assert await running.alarms() == [Saying.CLOCK_DOUBTED]
    await running.until("2026-11-20 16:00")
    assert await running.planned() == before

    running.machine.is_corrected()
    await running.until("2026-11-20 16:01")
    assert sorted(await running.reminders()) == sorted([*said, "An", "Bình"])
    assert [
        one.row.late
        for one in await running.office.messages()
        if "weekly_due" in one.rules
    ] == [True, True]


@pytest.mark.proof("F29", short=None, long=40, of="jumps of the clock over a moment")
async def test_however_often_it_jumps_each_slot_is_told_once(
    running: Running, times: int, record_property: Callable[[str, object], None]
) -> None:
    """Every second time over a restart; right again for a minute between two jumps."""
    first, used, said = at("2026-11-20 14:57"), time.process_time(), []
    said += await running.reminders()
    await running.until("2026-11-20 14:56")
    for number, error in zip(range(times), itertools.cycle(ERRORS), strict=False):
        running.machine.jumps(error)
        if number % 2:
            running.restart()
            await running.start()
        await running.until(_minutes_after(first, 2 * number))
        assert await running.alarms() == [Saying.CLOCK_DOUBTED]
        running.machine.is_corrected()
        await running.until(_minutes_after(first, 2 * number + 1))
        assert await running.alarms() == []
    used = time.process_time() - used
    record_property("seconds of the processor a jump", round(used / times, 2))
    await running.until(_minutes_after(at("2026-11-20 15:02"), 2 * times))
    assert sorted(await running.reminders()) == sorted([*said, "An", "Bình"])


def _minutes_after(moment: datetime, number: int) -> str:
    return f"{moment + timedelta(minutes=number):%Y-%m-%d %H:%M:%S}"


@pytest.mark.parametrize("error", ERRORS)
async def test_a_wrong_clock_over_a_restart(running: Running, error: timedelta) -> None:
    await running.until("2026-11-20 14:30")
    before, said = await running.planned(), await running.reminders()
    running.machine.jumps(error)
    running.restart()
    await running.start()

    await running.until("2026-11-20 14:40")
    assert await running.planned() == before
    assert await running.alarms() == [Saying.CLOCK_DOUBTED]
    running.restart()  # it was told, and is not told again
    await running.start()
    await running.until("2026-11-20 14:50")
    assert await running.alarms() == [Saying.CLOCK_DOUBTED]

    running.machine.is_corrected()
    await running.until("2026-11-20 15:01")
    assert sorted(await running.reminders()) == sorted([*said, "An", "Bình"])


@pytest.mark.parametrize("error", [DAY, TEN_YEARS, -HOUR, -DAY])
async def test_a_wrong_clock_over_a_restart_and_telegram_out_of_reach(
    running: Running, error: timedelta
) -> None:
    await running.until("2026-11-20 14:05")
    before = await running.planned()
    running.machine.reachable = False
    running.machine.jumps(error)
    running.restart()
    await running.start()
    await running.until("2026-11-20 14:20")

    assert await running.planned() == before


async def test_planning_waits_for_the_first_word_of_telegram(running: Running) -> None:
    running.machine.passes(3600)
    running.restart()
    assert running.guard.suspect == "unproven"
    before = await running.planned()
    await running.start()
    assert await running.planned() == before

    running.machine.hears()
    await running.timetable.watch()

    assert "2026-11-20T15:00" in await running.planned()
    assert await running.alarms() == []


async def test_telegram_out_of_reach_is_waited_for_half_a_minute(
    running: Running,
) -> None:
    running.machine.reachable = False
    running.machine.passes(3600)
    running.restart()
    await running.start()

    if not running.office.database.engines.one_writer:
        # The server of the test stands in our own time: that is doubt enough.
        assert running.guard.suspect == "disagrees"
        return
    await running.until("2026-11-20 15:00:20", every=20)
    assert "2026-11-20T15:00" not in await running.planned()
    await running.until("2026-11-20 15:00:40")
    assert "2026-11-20T15:00" in await running.planned()


async def test_a_machine_that_slept_has_no_wrong_clock(running: Running) -> None:
    running.machine.passes(2 * 3600)
    assert running.guard.is_sure()


async def test_a_virtual_machine_that_was_paused_waits_for_telegram(
    running: Running,
) -> None:
    """Its steady clock stood still as well, so that waking up looks like a jump."""
    running.machine.jumps(2 * HOUR)
    assert not running.guard.is_sure()
    running.machine.heard = running.machine.read()

    await running.timetable.watch()

    assert "2026-11-20T15:00" in await running.planned()
    assert await running.alarms() == []


async def test_he_who_was_told_hears_that_it_is_over(running: Running) -> None:
    running.machine.jumps(DAY)
    await running.until("2026-11-20 14:01")
    (alarm,) = [
        one
        for one in await running.office.messages()
        if one.row.dedup_key.startswith("alarm:")
    ]
    assert (alarm.to, alarm.row.priority) == ("Quản trị", 0)
    assert alarm.row.params["facts"] == {
        "machine_at": "2026-11-21T14:00+07:00",
        "true_at": "2026-11-20T14:00+07:00",
    }
    await _sent(running.office.database, alarm.id)

    running.machine.is_corrected()
    await running.until("2026-11-20 14:05")

    assert await running.alarms() == [Saying.CLOCK_RIGHT]


async def test_an_alarm_that_was_not_read_yet_is_taken_back(running: Running) -> None:
    running.machine.jumps(DAY)
    await running.until("2026-11-20 14:01")
    running.machine.is_corrected()
    await running.until("2026-11-20 14:05")

    assert await running.alarms() == []


@pytest.mark.parametrize("error", ERRORS)
async def test_the_alarm_is_due_by_the_wrong_clock_too(
    running: Running, error: timedelta
) -> None:
    running.machine.jumps(error)
    await running.until("2026-11-20 14:01")
    (row,) = [
        one.row
        for one in await running.office.messages()
        if one.row.dedup_key.startswith("alarm:")
    ]
    assert row.not_before <= min(running.office.clock.at, running.machine.true)


async def test_the_watchdog_ticks_when_nobody_else_does(running: Running) -> None:
    """APScheduler sleeps for an hour after the clock was set back by one."""
    await running.until("2026-11-20 14:59:50")
    for _ in range(70):
        running.machine.hears()
        await running.timetable.watch()

    assert "2026-11-20T15:00" in await running.planned()


async def _sent(database: Database, number: int) -> None:
    async with database.begin() as work:
        (await work.session.get_one(Delivery, number)).state = "sent"
