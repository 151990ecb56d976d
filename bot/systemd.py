"""Telling systemd that we are ready, alive, or about to stop (sd_notify(3)).

Under any other parent nothing is set and nothing is said.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from bot.clock import Steady

log = structlog.get_logger()


@dataclass(frozen=True)
class ServiceManager:
    """Where it listens (a path, or an abstract name after "@"), and how many seconds
    it waits for a sign of life; None: it does not ask for any."""

    address: str | None = None
    patience: float | None = None

    def say(self, state: str) -> None:
        """For example READY=1. A manager that does not listen is no fault of ours."""
        if not self.address:
            return
        address = self.address
        if address.startswith("@"):
            address = "\0" + address[1:]
        with contextlib.suppress(OSError), _datagrams() as door:
            door.sendto(state.encode(), address)

    async def keep_fed(
        self, is_well: Callable[[], Awaitable[bool]], steady: Steady
    ) -> None:
        """Give signs of life for as long as all is well; until cancelled.

        Without one for its patience the manager ends us and starts anew.
        """
        if self.patience is None:
            return
        while True:
            if await is_well():
                self.say("WATCHDOG=1")
            else:
                log.error("watchdog_not_fed")
            await steady.sleep(self.patience / 3)


def _datagrams() -> socket.socket:
    return socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
