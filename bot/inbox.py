"""The inbound worker: each update once, in its chat's order, chats side by side."""

from __future__ import annotations

import asyncio
from collections import deque

import structlog

from bot.turns import Turns
from models.queries.inbox import Arrived, is_waiting, waiting
from models.work import Database
from scheduler.supervision import forever

log = structlog.get_logger()

SIDE_BY_SIDE = 8  # chats handled at once
LOOK_AGAIN = 1.0  # seconds between looks, if nobody wakes us
AHEAD = 500  # updates known by number beforehand; what they say is read one by one


class Inbox:
    """Takes what was stored, and lets it be handled."""

    def __init__(self, database: Database, turns: Turns) -> None:
        self._database = database
        self._turns = turns
        self._woken = asyncio.Event()
        self._look = True  # there may be more than the line holds
        self._line: deque[Arrived] = deque()
        self._busy: dict[int, tuple[Arrived, asyncio.Task[None]]] = {}  # by chat
        self._stopping = False

    def wake(self) -> None:
        """Something was stored."""
        self._look = True
        self._woken.set()

    async def is_idle(self) -> bool:
        async with self._database.read(brief=True) as reads:
            if self._busy or await is_waiting(reads):
                return False
        return self._turns.are_over

    async def run(self) -> None:
        """Until cancelled; what is in hand goes on, and `stop` ends it."""
        await forever("inbox", self._round)

    async def stop(self, grace_seconds: float) -> None:
        """Begin nothing more, and let what is in hand end, for so long.

        A handler that is cancelled is rolled back: its update is handled after the
        next start.
        """
        self._stopping = True
        busy = {task for _, task in self._busy.values()}
        if not busy:
            return
        _, left = await asyncio.wait(busy, timeout=grace_seconds)
        if left:
            log.warning("left_unhandled", updates=len(left))
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _round(self) -> None:
        self._woken.clear()
        await self.start_waiting()
        try:
            # Not `wait_for`: that loses a cancellation that comes with a wake.
            async with asyncio.timeout(LOOK_AGAIN):
                await self._woken.wait()
        except TimeoutError:
            self._look = True

    async def start_waiting(self) -> None:
        """Begin the oldest update of every chat that is not being handled."""
        if self._look and len(self._busy) < SIDE_BY_SIDE:
            await self._look_for_more()
        held: deque[Arrived] = deque()
        while self._line and len(self._busy) < SIDE_BY_SIDE and not self._stopping:
            arrived = self._line.popleft()
            if arrived.chat in self._busy:
                held.append(arrived)
            else:
                self._begin(arrived)
        self._line.extendleft(reversed(held))

    async def _look_for_more(self) -> None:
        self._look = False
        async with self._database.read(brief=True) as reads:
            found = await waiting(reads, limit=AHEAD)
        in_hand = {arrived for arrived, _ in self._busy.values()}
        self._line = deque(one for one in found if one not in in_hand)

    def _begin(self, arrived: Arrived) -> None:
        task = asyncio.create_task(self._handle(arrived))
        self._busy[arrived.chat] = arrived, task

    async def _handle(self, arrived: Arrived) -> None:
        done = False
        try:
            done = await self.handle(arrived)
        finally:
            self._end(arrived.chat, done)

    async def handle(self, arrived: Arrived) -> bool:
        """One update, to its end; True if the next one of its chat may begin."""
        return await self._turns.take(arrived)

    def _end(self, chat: int, done: bool) -> None:
        """A chat whose update is not done with waits for the next look."""
        self._busy.pop(chat, None)
        if not done:
            self._line = deque(one for one in self._line if one.chat != chat)
        elif not self._line:
            self._look = True
        self._woken.set()
