"""Through a proxy: what it refuses was not sent, what it passed on may have been."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from telegram import Bot

from channels.outgoing import Outgoing
from channels.telegram import TelegramChannel
from channels.telegram_request import AiohttpRequest
from channels.telegram_wire import Timeouts
from domain.outcomes import NotSent, Sent, Unknown
from tests.channels.test_telegram_hostile import listening

HELLO = Outgoing(5, "Chào")
SHORT = Timeouts(pool=0.5, connect=0.5, write=0.5, read=0.5)
MakeBot = Callable[..., Bot]
USER, PASSWORD = b"office", b"secret-word"


async def pass_on(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int
) -> None:
    """Both ways, until either side closes."""
    far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)

    async def pump(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        try:
            while data := await source.read(65_536):
                to.write(data)
        finally:
            to.close()

    await asyncio.gather(pump(reader, far_writer), pump(far_reader, writer))


class Socks:
    """A small SOCKS5 server (RFC 1928, 1929) that can refuse."""

    def __init__(self, reply: int = 0, *, login: bool = False) -> None:
        self.reply = reply
        self.login = login
        self.asked: list[bytes] = []

    async def __call__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await reader.readexactly((await reader.readexactly(2))[1])
        writer.write(b"\x05\x02" if self.login else b"\x05\x00")
        if self.login and not await self._let_in(reader, writer):
            return
        *_, kind = await reader.readexactly(4)
        length = (await reader.readexactly(1))[0] if kind == 3 else 4
        self.asked.append(await reader.readexactly(length))
        port = int.from_bytes(await reader.readexactly(2), "big")
        writer.write(bytes([5, self.reply, 0, 1, 0, 0, 0, 0, 0, 0]))
        if self.reply == 0:
            await pass_on(reader, writer, port)

    async def _let_in(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        await reader.readexactly(1)
        user = await reader.readexactly((await reader.readexactly(1))[0])
        word = await reader.readexactly((await reader.readexactly(1))[0])
        known = (user, word) == (USER, PASSWORD)
        writer.write(b"\x01\x00" if known else b"\x01\x01")
        return known


class Connecting:
    """An HTTP proxy, asked to CONNECT; it answers with one line."""

    def __init__(self, line: bytes) -> None:
        self.line = line
        self.asked: list[bytes] = []

    async def __call__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.asked.append(await reader.readline())
        await reader.readuntil(b"\r\n\r\n")
        if not self.line:
            await asyncio.sleep(60)
        writer.write(self.line + b"\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()


@pytest.mark.parametrize(("login", "who"), [(False, ""), (True, "office:secret-word@")])
async def test_socks_carries_calls_and_finds_the_name_itself(
    server: Any, make_bot: MakeBot, login: bool, who: str
) -> None:
    server.sends()
    socks = Socks(login=login)
    async with listening(socks) as port:
        proxy = f"socks5://{who}127.0.0.1:{port}"
        async with AiohttpRequest(SHORT, proxy=proxy) as request:
            bot = make_bot(request, host="api.telegram.invalid")
            channel = TelegramChannel(bot, request)
            assert await channel.send(HELLO) == Sent(77)
            assert await channel.send(HELLO) == Sent(77)
    assert socks.asked == [b"api.telegram.invalid"]


@pytest.mark.parametrize(
    "socks",
    [Socks(reply=1), Socks(reply=4), Socks(reply=5), Socks(login=True)],
    ids=["failed", "unreachable", "refused", "wrong password"],
)
async def test_what_socks_refuses_was_not_sent(
    server: Any, make_bot: MakeBot, socks: Socks
) -> None:
    server.sends()
    async with listening(socks) as port:
        proxy = f"socks5://office:wrong@127.0.0.1:{port}"
        async with AiohttpRequest(SHORT, proxy=proxy) as request:
            outcome = await TelegramChannel(make_bot(request), request).send(HELLO)
    assert isinstance(outcome, NotSent)
    assert outcome.why.startswith("connecting: ")
    assert server.calls == []


async def test_what_dies_behind_socks_is_unknown(
    server: Any, make_bot: MakeBot
) -> None:
    server.fails("accept_then_close")
    async with listening(Socks()) as port:
        proxy = f"socks5://127.0.0.1:{port}"
        async with AiohttpRequest(SHORT, proxy=proxy) as request:
            outcome = await TelegramChannel(make_bot(request), request).send(HELLO)
    assert isinstance(outcome, Unknown)
    assert server.accepted == 1


@pytest.mark.parametrize(
    "line",
    [b"HTTP/1.1 407 Who are you", b"HTTP/1.1 502 Bad Gateway", b"HTTP/1.1 403 No", b""],
    ids=["407", "502", "403", "silent"],
)
async def test_a_tunnel_that_is_refused_means_not_sent(
    make_bot: MakeBot, line: bytes
) -> None:
    """To https addresses: asking the proxy for a tunnel is no sending yet."""
    tunnel = Connecting(line)
    async with listening(tunnel) as port:
        proxy = f"http://127.0.0.1:{port}"
        async with AiohttpRequest(SHORT, proxy=proxy) as request:
            bot = make_bot(request, 443, "https", host="api.telegram.invalid")
            outcome = await TelegramChannel(bot, request).send(HELLO)
    assert isinstance(outcome, NotSent)
    assert outcome.why.startswith("connecting: ")
    assert tunnel.asked == [b"CONNECT api.telegram.invalid:443 HTTP/1.1\r\n"]
