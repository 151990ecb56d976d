"""How an answer goes wrong on its way: cut, held, halved, late, or somebody else's.

Each ending gets what was decided, and gives what aiohttp sends; what it gives after
the connection was cut reaches nobody.
"""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.sandbox.answers import respond
from bot.sandbox.stage import Stage
from bot.sandbox.waiting import wait_for_bell

# Closing with this option sends a reset instead of a polite end.
RESET = struct.pack("ii", 1, 0)
LOOK_EVERY = 0.2  # seconds of the steady clock
PAGE_OF_A_GATEWAY = "<html><body><h1>Bad Gateway</h1></body></html>"


@dataclass(frozen=True)
class Decided:
    """A call that was looked at: what would be answered if nothing went wrong."""

    request: web.Request
    stage: Stage
    status: int = 0
    answer: dict[str, Any] | None = None
    seconds: float = 0.0  # how late the answer is

    @property
    def body(self) -> bytes:
        return json.dumps(self.answer or {}).encode()


Ending = Callable[[Decided], Awaitable[web.StreamResponse]]


async def tell(decided: Decided) -> web.StreamResponse:
    """Answer as it was decided."""
    return respond(decided.status, decided.answer or {})


async def reset(decided: Decided) -> web.StreamResponse:
    """Reset the connection."""
    transport = decided.request.transport
    if transport is not None:
        connection = transport.get_extra_info("socket")
        if connection is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        transport.abort()
    return web.Response()


async def hang_up(decided: Decided) -> web.StreamResponse:
    """Close the connection politely, without a word."""
    return _write_and_close(decided.request, b"")


async def halve_headers(decided: Decided) -> web.StreamResponse:
    return _write_and_close(decided.request, _head(decided)[:40])


async def halve_body(decided: Decided) -> web.StreamResponse:
    """Promise the whole body, and close after half of it."""
    half = decided.body[: len(decided.body) // 2]
    return _write_and_close(decided.request, _head(decided) + half)


async def halve_json(decided: Decided) -> web.StreamResponse:
    """Send half of the JSON as if it were all: good HTTP, bad JSON."""
    half = decided.body[: len(decided.body) // 2]
    return web.Response(body=half, content_type="application/json")


async def hold(decided: Decided) -> web.StreamResponse:
    """Say nothing until the caller has gone, or the server stops."""
    stage = decided.stage
    while decided.request.transport is not None and not stage.closing.is_set():
        await wait_for_bell(stage.closing, stage.clocks.steady, LOOK_EVERY)
    return await reset(decided)


async def tell_late(decided: Decided) -> web.StreamResponse:
    stage = decided.stage
    await wait_for_bell(stage.closing, stage.clocks.steady, decided.seconds)
    return await tell(decided)


async def say_not_ok(decided: Decided) -> web.StreamResponse:
    """Send a refusal with the status of a success."""
    return respond(200, decided.answer or {})


async def say_restart(decided: Decided) -> web.StreamResponse:
    """Say that the server stops, about a call that was done."""
    words = "Internal Server Error: restart"
    return respond(500, {"ok": False, "error_code": 500, "description": words})


def page(status: int) -> Ending:
    """Give the ending in which a gateway or a portal answers with its own page."""

    async def show_page(decided: Decided) -> web.StreamResponse:
        return web.Response(
            status=status, text=PAGE_OF_A_GATEWAY, content_type="text/html"
        )

    return show_page


def _head(decided: Decided) -> bytes:
    lines = (
        f"HTTP/1.1 {decided.status} OK",
        "Content-Type: application/json",
        f"Content-Length: {len(decided.body)}",
    )
    return "\r\n".join((*lines, "", "")).encode()


def _write_and_close(request: web.Request, raw: bytes) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.write(raw)
        request.transport.close()
    return web.Response()
