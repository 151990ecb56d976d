"""The guard of the machine's clock: asked by whoever acts because time has come.

While there is a doubt nothing is planned, and only answers and alarms are sent. The
administrators hear of a doubt that lasts, and of its end.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

import structlog

from actions.alarms import tell_administrators
from domain.clock_guard import (
    ClockFacts,
    Doubt,
    Fine,
    Reading,
    Suspect,
    Verdict,
    judge,
)
from domain.notices import Saying, Told
from domain.policy import Policy
from models.queries.alarms import withdraw_alarm
from models.queries.clock import (
    ask_server,
    keep_alarm,
    keep_seen,
    read_alarm,
    read_seen,
)
from models.work import Database

log = structlog.get_logger()

SEEN_EVERY = 60.0  # seconds between two notes of how far time has come
# A machine that was paused hears from Telegram at the end of the next long poll; what
# that settles is not worth an alarm.
TOLD_AFTER = 35.0  # seconds
LONGEST_NAME = 40  # letters of the machine's name


class Guard(Protocol):
    """What those need who act because time has come."""

    def is_sure(self) -> bool: ...

    async def begin(self) -> None: ...

    async def mind(self) -> bool: ...


class Trusting:
    """The guard of a clock that nobody doubts."""

    def is_sure(self) -> bool:
        return True

    async def begin(self) -> None:
        """Nothing is to be remembered."""

    async def mind(self) -> bool:
        return False


class Machine(Protocol):
    """The machine's own clocks: the office's may be moved at will, as in the demo."""

    def read(self) -> Reading: ...


class ClockGuard:
    """One machine's clock, as far as it is known to be right."""

    def __init__(
        self,
        database: Database,
        machine: Machine,
        trusted: Callable[[], Reading | None],
        *,
        policy: Policy,
        name: str = "",
    ) -> None:
        """`trusted` is the time by Telegram's last word, `name` the machine's name."""
        self._database = database
        self._machine = machine
        self._trusted = trusted
        self._policy = policy
        self._name = name[:LONGEST_NAME]
        self._started = machine.read().steady
        self._believed: Reading | None = None
        self._server: Reading | None = None
        self._seen: datetime | None = None
        self._seen_at = float("-inf")  # when that was noted, by the steady clock
        self._doubted_since: float | None = None
        self._alarm = ""

    def look(self) -> Verdict:
        """Judge at this instant; costs nothing."""
        now = self._machine.read()
        verdict = judge(
            ClockFacts(
                now,
                started=self._started,
                believed=self._believed,
                trusted=self._trusted(),
                database=self._server,
                seen=self._seen,
            )
        )
        if isinstance(verdict, Fine):
            self._believed = now
        elif self._doubted_since is None:
            self._doubted_since = now.steady
            # At each start Telegram has to speak first: nothing to worry about.
            expected = verdict.why is Doubt.UNPROVEN
            tell = log.info if expected else log.warning
            tell("clock_doubted", why=verdict.why.value)
        return verdict

    def is_sure(self) -> bool:
        return isinstance(self.look(), Fine)

    @property
    def suspect(self) -> str | None:
        """Why the clock is in doubt; None while it is not."""
        verdict = self.look()
        return verdict.why.value if isinstance(verdict, Suspect) else None

    async def begin(self) -> None:
        """Take up what an earlier run knew."""
        async with self._database.read(now=self._now()) as reads:
            self._seen = await read_seen(reads)
            self._alarm = await read_alarm(reads, self._name)
            server = await ask_server(reads)
        if server is not None:
            self._server = Reading(server, self._machine.read().steady)

    async def mind(self) -> bool:
        """Remember, and tell what is to be told; whether a doubt has just ended."""
        verdict = self.look()
        if isinstance(verdict, Suspect):
            await self._doubt(verdict)
            return False
        await self._note_seen()
        doubted = self._doubted_since is not None
        if doubted or self._alarm:
            await self._believe()
        return doubted

    async def _note_seen(self) -> None:
        now = self._machine.read()
        if now.steady - self._seen_at < SEEN_EVERY:
            return
        async with self._database.begin(now=now.at) as work:
            await keep_seen(work, now.at)
        self._seen, self._seen_at = now.at, now.steady

    async def _doubt(self, verdict: Suspect) -> None:
        now, since = self._machine.read(), self._doubted_since
        lasting = since is not None and now.steady - since >= TOLD_AFTER
        if self._alarm or not lasting or verdict.why is Doubt.UNPROVEN:
            return
        key = f"clock:{self._name}:{now.at:%Y-%m-%dT%H:%M}"
        # Due by any of these: it has to leave while the clock is wrong.
        due = min(now.at, verdict.expected or now.at, self._database.now())
        async with self._database.begin(now=due) as work:
            await tell_administrators(work, self._doubted(now, verdict), key=key)
            await keep_alarm(work, self._name, key)
        log.error("clock_alarm", why=verdict.why.value, machine=now.at.isoformat())
        self._alarm = key

    async def _believe(self) -> None:
        """It is over; who never heard of it need not hear that either."""
        key, now = self._alarm, self._now()
        if key:
            right = Told(Saying.CLOCK_RIGHT, {"machine_at": self._local(now)})
            async with self._database.begin() as work:
                if not await withdraw_alarm(work, key):
                    await tell_administrators(work, right, key=f"{key}:over")
                await keep_alarm(work, self._name, "")
        self._alarm, self._doubted_since = "", None
        log.info("clock_believed")

    def _doubted(self, now: Reading, verdict: Suspect) -> Told:
        facts = {"machine_at": self._local(now.at)}
        if verdict.expected is not None:
            facts["true_at"] = self._local(verdict.expected)
        return Told(Saying.CLOCK_DOUBTED, facts)

    def _local(self, at: datetime) -> str:
        return self._policy.local(at).isoformat(timespec="minutes")

    def _now(self) -> datetime:
        return self._machine.read().at
