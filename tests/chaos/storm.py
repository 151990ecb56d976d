"""A storm: messages and updates flow while processes are killed without pause."""

from __future__ import annotations

import asyncio
import random
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.policy import Policy
from models.outbox import DeliveryClass
from scheduler.watching import Station
from tests.chaos.clocks import HANOI
from tests.chaos.fate import (
    EFFECT_ADDED,
    MID_SEND,
    OCCURRENCE_ADDED,
    POINTS,
    UPDATES_READ,
    Fate,
)
from tests.chaos.people import MOST_SAID, Phone
from tests.chaos.running import Running
from tests.chaos.tally import Tally
from tests.chaos.town import Town

CLASSES = (DeliveryClass.CRITICAL, DeliveryClass.PERIODIC, DeliveryClass.REPLY)
FAULTS = (
    *("ok_then_reset", "ok_then_fin", "reset", "reset_after_reading", "half_body"),
    *("200_html", "502_html", "500", "503_json", "200_truncated", "429", "slow"),
)
ONCE = (UPDATES_READ, EFFECT_ADDED, Station.EFFECT_COMMITTED.value)
UPDATES = 0.4  # for each message
LATEST = 2.0  # seconds of the machine until a process is killed wherever it is
JUMPS = 12  # at most, to the next moments at which reminders are due
POLICY = Policy()


@dataclass(frozen=True)
class Forecast:
    """How much is to come. With several processes at once one is killed `every` so
    many seconds of the machine, and the server is restarted rudely `restarts` times."""

    deliveries: int
    kills: int
    seed: int
    processes: int = 1
    every: float = 1.0
    restarts: int = 0


class Storm:
    def __init__(self, town: Town, forecast: Forecast) -> None:
        self._town = town
        self._forecast = forecast
        self._dice = random.Random(forecast.seed)
        self._put = 0
        self._said = 0
        self._jumps = 0
        self.told: Callable[[str], None] = lambda _: None
        self.restart: Callable[[], Awaitable[None]] = _nothing

    async def blow(self) -> Tally:
        """All of it, then rest, and what became of everything."""
        if self._forecast.processes == 1:
            await self._one_after_the_other()
        else:
            await self._side_by_side()
        await self._town.mend()
        return await self._town.rest()

    async def _one_after_the_other(self) -> None:
        for kill in range(1, self._forecast.kills + 1):
            jumped = await self._maybe_jump(kill)
            await self._feed(kill)
            await self._maybe_fail()
            fate = self._fate(planning=jumped)
            await self._town.live_until(fate, self._dice.uniform(0.5, LATEST))
            self._tell(kill)

    async def _side_by_side(self) -> None:
        """Each of them is replaced in its turn by one that is to end somewhere."""
        running = [self._town.begin() for _ in range(self._forecast.processes)]
        for kill in range(1, self._forecast.kills + 1):
            async with asyncio.TaskGroup() as group:
                group.create_task(self._feed(kill))
                group.create_task(self._maybe_restart(kill))
                group.create_task(asyncio.sleep(self._forecast.every))
                await self._maybe_fail()
            running = await self._replace(running)
            self._tell(kill)
        for one in running:
            one.send(signal.SIGTERM)
            await one.ended()

    async def _replace(self, running: list[Running]) -> list[Running]:
        """Kill one, and begin another for each that has ended."""
        await self._dice.choice(running).kill()
        alive = [one for one in running if one.is_alive]
        for one in running:
            if one not in alive and await one.ended() == -signal.SIGKILL:
                self._town.kills += 1
        missing = self._forecast.processes - len(alive)
        return alive + [self._town.begin(self._maybe_fate()) for _ in range(missing)]

    def _fate(self, *, planning: bool = False) -> Fate:
        """An end at a point that will be come to: there is planning after a jump."""
        if planning and self._dice.random() < 0.5:
            return Fate(OCCURRENCE_ADDED, nth=self._dice.randint(1, 2))
        point = self._dice.choice((*POINTS, MID_SEND, EFFECT_ADDED))
        nth = 1 if point in ONCE else self._dice.randint(1, 4)
        return Fate(point, nth=nth, after=self._dice.uniform(0, 0.02))

    def _maybe_fate(self) -> Fate | None:
        return self._fate() if self._dice.random() < 0.3 else None

    async def _feed(self, kill: int) -> None:
        """Messages and updates in proportion to the kills so far."""
        share = kill / self._forecast.kills
        due = round(self._forecast.deliveries * share) - self._put
        for cls, chats in self._drawn(due).items():
            long = self._dice.random() < 0.05
            await self._town.put(chats, cls=cls, long=long)
        self._put += due
        heard = round(self._put * UPDATES) - self._said
        for _ in range(heard):
            phones = [p for p in self._speakers() if p.said < MOST_SAID]
            if phones:
                await self._town.say(self._dice.choice(phones))
        self._said += heard

    def _speakers(self) -> list[Phone]:
        """All but a quarter, who say nothing and are reminded of it."""
        phones = self._town.people.phones
        return phones[len(phones) // 4 :]

    def _drawn(self, many: int) -> dict[DeliveryClass, list[int]]:
        drawn: dict[DeliveryClass, list[int]] = {}
        for _ in range(many):
            (cls,) = self._dice.choices(CLASSES, weights=(5, 3, 2))
            drawn.setdefault(cls, []).append(self._dice.choice(self._town.people.chats))
        return drawn

    async def _maybe_fail(self) -> None:
        if self._dice.random() < 0.15:
            kind, times = self._dice.choice(FAULTS), self._dice.randint(1, 3)
            late = {"seconds": 2.0} if kind == "slow" else {}
            await self._town.fail(kind, times, method="sendMessage", **late)

    async def _maybe_restart(self, kill: int) -> None:
        between = self._forecast.kills // (self._forecast.restarts + 1)
        if self._forecast.restarts and between and kill % between == 0:
            await self.restart()

    async def _maybe_jump(self, kill: int) -> bool:
        """To a moment at which reminders are due, while nobody lives; what waits at
        the server is read first, for it is forgotten there after a day."""
        jumps = min(JUMPS, self._forecast.kills // 4)
        due = kill * jumps // self._forecast.kills
        if due == self._jumps:
            return False
        self._jumps = due
        async with self._town.living() as running:
            await running.idle()
            await self._town.until_quiet()
        self._town.clock.move_to(next_moment(self._town.clock.now()))
        return True

    def _tell(self, kill: int) -> None:
        self.told(f"{kill} of {self._forecast.kills} kills")


async def _nothing() -> None:
    """There is no server."""


def next_moment(now: datetime) -> datetime:
    """The next time at which a rule speaks, and a minute."""
    return POLICY.next_time(now).astimezone(HANOI) + timedelta(minutes=1)
