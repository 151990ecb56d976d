"""The transaction. Nothing else in the program commits (design.md section 3)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import DateTime, Executable, Row, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

from domain.disk import Limits
from models.ballast import Ballast
from models.engine import PATIENCE, Engines, is_locked, open_engines
from models.finishing import to_its_end
from models.write_lock import WriteLock

log = structlog.get_logger()

# Each try waits for the file as long as its own patience is (5 s, models/engine.py).
LOCKED_TRIES = 18


class Reads:
    """What a query needs: a session, and the moment the question is asked at."""

    def __init__(
        self,
        session: AsyncSession,
        connection: AsyncConnection,
        *,
        now: datetime,
        zone: ZoneInfo,
    ) -> None:
        """`connection` is the one that the session has opened."""
        self.session = session
        self.connection = connection
        self.now = now
        self.zone = zone

    async def rows(
        self, statement: Executable, values: Mapping[str, Any] | None = None
    ) -> Sequence[Row[*tuple[Any, ...]]]:
        """Columns, no objects: without what the session does for objects, which is a
        third of what a brief statement costs."""
        return (await self.connection.execute(statement, values)).all()

    @property
    def today(self) -> date:
        """The office's date: at 06:30 in Hanoi it is still yesterday in UTC."""
        return self.now.astimezone(self.zone).date()

    def lease_moment(self, ahead: timedelta = timedelta()) -> Any:
        """A moment of the clock that leases run by, so long after it is now.

        On PostgreSQL that is the server's: the machines that share it need not agree
        on the time. An SQLite file has one process, and its office clock will do
        (delivery.md 2.9).
        """
        if self.is_postgresql:
            return func.now(type_=DateTime(timezone=True)) + ahead
        return self.now + ahead

    @property
    def is_postgresql(self) -> bool:
        return self.session.get_bind().dialect.name == "postgresql"


class Work(Reads):
    """One transaction: what is done in it happens whole, or not at all."""

    def __init__(
        self,
        session: AsyncSession,
        connection: AsyncConnection,
        *,
        now: datetime,
        zone: ZoneInfo,
    ) -> None:
        super().__init__(session, connection, now=now, zone=zone)
        self._after_commit: list[Callable[[], None]] = []

    async def rows(
        self, statement: Executable, values: Mapping[str, Any] | None = None
    ) -> Sequence[Row[*tuple[Any, ...]]]:
        """The same, with what was changed here through objects already in it."""
        await self.session.flush()
        return await super().rows(statement, values)

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
        self,
        url: str,
        *,
        zone: ZoneInfo,
        now: Callable[[], datetime],
        limits: Limits | None = None,
        patience: float = PATIENCE,
    ) -> None:
        """`limits` are those of the disk; without them there is no ballast."""
        self.url = url
        self.zone = zone
        self.now = now
        self.engines: Engines = open_engines(url, patience=patience)
        self.ballast = Ballast(self.engines.file, limits)
        self._turn = asyncio.Lock()
        self._lock = WriteLock.beside(self.engines.file)

    @asynccontextmanager
    async def begin(
        self, *, now: datetime | None = None, brief: bool = False, patient: bool = False
    ) -> AsyncIterator[Work]:
        """A transaction; an exception inside rolls all of it back.

        On SQLite writers take turns, also across processes, so that exactly one
        connection writes at a time (delivery.md 2.10). A task that is cancelled while
        it commits learns of it only after the commit. `brief`: each of its statements
        finds its rows by a key, so that nothing is gained by doing it elsewhere.
        `patient`: its statements may take minutes, as those of a migration do.
        """
        async with AsyncExitStack() as stack:
            if self.engines.one_writer:
                await stack.enter_async_context(self._turn)
                await stack.enter_async_context(self._lock.held())
                stack.enter_context(self.ballast.given_up_when_full())
            opened = await self._writing(stack, brief=brief, patient=patient)
            work = Work(*opened, now=now or self.now(), zone=self.zone)
            yield work
            await to_its_end(_commit(work))

    @asynccontextmanager
    async def read(
        self, *, now: datetime | None = None, brief: bool = False
    ) -> AsyncIterator[Reads]:
        """A look that cannot change anything and holds no one up; `brief` as above."""
        engine = self.engines.brief_read if brief else self.engines.read
        async with AsyncSession(engine) as session:
            connection = await to_its_end(session.connection())
            yield Reads(session, connection, now=now or self.now(), zone=self.zone)

    async def _writing(
        self, stack: AsyncExitStack, *, brief: bool, patient: bool
    ) -> tuple[AsyncSession, AsyncConnection]:
        """A transaction that has begun.

        Where a foreign program keeps the file locked nothing is brief: it is waited
        for, and asked again (F42). Raises OperationalError when it stays locked.
        """
        if brief:
            try:
                return await self._begun(stack, self.engines.brief_write)
            except OperationalError as error:
                if not is_locked(error):
                    raise
        engine = self.engines.patient if patient else self.engines.write
        for left in reversed(range(LOCKED_TRIES)):
            try:
                return await self._begun(stack, engine)
            except OperationalError as error:
                if not (left and is_locked(error)):
                    raise
                log.warning("database_locked")
        raise AssertionError("the last try returns or raises")

    async def _begun(
        self, stack: AsyncExitStack, engine: AsyncEngine
    ) -> tuple[AsyncSession, AsyncConnection]:
        session = AsyncSession(engine, expire_on_commit=False)
        try:
            connection = await to_its_end(session.connection())
        except BaseException:
            await session.close()
            raise
        return await stack.enter_async_context(session), connection

    async def close(self) -> None:
        for engine in self.engines.all:
            await engine.dispose()
        self._lock.close()


async def _commit(work: Work) -> None:
    await work.session.commit()
    work.committed()
