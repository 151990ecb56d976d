"""Telegram's flood limits, counted in sliding windows of the steady clock.

A start is a `send*` or `edit*` call that reached its chat. Refused starts do
not count, or the wait would never end.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.sandbox.refusals import too_many


@dataclass
class Window:
    """At most `most` starts in any `seconds`."""

    most: int
    seconds: float
    starts: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Say how many seconds are left until another start is allowed."""
        while self.starts and self.starts[0] <= now - self.seconds:
            self.starts.popleft()
        full = len(self.starts) >= self.most
        return self.starts[-self.most] + self.seconds - now if full else 0.0


class Flood:
    """All the windows of one bot."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self.is_on = True
        self._monotonic = monotonic
        self._all = Window(30, 1.0)
        self._chats: dict[int, Window] = {}
        self._groups: dict[int, Window] = {}

    def start(self, chat: int) -> None:
        """Count a start in a chat, or refuse it with 429 and the seconds to wait."""
        if not self.is_on:
            return
        now = self._monotonic()
        windows = list(self._windows(chat))
        wait = max(window.wait(now) for window in windows)
        if wait > 0:
            raise too_many(math.ceil(wait))
        for window in windows:
            window.starts.append(now)

    def _windows(self, chat: int) -> Iterator[Window]:
        yield self._all
        yield self._chats.setdefault(chat, Window(1, 1.0))
        if chat < 0:
            yield self._groups.setdefault(chat, Window(20, 60.0))
