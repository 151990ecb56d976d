"""The table of ticks: all that happens because time passes.

APScheduler only ticks, in memory; what is due is in the database. A tick that is done
twice does no harm, and one that is missed is mended by the next (design.md section 3).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from domain.policy import Policy
from models.policies import PolicyBook
from models.work import Database
from scheduler.addresses import forget_addresses
from scheduler.closing import close_rounds, close_weeks
from scheduler.dispatcher.cards import mark_calls_over
from scheduler.dispatcher.office import Steady
from scheduler.doubting import mind_doubts
from scheduler.endings import carry_endings
from scheduler.failures import told
from scheduler.guarding import Guard
from scheduler.plan import plan
from scheduler.retention import forget_old
from scheduler.room import mind_room
from scheduler.supervision import forever
from scheduler.urgent import tell_urgent

log = structlog.get_logger()

LOOK_EVERY = 1.0  # seconds between two looks of the watchdog
SILENT = 60.0  # seconds without a tick until it ticks itself

TickWork = Callable[[Database, Policy, datetime], Awaitable[object]]


async def plan_due(database: Database, policy: Policy, now: datetime) -> int:
    """Put in the outbox what has come due; while the disk is short of room, nothing."""
    if database.ballast.is_short:
        return 0
    return await plan(database, policy=policy, now=now)


async def urgent_due(database: Database, policy: Policy, now: datetime) -> int:
    """Put in the outbox what is hỏa tốc; it is small enough for a disk short of room
    to take it."""
    return await tell_urgent(database, policy, now)


async def close_roll_calls(database: Database, policy: Policy, now: datetime) -> None:
    """Freeze the cards of a week that is over, and keep its figures."""
    await mark_calls_over(database, policy, now)
    await close_weeks(database, policy, now)
    await close_rounds(database, now)


@dataclass(frozen=True)
class Tick:
    """`by_the_clock`: it has to wait while the clock is in doubt."""

    name: str
    every: timedelta
    work: TickWork
    by_the_clock: bool = True


TICKS = (
    Tick("room", timedelta(seconds=20), mind_room, by_the_clock=False),
    Tick("endings", timedelta(seconds=20), carry_endings),
    Tick("plan", timedelta(seconds=20), plan_due),
    Tick("urgent", timedelta(seconds=20), urgent_due),
    Tick("roll calls", timedelta(seconds=20), close_roll_calls),
    Tick("doubts", timedelta(minutes=5), mind_doubts, by_the_clock=False),
    Tick("addresses", timedelta(seconds=20), forget_addresses, by_the_clock=False),
    Tick("retention", timedelta(minutes=10), forget_old),
)


class Timetable:
    """Runs the ticks, at start and then again and again.

    While the guard is not sure of the clock, time asks nothing. A watchdog on the
    steady clock ticks when nobody else does: APScheduler goes by the wall clock, and
    sleeps for an hour when that is set back by one.
    """

    def __init__(  # noqa: PLR0913 (wired once, in bot/assembly.py)
        self,
        database: Database,
        *,
        policy: PolicyBook,
        now: Callable[[], datetime],
        steady: Steady,
        guard: Guard,
        wake: Callable[[], None],
        ticks: Sequence[Tick] = TICKS,
    ) -> None:
        self._database = database
        self._policy = policy
        self._now = now
        self._steady = steady
        self._guard = guard
        self._wake = wake
        self._ticks = ticks
        self._ticked_at = steady.monotonic()
        self._looking = asyncio.Lock()
        self._watchdog: asyncio.Task[None] | None = None
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._timer: asyncio.TimerHandle | None = None
        self._on_the_dot: asyncio.Future[None] | None = None

    def add(self, tick: Tick) -> None:
        """One more, before the start."""
        self._ticks = (*self._ticks, tick)

    async def start(self) -> None:
        """Catch up first, so that what was missed is planned before anything new."""
        await self._guard.begin()
        await self.tick_all()
        for tick in self._ticks:
            self._scheduler.add_job(
                self._tick,
                IntervalTrigger(seconds=int(tick.every.total_seconds())),
                args=[(tick,)],
                misfire_grace_time=None,
                coalesce=True,
                max_instances=1,
            )
        self._scheduler.start()
        self._watchdog = asyncio.create_task(forever("watchdog", self.watch))

    def stop(self) -> None:
        for waiting in (self._timer, self._on_the_dot, self._watchdog):
            if waiting is not None:
                waiting.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def tick_all(self) -> None:
        """All of them, one after the other, before anybody is woken."""
        await self._tick(self._ticks)

    async def watch(self) -> None:
        """The watchdog's life: a look, again and again."""
        await self._steady.sleep(LOOK_EVERY)
        await self.look()

    async def look(self) -> None:
        """Is time still going on, and is it right? If it is so again, all is ticked
        before this returns, whoever looked first."""
        async with self._looking:
            right_again = await self._guard.mind()
            silent = self._steady.monotonic() - self._ticked_at
            if silent >= SILENT:
                log.warning("ticks_missing", seconds=round(silent))
            if right_again or silent >= SILENT:
                await self.tick_all()

    def _be_punctual(self) -> None:
        """Tick on the dot of the next moment, not up to twenty seconds after it."""
        if self._timer is not None:
            self._timer.cancel()
        now = self._now()
        wait = (self._policy.in_force(now).next_time(now) - now).total_seconds()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(wait, self._tick_on_the_dot)

    def _tick_on_the_dot(self) -> None:
        self._on_the_dot = asyncio.ensure_future(self.tick_all())

    async def _tick(self, ticks: Sequence[Tick]) -> None:
        """A failure is logged, and the next tick tries again."""
        self._ticked_at = self._steady.monotonic()
        for tick in ticks:
            if tick.by_the_clock and not self._guard.is_sure():
                continue
            try:
                now = self._now()
                policy = await self._policy.read_again(self._database, now)
                await tick.work(self._database, policy, now)
            except Exception as error:  # noqa: BLE001 (time goes on, whatever it is)
                log.error("tick_failed", tick=tick.name, **told(error))
        self._wake()
        self._be_punctual()
