"""The transaction. Nothing else in the program commits (design.md section 3)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from models.engine import Engines, open_engines
from models.write_lock import WriteLock


class Reads:
    """What a query needs: a session, and the moment the question is asked at."""

    def __init__(self, session: AsyncSession, *, now: datetime, zone: ZoneInfo) -> None:
        self.session = session
        self.now = now
        self.zone = zone

    @property
    def today(self) -> date:
        """The office's date: at 06:30 in Hanoi it is still yesterday in UTC."""
        return self.now.astimezone(self.zone).date()

    @property
    def is_postgresql(self) -> bool:
        return self.session.get_bind().dialect.name == "postgresql"


class Work(Reads):
    """One transaction: what is done in it happens whole, or not at all."""

    def __init__(self, session: AsyncSession, *, now: datetime, zone: ZoneInfo) -> None:
        super().__init__(session, now=now, zone=zone)
        self._after_commit: list[Callable[[], None]] = []

    def after_commit(self, call: Callable[[], None]) -> None:
        """Do this once the change is safe, for example wake the dispatcher."""
        self._after_commit.append(call)

    def insert(self, table: Any) -> sqlite.Insert | postgresql.Insert:
        """An insert that can say `on_conflict_do_nothing`, of this database's kind."""
        if self.is_postgresql:
            return postgresql.insert(table)
        return sqlite.insert(table)

    def committed(self) -> None:
        for call in self._after_commit:
            call()


class Database:
    """One office's memory. `begin` opens a transaction, `read` a read-only look."""

    def __init__(
        self, url: str, *, zone: ZoneInfo, now: Callable[[], datetime]
    ) -> None:
        self.url = url
        self.zone = zone
        self.now = now
        self.engines: Engines = open_engines(url)
        self._turn = asyncio.Lock()
        self._lock = WriteLock.beside(self.engines.file)

    @asynccontextmanager
    async def begin(self, *, now: datetime | None = None) -> AsyncIterator[Work]:
        """A transaction; an exception inside rolls all of it back.

        On SQLite writers take turns, also across processes, so that exactly one
        connection writes at a time (delivery.md 2.10).
        """
        async with AsyncExitStack() as stack:
            if self.engines.one_writer:
                await stack.enter_async_context(self._turn)
                await stack.enter_async_context(self._lock.held())
            session = await stack.enter_async_context(
                AsyncSession(self.engines.write, expire_on_commit=False)
            )
            work = Work(session, now=now or self.now(), zone=self.zone)
            yield work
            await asyncio.shield(session.commit())
        work.committed()

    @asynccontextmanager
    async def read(self, *, now: datetime | None = None) -> AsyncIterator[Reads]:
        """A look that cannot change anything and holds no one up."""
        async with AsyncSession(self.engines.read) as session:
            yield Reads(session, now=now or self.now(), zone=self.zone)

    async def close(self) -> None:
        await self.engines.read.dispose()
        await self.engines.write.dispose()
        self._lock.close()
