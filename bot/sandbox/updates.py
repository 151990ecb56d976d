"""The queue of updates, with the rules of getUpdates.

An update waits until an offset above it confirms it, or until it is too old:
24 hours for a message, 150 seconds for a pressed button, by the office clock.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.clock import Steady
from bot.sandbox.records import Update
from bot.sandbox.refusals import BotRefusal
from bot.sandbox.store import Store
from bot.sandbox.waiting import wait_for_bell

MESSAGE_LIFE = 24 * 3600  # seconds of the office clock
PRESS_LIFE = 150  # seconds of the office clock
LONGEST_POLL = 50.0  # seconds of the steady clock
MOST_AT_ONCE = 100
CONFLICT_EVERY = 3.0  # seconds; a quicker second refusal is held back so long
FIRST_UPDATE = 700_000_001
# What is delivered when the bot did not say what it wants.
LEFT_OUT_UNASKED = {"chat_member", "message_reaction", "message_reaction_count"}
CONFLICT = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)


@dataclass
class Poll:
    """One getUpdates call that waits."""

    bell: asyncio.Event = field(default_factory=asyncio.Event)
    is_superseded: bool = False


@dataclass(frozen=True)
class Asked:
    """What a getUpdates call asks for; offset 0 is the first not confirmed."""

    offset: int = 0
    limit: int = MOST_AT_ONCE
    timeout: float = 0.0


class UpdateQueue:
    def __init__(self, store: Store, steady: Steady, now: Callable[[], int]) -> None:
        self._store = store
        self._steady = steady
        self._now = now
        loaded = [Update(**value) for _, value in store.list_records("update")]
        loaded.sort(key=lambda each: each.update_id)
        self._updates = {each.update_id: each for each in loaded}
        kept = dict(store.list_records("polling"))
        self._next: int = kept.get("next", FIRST_UPDATE)
        self._allowed: list[str] = kept.get("allowed", [])
        self._poll: Poll | None = None
        self._is_closed = False
        self._last_offset: int | None = None
        self._last_start = 0.0
        self._next_conflict = 0.0

    def add(self, kind: str, body: dict[str, Any], *, life: int) -> None:
        """Queue an update of a kind that the bot wants; the others are lost."""
        if not self._is_wanted(kind):
            return
        body = {"update_id": self._next, kind: body}
        update = Update(self._next, body, self._now() + life)
        self._updates[update.update_id] = update
        self._next += 1
        self._store.put("update", update.update_id, asdict(update))
        self._store.put("polling", "next", self._next)
        self._ring()

    def _is_wanted(self, kind: str) -> bool:
        if self._allowed:
            return kind in self._allowed
        return kind not in LEFT_OUT_UNASKED

    def allow(self, kinds: list[str]) -> None:
        """Remember which kinds the bot wants from now on; an empty list: the usual."""
        self._allowed = kinds
        self._store.put("polling", "allowed", kinds)

    def list_waiting(self) -> list[Update]:
        """Give what is not confirmed and not too old."""
        now = self._now()
        for update in list(self._updates.values()):
            if update.expires_at <= now:
                self._forget(update)
        return list(self._updates.values())

    def forget_all(self) -> None:
        for update in list(self._updates.values()):
            self._forget(update)

    async def poll(self, asked: Asked) -> list[dict[str, Any]]:
        """Answer getUpdates; raises 409 for a poll that a newer one has ended."""
        self.end_poll(superseded=True)
        self._confirm(asked.offset)
        asked = self._slow_down(asked)
        poll = self._poll = Poll()
        try:
            batch = await self._wait_for_updates(poll, asked)
        finally:
            if self._poll is poll:
                self._poll = None
        if poll.is_superseded:
            await self._refuse_conflict()
        return [update.body for update in batch]

    async def _wait_for_updates(self, poll: Poll, asked: Asked) -> list[Update]:
        deadline = self._steady.monotonic() + asked.timeout
        while True:
            batch = self._batch(asked)
            left = deadline - self._steady.monotonic()
            if batch or poll.is_superseded or self._is_closed or left <= 0:
                return batch
            poll.bell.clear()
            # The store must not keep the confirmation open while nobody writes.
            self._store.commit()
            await wait_for_bell(poll.bell, self._steady, left)

    def _batch(self, asked: Asked) -> list[Update]:
        waiting = self.list_waiting()
        return [each for each in waiting if each.update_id >= asked.offset][
            : asked.limit
        ]

    def _confirm(self, offset: int) -> None:
        waiting = self.list_waiting()
        if offset < 0:
            done = waiting[:offset]
        else:
            done = [each for each in waiting if each.update_id < offset]
        for update in done:
            self._forget(update)

    def _slow_down(self, asked: Asked) -> Asked:
        """Hold back a bot that asks the same again and again without waiting."""
        now = self._steady.monotonic()
        passed = now - self._last_start
        is_same = asked.offset == self._last_offset
        self._last_offset, self._last_start = asked.offset, now
        if is_same and passed < CONFLICT_EVERY and asked.timeout < CONFLICT_EVERY:
            asked = Asked(asked.offset, asked.limit, CONFLICT_EVERY)
        if is_same and passed < 0.5:
            asked = Asked(asked.offset, 1, asked.timeout)
        return asked

    def end_poll(self, *, superseded: bool) -> None:
        """Let the poll that waits go: a newer one came, or the server stops."""
        if self._poll is not None:
            self._poll.is_superseded = superseded
        self._ring()

    def close(self) -> None:
        self._is_closed = True
        self.end_poll(superseded=False)

    async def _refuse_conflict(self) -> None:
        now = self._steady.monotonic()
        if now < self._next_conflict:
            await self._steady.sleep(CONFLICT_EVERY)
        else:
            self._next_conflict = now + CONFLICT_EVERY
        raise BotRefusal(409, CONFLICT)

    def _ring(self) -> None:
        if self._poll is not None:
            self._poll.bell.set()

    def _forget(self, update: Update) -> None:
        del self._updates[update.update_id]
        self._store.drop("update", update.update_id)
