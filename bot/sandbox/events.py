"""News for the pages that are open: which chat changed, where the clock went."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# A page that does not read loses the oldest news; it asks for everything anyway.
MOST_WAITING = 1000


class Events:
    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[dict[str, Any] | None]] = set()

    @contextmanager
    def listen(self) -> Iterator[asyncio.Queue[dict[str, Any] | None]]:
        """Give a queue of news; None in it means that the server stops."""
        queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue(MOST_WAITING)
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)

    def tell_chat(self, chat: int) -> None:
        self._tell({"chat": chat})

    def tell_clock(self, iso: str) -> None:
        self._tell({"clock": iso})

    def close(self) -> None:
        self._tell(None)

    def _tell(self, news: dict[str, Any] | None) -> None:
        for queue in self._listeners:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(news)
