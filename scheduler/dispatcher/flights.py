"""Calls to the channel that are on their way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


class Flights:
    """At most one call to an address at a time, and `landed` after each."""

    def __init__(self, landed: Callable[[], None]) -> None:
        self._landed = landed
        self._by_address: dict[int, asyncio.Task[None]] = {}
        self._names: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._by_address)

    def __contains__(self, address: int) -> bool:
        return address in self._by_address

    @property
    def names(self) -> list[str]:
        """What is on its way, for the log: `delivery 17`, `card 3`."""
        return list(self._names.values())

    def start(self, address: int, name: str, call: Coroutine[Any, Any, None]) -> None:
        self._names[address] = name
        task = asyncio.create_task(call, name=name)
        self._by_address[address] = task
        task.add_done_callback(lambda _: self._end(address))

    def _end(self, address: int) -> None:
        del self._by_address[address], self._names[address]
        self._landed()

    async def all_landed(self) -> None:
        """When nothing is on its way any more."""
        while self._by_address:
            await asyncio.wait(self._by_address.values())

    async def abandon(self) -> None:
        """Leave them: what becomes of these calls nobody will know."""
        calls = list(self._by_address.values())
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)
