"""Cutting and holding connections, as a bad line or a stuck server does."""

from __future__ import annotations

import socket
import struct

from aiohttp import web

from bot.sandbox.stage import Stage
from bot.sandbox.waiting import wait_for_bell

# Closing with this option sends a reset instead of a polite end.
RESET = struct.pack("ii", 1, 0)
LOOK_EVERY = 0.2  # seconds of the steady clock


def cut(request: web.Request) -> web.StreamResponse:
    """Reset the connection; what is returned reaches nobody."""
    if request.transport is not None:
        connection = request.transport.get_extra_info("socket")
        if connection is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        request.transport.abort()
    return web.Response()


async def hold(request: web.Request, stage: Stage) -> web.StreamResponse:
    """Say nothing until the caller has gone, or the server stops."""
    while request.transport is not None and not stage.closing.is_set():
        await wait_for_bell(stage.closing, stage.clocks.steady, LOOK_EVERY)
    return cut(request)
