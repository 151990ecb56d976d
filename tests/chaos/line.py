"""The line between the office and Telegram, which can be cut, or never comes about."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

CHUNK = 64 * 1024  # bytes
NO_NAME, NO_TLS, NO_ANSWER = "no such name", "no TLS", "no answer"
WALLS = (NO_NAME, NO_TLS, NO_ANSWER)
QUEUE = 4  # more than a queue of length 0 holds


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
async def wall(kind: str) -> AsyncIterator[str]:
    """An address at which no call ever comes about; the kinds are `WALLS`."""
    if kind == NO_NAME:
        yield "http://telegram.invalid"
        return
    async with _no_tls() if kind == NO_TLS else _nobody_answers() as url:
        yield url


@asynccontextmanager
async def _no_tls() -> AsyncIterator[str]:
    """A server that answers a greeting in plain words."""

    async def refuse(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await reader.read(CHUNK)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        yield f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@asynccontextmanager
async def _nobody_answers() -> AsyncIterator[str]:
    """A server whose queue is full: who calls is not even refused."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server:
        waiting = []
        for _ in range(QUEUE):
            one = socket.socket()
            one.setblocking(False)
            one.connect_ex(server.getsockname())
            waiting.append(one)
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        for one in waiting:
            one.close()


@asynccontextmanager
async def line_to(url: str) -> AsyncIterator[Line]:
    line = Line(int(url.rpartition(":")[2]))
    await line.mend()
    try:
        yield line
    finally:
        await line.cut()
