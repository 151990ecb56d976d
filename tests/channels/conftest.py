"""A Bot API server that can be told how to fail, on a real socket."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from telegram import Bot

from channels.telegram import TelegramChannel
from channels.telegram_request import AiohttpRequest
from channels.telegram_wire import Timeouts

TOKEN = "123456:a-secret-that-no-log-may-show"
SHORT = Timeouts(pool=0.5, connect=0.5, write=0.5, read=0.5)
MESSAGE = {
    "message_id": 77,
    "date": 1_795_161_600,
    "chat": {"id": 5, "type": "private"},
}

Behaviour = Callable[["Call", asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Call:
    """One request that was read to its end."""

    method: str
    body: bytes
    content_type: str = ""
    accepted: bool = False

    @property
    def parameters(self) -> dict[str, Any]:
        parameters: dict[str, Any] = json.loads(self.body)
        return parameters


@dataclass
class FaultyServer:
    """Answers the coming requests as told; the last instruction holds on."""

    port: int = 0
    calls: list[Call] = field(default_factory=list)
    connections: int = 0
    _plan: list[Behaviour] = field(default_factory=list)
    _heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def heard(self) -> None:
        """Wait until a request has been read."""
        await self._heard.wait()

    def fails(self, *names: str) -> None:
        """Fail in one of the ways of FAULTS."""
        self._plan = [FAULTS[name] for name in names]

    def answers(self, status: int, body: object, headers: str = "") -> None:
        """Give a whole HTTP answer; what is not bytes is sent as JSON."""
        self._plan = [_answer(status, body, headers)]

    def then_answers(self, status: int, body: object) -> None:
        self._plan.append(_answer(status, body, ""))

    def then_fails(self, name: str) -> None:
        self._plan.append(FAULTS[name])

    def sends(self, result: object = None) -> None:
        self.answers(200, {"ok": True, "result": result or MESSAGE})

    def refuses(self, status: int, description: str, **parameters: int) -> None:
        body = {"ok": False, "error_code": status, "description": description}
        self.answers(status, body | ({"parameters": parameters} if parameters else {}))

    @property
    def accepted(self) -> int:
        return sum(call.accepted for call in self.calls)

    async def serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.connections += 1
        try:
            while True:
                if self._plan and self._plan[0] is reset_before_reading:
                    await reset_before_reading(Call("", b""), writer)
                    return
                self.calls.append(call := await _read_call(reader))
                self._heard.set()
                behave = self._plan.pop(0) if len(self._plan) > 1 else self._plan[0]
                await behave(call, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


async def _read_call(reader: asyncio.StreamReader) -> Call:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    first, *lines = head.strip().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    method = first.split()[1].rsplit("/", 1)[1]
    return Call(method, body, headers.get("content-type", ""))


def _answer(status: int, body: object, headers: str) -> Behaviour:
    async def behave(call: Call, writer: asyncio.StreamWriter) -> None:
        call.accepted = status == 200 and _means_accepted(body)
        writer.write(_http(status, body, headers))
        await writer.drain()

    return behave


def _means_accepted(body: object) -> bool:
    return body.get("ok") is True if isinstance(body, dict) else True


def _http(status: int, body: object, headers: str = "") -> bytes:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    head = f"HTTP/1.1 {status} X\r\nContent-Length: {len(content)}\r\n{headers}\r\n"
    return head.encode() + content


async def reset_before_reading(_call: Call, writer: asyncio.StreamWriter) -> None:
    _reset(writer)


async def reset_after_reading(_call: Call, writer: asyncio.StreamWriter) -> None:
    _reset(writer)


async def accept_then_reset(call: Call, writer: asyncio.StreamWriter) -> None:
    call.accepted = True
    _reset(writer)


async def accept_then_close(call: Call, writer: asyncio.StreamWriter) -> None:
    call.accepted = True
    writer.close()


async def half_headers(call: Call, writer: asyncio.StreamWriter) -> None:
    call.accepted = True
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Le")
    await writer.drain()
    writer.close()


async def half_body(call: Call, writer: asyncio.StreamWriter) -> None:
    call.accepted = True
    writer.write(_http(200, {"ok": True, "result": MESSAGE})[:-20])
    await writer.drain()
    writer.close()


async def answer_then_close(call: Call, writer: asyncio.StreamWriter) -> None:
    """As a server does that keeps no connection, without saying so beforehand."""
    await _answer(200, {"ok": True, "result": MESSAGE}, "")(call, writer)
    writer.close()


async def endless(call: Call, writer: asyncio.StreamWriter) -> None:
    """An answer without a length and without an end."""
    call.accepted = True
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"10000\r\n" + b" " * 0x10000 + b"\r\n")
        await writer.drain()


async def hang(_call: Call, writer: asyncio.StreamWriter) -> None:
    """Say nothing until the other side hangs up."""
    await writer.wait_closed()


async def accept_then_hang(call: Call, writer: asyncio.StreamWriter) -> None:
    call.accepted = True
    await hang(call, writer)


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close so that the other side sees RST instead of FIN."""
    raw = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


FAULTS: dict[str, Behaviour] = {
    "reset_before_reading": reset_before_reading,
    "reset_after_reading": reset_after_reading,
    "accept_then_reset": accept_then_reset,
    "accept_then_close": accept_then_close,
    "answer_then_close": answer_then_close,
    "half_headers": half_headers,
    "half_body": half_body,
    "endless": endless,
    "hang": hang,
    "accept_then_hang": accept_then_hang,
}


@pytest.fixture
async def server() -> AsyncIterator[FaultyServer]:
    faulty = FaultyServer()
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        task.add_done_callback(tasks.discard)
        await faulty.serve(reader, writer)

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    faulty.port = listening.sockets[0].getsockname()[1]
    yield faulty
    listening.close()
    for task in tasks.copy():
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture
async def request_class() -> AsyncIterator[AiohttpRequest]:
    request = AiohttpRequest(SHORT)
    await request.initialize()
    yield request
    await request.shutdown()


@pytest.fixture
def make_bot(server: FaultyServer) -> Callable[..., Bot]:
    """A bot that speaks through the request given, to the faulty server if not told."""

    def make(
        request: AiohttpRequest,
        port: int = 0,
        scheme: str = "http",
        host: str = "127.0.0.1",
    ) -> Bot:
        address = f"{scheme}://{host}:{port or server.port}"
        return Bot(
            TOKEN,
            base_url=f"{address}/bot",
            base_file_url=f"{address}/file/bot",
            request=request,
            get_updates_request=request,
        )

    return make


@pytest.fixture
def bot(request_class: AiohttpRequest, make_bot: Callable[..., Bot]) -> Bot:
    return make_bot(request_class)


@pytest.fixture
def channel(bot: Bot, request_class: AiohttpRequest) -> TelegramChannel:
    return TelegramChannel(bot, request_class)
