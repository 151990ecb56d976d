"""A way to a PostgreSQL server that goes dead: nothing is refused, nothing answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import parse_qs, urlsplit, urlunsplit

CHUNK = 64 * 1024


class Way:
    """Hands on what comes, both ways, as long as it is not dead."""

    def __init__(self, server: str) -> None:
        parts = urlsplit(server)
        self._socket = f"{parse_qs(parts.query)['host'][0]}/.s.PGSQL.5432"
        self._parts = parts
        self._port = 0
        self._alive = asyncio.Event()
        self._alive.set()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        name = self._parts.username or "postgres"
        place = f"{name}:@127.0.0.1:{self._port}"
        return urlunsplit(self._parts._replace(netloc=place, query=""))

    async def dead_for(self, seconds: float) -> None:
        """As when a firewall swallows everything, or the machine behind has gone."""
        self._alive.clear()
        await asyncio.sleep(seconds)
        self._alive.set()

    async def carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        there, back = await asyncio.open_unix_connection(self._socket)
        for source, target in ((reader, back), (there, writer)):
            task = asyncio.create_task(self._hand_on(source, target))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _hand_on(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter
    ) -> None:
        with suppress(OSError):
            while some := await source.read(CHUNK):
                await self._alive.wait()
                target.write(some)
                await target.drain()
        target.close()

    async def open(self) -> asyncio.Server:
        listening = await asyncio.start_server(self.carry, "127.0.0.1", 0)
        self._port = listening.sockets[0].getsockname()[1]
        return listening

    async def close(self) -> None:
        for task in self._tasks.copy():
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@asynccontextmanager
async def way_to(server: str) -> AsyncIterator[Way]:
    way = Way(server)
    listening = await way.open()
    try:
        yield way
    finally:
        listening.close()
        await way.close()
