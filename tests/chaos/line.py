"""The line between the office and Telegram, which can be cut."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

CHUNK = 64 * 1024  # bytes


class Line:
    """Carries bytes to a port of this machine; while it is cut, nobody answers."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._server: asyncio.Server | None = None
        self._carrying: set[asyncio.Task[None]] = set()
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def mend(self) -> None:
        """Carry from now on, always at the same address."""
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """Refuse new connections, and end those that stand."""
        if self._server is not None:
            self._server.close()
        for one in list(self._carrying):
            one.cancel()
        await asyncio.gather(*self._carrying, return_exceptions=True)

    async def _carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._carrying.add(task)
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._to)
        try:
            with suppress(OSError, asyncio.CancelledError):
                await asyncio.gather(
                    _pass_on(reader, far_writer), _pass_on(far_reader, writer)
                )
        finally:
            self._carrying.discard(task)
            for one in (writer, far_writer):
                one.transport.abort()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while passed := await reader.read(CHUNK):
        writer.write(passed)
        await writer.drain()
    writer.close()


@asynccontextmanager
async def line_to(url: str) -> AsyncIterator[Line]:
    line = Line(int(url.rpartition(":")[2]))
    await line.mend()
    try:
        yield line
    finally:
        await line.cut()
