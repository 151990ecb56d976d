"""The rules of getUpdates: long polls, the conflict of two, and who asks too fast."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import Any

from bot.clock import Steady
from bot.sandbox.records import Update
from bot.sandbox.refusals import BotRefusal
from bot.sandbox.store import Store
from bot.sandbox.updates import CONFLICT, UpdateQueue
from bot.sandbox.waiting import wait_for_bell

LONGEST_POLL = 50.0  # seconds of the steady clock
MOST_AT_ONCE = 100
CONFLICT_EVERY = 3.0  # seconds; a quicker second refusal is held back so long
TOO_QUICK = 0.5  # seconds; who asks the same again sooner gets one update


@dataclass
class Poll:
    """One getUpdates call that waits; `ended_by` says in which words it is refused."""

    bell: asyncio.Event = field(default_factory=asyncio.Event)
    ended_by: str | None = None


@dataclass(frozen=True)
class Asked:
    """What a getUpdates call asks for; offset 0 is the first not confirmed."""

    offset: int = 0
    limit: int = MOST_AT_ONCE
    timeout: float = 0.0


class Polling:
    def __init__(self, queue: UpdateQueue, store: Store, steady: Steady) -> None:
        self._queue = queue
        self._store = store
        self._steady = steady
        self._poll: Poll | None = None
        self._is_closed = False
        self._last_offset: int | None = None
        self._last_start = 0.0
        self._next_conflict = 0.0

    async def poll(self, asked: Asked) -> list[Any]:
        """Answer getUpdates; raises 409 for a poll that something newer has ended."""
        self.end(CONFLICT)
        self._queue.confirm(asked.offset)
        asked = self._slow_down(asked)
        poll = self._poll = Poll()
        try:
            batch = await self._wait_for_updates(poll, asked)
        finally:
            if self._poll is poll:
                self._poll = None
        if poll.ended_by is not None:
            await self._refuse(poll.ended_by)
        return [update.body for update in batch]

    async def _wait_for_updates(self, poll: Poll, asked: Asked) -> list[Update]:
        deadline = self._steady.monotonic() + asked.timeout
        while True:
            batch = self._queue.batch(asked.offset, asked.limit)
            left = deadline - self._steady.monotonic()
            if batch or poll.ended_by or self._is_closed or left <= 0:
                return batch
            poll.bell.clear()
            # The store must not keep the confirmation open while nobody writes.
            self._store.commit()
            await wait_for_bell(poll.bell, self._steady, left)

    def _slow_down(self, asked: Asked) -> Asked:
        """Hold back a bot that asks the same again and again without waiting."""
        now = self._steady.monotonic()
        passed = now - self._last_start
        is_same = asked.offset == self._last_offset
        self._last_offset, self._last_start = asked.offset, now
        if is_same and passed < CONFLICT_EVERY and asked.timeout < CONFLICT_EVERY:
            asked = replace(asked, timeout=CONFLICT_EVERY)
        if is_same and passed < TOO_QUICK:
            asked = replace(asked, limit=1)
        return asked

    def end(self, words: str | None) -> None:
        """Let the poll that waits go, refused if there are words for it."""
        if self._poll is not None:
            self._poll.ended_by = words
        self.ring()

    def ring(self) -> None:
        """Let the poll that waits look again."""
        if self._poll is not None:
            self._poll.bell.set()

    def close(self) -> None:
        self._is_closed = True
        self.end(None)

    async def _refuse(self, words: str) -> None:
        now = self._steady.monotonic()
        if now < self._next_conflict:
            await self._steady.sleep(CONFLICT_EVERY)
        else:
            self._next_conflict = now + CONFLICT_EVERY
        raise BotRefusal(409, words)
