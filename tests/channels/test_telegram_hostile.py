"""The rows of delivery.md 2.5 that need a peer of their own: each ends as one outcome.

The rows that are read off an answer stand in test_telegram_outcomes.py.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from telegram import Bot

from channels.outgoing import Outgoing
from channels.telegram import TelegramChannel
from channels.telegram_request import AiohttpRequest
from channels.telegram_wire import Timeouts
from domain.outcomes import Dead, NotSent, Sent, Unknown

HELLO = Outgoing(5, "Chào")
FILE = Outgoing(5, "Tệp", document=("a.bin", bytes(16 * 1024 * 1024)))
SHORT = Timeouts(pool=0.5, connect=0.5, write=0.5, read=0.5)

Peer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
MakeBot = Callable[..., Bot]


@contextlib.asynccontextmanager
async def listening(peer: Peer) -> AsyncIterator[int]:
    """A server that does to every connection what the peer does; its port."""
    tasks: set[asyncio.Task[Any]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await peer(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def garbage(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Speaks, but no TLS."""
    writer.write(b"220 mail.example ready\r\n")
    await writer.drain()
    await asyncio.sleep(60)


async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Reads the greeting and closes."""
    await reader.read(10)


async def stop_reading(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    """Reads the head of a call, and then nothing more."""
    await reader.readuntil(b"\r\n\r\n")
    await asyncio.sleep(60)


async def too_large(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Says so at once, and then reads on and throws away, as nginx does."""
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 413 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    await writer.drain()
    while await reader.read(1 << 20):
        pass


async def pause_then_take(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """A slow line: longer than the answer may take alone, within both together."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    await asyncio.sleep(0.7)
    length = int(head.partition("content-length: ")[2].split("\r\n")[0])
    await reader.readexactly(length)
    body = b'{"ok":true,"result":{"message_id":77}}'
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    await writer.drain()


@pytest.mark.parametrize(
    ("peer", "scheme", "message", "expected"),
    [
        (garbage, "https", HELLO, NotSent),
        (hang_up, "https", HELLO, NotSent),
        (stop_reading, "http", FILE, Unknown),
        (too_large, "http", FILE, Dead),
        (pause_then_take, "http", FILE, Sent),
    ],
    ids=["no TLS", "TLS cut off", "write timeout", "413 early", "slow upload"],
)
async def test_what_the_other_side_does_decides(
    make_bot: MakeBot,
    peer: Peer,
    scheme: str,
    message: Outgoing,
    expected: type[object],
) -> None:
    async with listening(peer) as port, AiohttpRequest(SHORT) as request:
        channel = TelegramChannel(make_bot(request, port, scheme), request)
        outcome = await channel.send(message)
    assert isinstance(outcome, expected), outcome
    if isinstance(outcome, NotSent):
        assert outcome.why.startswith("connecting: ")


async def test_a_name_that_nobody_knows_means_not_sent(make_bot: MakeBot) -> None:
    async with AiohttpRequest(SHORT) as request:
        bot = make_bot(request, host="dondoc.invalid")
        outcome = await TelegramChannel(bot, request).send(HELLO)
    assert isinstance(outcome, NotSent)
    assert outcome.why.startswith("connecting: ")


async def test_a_server_too_busy_to_accept_means_not_sent(make_bot: MakeBot) -> None:
    """Its queue is full, so the connection is never made."""
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(socket.socket())
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        for _ in range(3):
            caller = stack.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex(server.getsockname())
        async with AiohttpRequest(SHORT) as request:
            bot = make_bot(request, server.getsockname()[1])
            outcome = await TelegramChannel(bot, request).send(HELLO)
    assert outcome == NotSent("connecting: TimeoutError")


async def test_a_certificate_that_nobody_vouches_for_means_not_sent(
    make_bot: MakeBot,
) -> None:
    """Ended by our side, after the server has spoken and before we have."""

    async def offer_anonymous(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await reader.read(1)

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)  # no certificate at all
    server = await asyncio.start_server(offer_anonymous, "127.0.0.1", 0, ssl=context)
    async with AiohttpRequest(SHORT) as request:
        port = server.sockets[0].getsockname()[1]
        bot = make_bot(request, port, "https")
        outcome = await TelegramChannel(bot, request).send(HELLO)
    server.close()
    assert isinstance(outcome, NotSent)


async def test_connections_are_kept_and_used_again(
    server: Any, channel: TelegramChannel
) -> None:
    server.sends()
    for _ in range(3):
        assert await channel.send(HELLO) == Sent(77)
    assert (server.connections, len(server.calls)) == (1, 3)


async def test_one_that_was_closed_while_idle_is_not_used_again(
    server: Any, channel: TelegramChannel
) -> None:
    server.fails("answer_then_close")
    assert await channel.send(HELLO) == Sent(77)
    server.sends()
    await asyncio.sleep(0.05)  # time for the other side's goodbye to arrive
    assert await channel.send(HELLO) == Sent(77)
    assert (server.connections, len(server.calls)) == (2, 2)


@pytest.mark.parametrize("fault", ["reset_after_reading", "accept_then_close"])
async def test_a_kept_connection_that_dies_under_a_call_is_unknown_and_not_resent(
    server: Any, channel: TelegramChannel, fault: str
) -> None:
    """aiohttp tries again by itself what changes nothing (GET); ours are all POST."""
    server.sends()
    await channel.send(HELLO)
    server.fails(fault)
    assert isinstance(await channel.send(HELLO), Unknown)
    assert (server.connections, len(server.calls)) == (1, 2)
