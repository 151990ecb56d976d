"""A town under chaos: the sandbox as witness, one database, processes that come and go.

Nothing here looks into a running program: it is known by its rows, by the ledger, and
by how its processes end.
"""

from __future__ import annotations

import asyncio
import itertools
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import ClientSession
from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError

from models.tables import Delivery, Inbox, Lease
from models.work import Database
from tests.chaos.clocks import TownClock, at
from tests.chaos.fate import Fate
from tests.chaos.life import Life
from tests.chaos.people import (
    MOST_SAID,
    People,
    Phone,
    key_of,
    put_marked,
)
from tests.chaos.running import PATIENCE, Running, begin
from tests.chaos.tally import Accepted, Promised, Tally, accepted, count

T = TypeVar("T")
LOOK_EVERY = 0.03  # seconds of the machine
AGAIN = 0.2  # seconds of the machine until a database that is away is asked again
SECOND = timedelta(seconds=1)
LONG_AGO = at("2026-11-01 00:00")
SHOWN = 20  # rows of what is left
ROUNDS = 40  # of waiting for resends, until something counts as never ending


class Town:
    """One office, its people, and the witness."""

    people: People

    def __init__(self, database: Database, clock: TownClock, url: str) -> None:
        self.database = database
        self.clock = clock
        self.url = url
        self.session = ClientSession(url)
        self.way = ""  # to Telegram, when it is not the straight one
        self.kills = 0
        self.folder = Path()
        self._running: list[Running] = []

    @property
    def log(self) -> Path:
        """What all its processes say, one after the other."""
        return self.folder / "log"

    # its processes

    def begin(self, fate: Fate | None = None) -> Running:
        self._running = [one for one in self._running if one.is_alive]
        taken = {one.place for one in self._running}
        place = next(number for number in itertools.count(1) if number not in taken)
        life = Life(
            self.database.url,
            self.way or self.url,
            self.folder / "clock",
            self.log,
            fate,
            self.clock.speed,
            place,
        )
        running = begin(life)
        self._running.append(running)
        return running

    async def live_until(self, fate: Fate, seconds: float = 6.0) -> bool:
        """A process until its end; one that never comes there is killed. True if it
        came there by itself."""
        await self.surely(self.outlive_leases)
        running = self.begin(fate)
        code = await running.ended(seconds)
        if code is None:
            await running.kill()
        self.kills += 1
        return code == -signal.SIGKILL

    @asynccontextmanager
    async def living(self) -> AsyncIterator[Running]:
        """A process that is asked to end afterwards, and does so cleanly."""
        running = self.begin()
        await running.started()
        try:
            yield running
        finally:
            code = await running.stop()
        assert code == 0, f"it ended with {code}"

    async def end_all(self) -> None:
        for one in self._running:
            await one.kill()

    # its people

    async def put(self, chats: list[int], **more: Any) -> list[str]:
        """A message to each of these chats, in one transaction; their marks."""
        marks = [self.people.new_mark() for _ in chats]

        async def write() -> None:
            async with self.database.begin() as work:
                for chat, mark in zip(chats, marks, strict=True):
                    await put_marked(work, chat, mark, **more)

        await self.surely(write)
        self.promised.messages.update({mark: key_of(mark) for mark in marks})
        return marks

    async def surely(self, ask: Callable[[], Awaitable[T]]) -> T:
        """Ask the database until it answers: a server may be down for a while."""
        for _ in range(round(PATIENCE / AGAIN)):
            try:
                return await ask()
            except (DBAPIError, OSError):
                await asyncio.sleep(AGAIN)
        raise AssertionError("the database does not come back")

    async def say(self, officer: Phone) -> str:
        """He reports progress on his task; the mark of what he said."""
        assert officer.said < MOST_SAID
        mark = self.people.new_mark()
        words = f"/capnhat NV-{officer.task} {officer.said}% {mark}"
        officer.said += 1
        await self.write(officer, words)
        self.promised.updates.append(mark)
        return mark

    async def write(self, officer: Phone, text: str) -> None:
        path = f"/sandbox/chats/{officer.address}/messages"
        await self.post(path, {"from": officer.address, "text": text})

    async def fail(self, kind: str, times: int = 1, **more: Any) -> None:
        """The server is to fail for so many calls."""
        await self.post("/sandbox/faults", {"kind": kind, "count": times, **more})

    async def mend(self) -> None:
        async with self.session.delete("/sandbox/faults") as answer:
            assert answer.status == 200

    @property
    def promised(self) -> Promised:
        return self.people.promised

    # what is seen

    async def ledger(self) -> list[dict[str, Any]]:
        async with self.session.get("/sandbox/ledger") as answer:
            calls: list[dict[str, Any]] = (await answer.json())["calls"]
            return calls

    async def tally(self) -> Tally:
        calls = await self.ledger()
        return await self.surely(lambda: count(self.database, self.promised, calls))

    async def calls_to(self, chat: int) -> list[dict[str, Any]]:
        return [call for call in await self.ledger() if call["chat"] == chat]

    async def texts(self, chat: int) -> list[str]:
        return [one.text for one in accepted(await self.ledger()) if one.chat == chat]

    async def ledger_says(self, words: str) -> list[Accepted]:
        """The accepted messages in which these words stand."""
        return [one for one in accepted(await self.ledger()) if words in one.text]

    # its rest

    async def rest(self) -> Tally:
        """Let the office live in peace until nothing is left to be done; the clock
        goes on to whatever waits."""
        for _ in range(ROUNDS):
            await self.surely(self.outlive_leases)
            async with self.living() as running:
                await running.idle()
                await self.until_quiet()
            moment = await self.surely(self._next_moment)
            if moment is None:
                return await self.tally()
            self.clock.move_to(max(moment, self.clock.now()) + timedelta(seconds=1))
        raise AssertionError("something waits for ever")

    async def outlive_leases(self) -> None:
        """Every lease is over: a server's own clock decides that, and does not move."""
        async with self.database.begin() as work:
            held = Delivery.lease_until.is_not(None)
            over = {"lease_until": LONG_AGO}
            await work.session.execute(update(Delivery).where(held).values(over))
            await work.session.execute(update(Lease).values(expires_at=LONG_AGO))

    async def until_quiet(self, seconds: float = PATIENCE) -> None:
        """Until no update waits and nothing is due."""
        left: list[str] = []
        try:
            async with asyncio.timeout(seconds):
                while left := await self.surely(self.left):  # noqa: ASYNC110
                    await asyncio.sleep(LOOK_EVERY)
        except TimeoutError:
            raise AssertionError(f"it does not come to rest: {left}") from None

    async def until(self, moment: datetime) -> None:
        """Until the office's clock comes there by itself."""
        while self.clock.now() < moment:  # noqa: ASYNC110 (it goes on by itself)
            await asyncio.sleep((moment - self.clock.now()) / SECOND / self.clock.speed)

    async def until_called(self, times: int) -> None:
        """Until the bot has begun to send so many messages."""
        async with asyncio.timeout(PATIENCE):
            while len(accepted(await self.ledger())) < times:  # noqa: ASYNC110
                await asyncio.sleep(LOOK_EVERY)

    async def until_stopped(self, running: Running) -> None:
        """Until the process stands still by its own signal."""
        async with asyncio.timeout(PATIENCE):
            while not running.stands_still:  # noqa: ASYNC110 (nobody tells)
                await asyncio.sleep(LOOK_EVERY)

    async def left(self) -> list[str]:
        """What is still to be done now, in words."""
        now = self.clock.now()
        is_due = (Delivery.state == "pending") & (Delivery.not_before <= now)
        is_held = Delivery.state.in_(("claimed", "sending"))
        may_be_tried = Inbox.next_try.is_(None) | (Inbox.next_try <= now)
        deliveries = select(
            Delivery.id, Delivery.state, Delivery.not_before, Delivery.lease_until
        ).where(is_due | (is_held & (Delivery.lease_until != LONG_AGO)))
        updates = select(Inbox.update_id, Inbox.state, Inbox.next_try).where(
            Inbox.state == "new", may_be_tried
        )
        left = [] if await self.is_all_read() else ["updates at the server"]
        async with self.database.read() as reads:
            for query in (updates, deliveries):
                some = await reads.session.execute(query.limit(SHOWN))
                left += [str(row) for row in some]
        return left

    async def is_all_read(self) -> bool:
        """No update waits at the server, where it would be forgotten after a day."""
        async with self.session.get("/sandbox/state") as answer:
            return bool((await answer.json())["idle"])

    async def _next_moment(self) -> datetime | None:
        """When the next thing that waits comes due; None if nothing does."""
        queries = (
            select(func.min(Delivery.not_before)).where(Delivery.state == "pending"),
            select(func.min(Inbox.next_try)).where(Inbox.state == "new"),
        )
        async with self.database.read() as reads:
            found = [await reads.session.scalar(query) for query in queries]
        return min((moment for moment in found if moment is not None), default=None)

    async def post(self, path: str, facts: dict[str, Any]) -> dict[str, Any]:
        async with self.session.post(path, json=facts) as answer:
            told: dict[str, Any] = await answer.json()
            assert answer.status < 300, told
            return told
