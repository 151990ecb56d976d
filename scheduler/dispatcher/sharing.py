"""Several dispatchers of one bot: each sends to its own share of the chats.

Each keeps a row that says that it lives; who sees the same rows divides alike. A row
runs out a while after its owner has stopped to trust it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

import structlog

from domain.shares import WHOLE, Holding, share_of
from models.queries.leases import forget_old, holders, leave, seize
from models.work import Database

log = structlog.get_logger()

DISPATCHER = "dispatcher:"
TERM = 12.0  # seconds for which a row says that its owner lives
TRUST = 9.0  # seconds for which he himself believes it
RENEW_EVERY = 3.0
SEEN_BY_ALL = RENEW_EVERY + 1.0  # seconds until everybody knows of a change
EVERYTHING = Holding()


@dataclass(frozen=True)
class Name:
    """A process among those of one bot.

    `owner` is of this process alone; it begins with its `place`. `proven`: it holds
    what only one process of this place can hold, so that earlier ones are dead.
    """

    place: str
    owner: str
    proven: bool = False


class Steady(Protocol):
    """The clock of bot/clock.py, of which only the reading is needed."""

    def monotonic(self) -> float: ...


class Sharing(Protocol):
    """What of the outbox is ours."""

    @property
    def holding(self) -> Holding: ...

    @property
    def is_trusted(self) -> bool: ...

    @property
    def is_divided(self) -> bool:
        """Others may be at work, and each living one has a row."""
        ...

    async def keep(self) -> bool:
        """Say that we live, if it is time; True if our share has changed."""
        ...

    async def leave(self) -> None: ...


class Alone:
    """The one process of an SQLite file: everything is its own, and no row says so."""

    holding = EVERYTHING
    is_trusted = True
    is_divided = False

    async def keep(self) -> bool:
        return False

    async def leave(self) -> None:
        pass


class Divided:
    """One of several processes on one PostgreSQL database."""

    is_divided = True

    def __init__(self, database: Database, steady: Steady, name: Name) -> None:
        self._database = database
        self._steady = steady
        self._name = name
        self._row = f"{DISPATCHER}{name.place}"
        self.holding = Holding(WHOLE, None)
        self._renew_at = self._trusted_until = 0.0
        self._settles_at = float("inf")

    @property
    def is_trusted(self) -> bool:
        trusted = self._steady.monotonic() < self._trusted_until
        return trusted and not self.holding.is_empty

    async def keep(self) -> bool:
        began = self._steady.monotonic()
        if began < min(self._renew_at, self._settles_at):
            return False
        found = await self._renew()
        before = self.holding
        self.holding = self._next(found, began)
        self._trusted_until = began + TRUST
        self._renew_at = began + RENEW_EVERY
        if self.holding == before:
            return False
        now = self.holding.now
        log.info(
            "share", rank=now.rank, count=now.count, settled=self.holding.is_settled
        )
        return True

    async def _renew(self) -> dict[str, str]:
        length = timedelta(seconds=TERM)
        async with self._database.begin(brief=True) as work:
            living = await holders(work, DISPATCHER)
            if self._row not in living:
                await forget_old(work)
            # Our place is ours: an earlier process there is dead.
            await seize(work, self._row, self._name.owner, length)
        return living

    def _next(self, living: dict[str, str], began: float) -> Holding:
        now = share_of(self._row, list(living))
        before = self.holding.before
        if self._row not in living:
            before = None  # the others have divided without us
        elif self.holding.is_empty and living[self._row] != self._name.owner:
            before = now  # we take the place of who has just died
        if before == now:
            self._settles_at = float("inf")
            return Holding(now, now)
        if now != self.holding.now or self._settles_at == float("inf"):
            self._settles_at = began + SEEN_BY_ALL
        if began < self._settles_at:
            return Holding(now, before)
        self._settles_at = float("inf")
        return Holding(now, now)

    async def leave(self) -> None:
        """At the end: the others need not wait until our row has run out."""
        async with self._database.begin(brief=True) as work:
            await leave(work, self._row, self._name.owner)
