"""A process of the office as its parent sees it: it starts, it is told, it ends."""

from __future__ import annotations

import asyncio
import os
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tests.chaos import life

PATIENCE = 60.0  # seconds of the machine until something counts as stuck


def begin(one: life.Life) -> Running:
    return Running(*life.begin(one), one.place)


@dataclass(frozen=True)
class Running:
    """One process of the office."""

    process: ForkServerProcess
    ready: Connection
    place: int

    @property
    def is_alive(self) -> bool:
        return self.process.is_alive()

    @property
    def stands_still(self) -> bool:
        stat = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8")
        return stat.rpartition(") ")[2].startswith("T")

    @property
    def most_memory(self) -> int:
        """Megabytes that it had at most."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        (line,) = (one for one in status.splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) // 1024

    def send(self, number: int) -> None:
        """Give it a signal; one that has ended meanwhile does not mind."""
        if self.process.is_alive() and self.process.pid is not None:
            os.kill(self.process.pid, number)

    async def started(self) -> None:
        """Once it has taken up what was left, and listens to signals."""
        assert await self._told() == b"started"

    async def idle(self) -> None:
        """Once it has planned what was due, and has sent all that could be sent."""
        assert await self._told() == b"idle"

    async def _told(self) -> bytes:
        assert await _readable(self.ready.fileno(), PATIENCE)
        return self.ready.recv_bytes()

    async def ended(self, seconds: float = PATIENCE) -> int | None:
        """How it ended (-9: by SIGKILL); None if it still lives after that time."""
        if not await _readable(self.process.sentinel, seconds):
            return None
        self.process.join()
        self.ready.close()
        return self.process.exitcode

    async def kill(self) -> int | None:
        self.send(signal.SIGKILL)
        return await self.ended()

    async def stop(self) -> int | None:
        """Ask it to end, as a service manager does."""
        self.send(signal.SIGTERM)
        return await self.ended()


async def _readable(handle: int, seconds: float) -> bool:
    """Whether there is something to be read, within that time."""
    there = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_reader(handle, there.set)
    try:
        async with asyncio.timeout(seconds):
            await there.wait()
    except TimeoutError:
        return False
    finally:
        loop.remove_reader(handle)
    return True
