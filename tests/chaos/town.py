"""A town under chaos: the sandbox as witness, one database, processes that come and go.

Nothing here looks into a running program: it is known by its rows, by the ledger, and
by how its processes end.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import ClientSession, web
from sqlalchemy import func, or_, select
from sqlalchemy.exc import DBAPIError

from bot.clock import SteadyClock
from bot.sandbox import Sandbox
from models.tables import Delivery, Inbox
from models.work import Database
from tests.chaos.clocks import HANOI, SPEED, TownClock, at
from tests.chaos.fate import Fate
from tests.chaos.life import TOKEN, Life, begin
from tests.chaos.people import (
    MOST_SAID,
    People,
    Phone,
    key_of,
    put_marked,
    settle_in,
)
from tests.chaos.tally import Promised, Tally, accepted, count

T = TypeVar("T")
START = at("2026-11-18 08:40")  # a Wednesday, in the morning
LOOK_EVERY = 0.03  # seconds of the machine
PATIENCE = 60.0  # seconds of the machine until something counts as stuck
AGAIN = 0.2  # seconds of the machine until a database that is away is asked again
ROUNDS = 40  # of waiting for resends, until something counts as never ending


@dataclass(frozen=True)
class Running:
    """One process of the office."""

    process: ForkServerProcess
    ready: Connection

    @property
    def is_alive(self) -> bool:
        return self.process.is_alive()

    @property
    def stands_still(self) -> bool:
        stat = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8")
        return stat.rpartition(") ")[2].startswith("T")

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


class Town:
    """One office, its people, and the witness."""

    people: People

    def __init__(self, database: Database, clock: TownClock, url: str) -> None:
        self.database = database
        self.clock = clock
        self.url = url
        self.session = ClientSession(url)
        self.kills = 0
        self.folder = Path()
        self._running: list[Running] = []

    # its processes

    def begin(self, fate: Fate | None = None) -> Running:
        life = Life(
            self.database.url,
            self.url,
            self.folder / "clock",
            self.folder / "log",
            fate,
        )
        running = Running(*begin(life))
        self._running = [one for one in self._running if one.is_alive] + [running]
        return running

    async def live_until(self, fate: Fate, seconds: float = 4.0) -> bool:
        """A process until its end; one that never comes there is killed. True if it
        came there by itself."""
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

    async def texts(self, chat: int) -> list[str]:
        return [one.text for one in accepted(await self.ledger()) if one.chat == chat]

    # its rest

    async def rest(self) -> Tally:
        """Let the office live in peace until nothing is left to be done; the clock
        goes on to whatever waits."""
        for _ in range(ROUNDS):
            async with self.living() as running:
                await running.idle()
                await self.until_quiet()
            moment = await self.surely(self._next_moment)
            if moment is None:
                return await self.tally()
            self.clock.move_to(max(moment, self.clock.now()) + timedelta(seconds=1))
        raise AssertionError("something waits for ever")

    async def until_quiet(self, seconds: float = PATIENCE) -> None:
        """Until no update waits and nothing is due."""
        async with asyncio.timeout(seconds):
            while not await self.surely(self.is_quiet):  # noqa: ASYNC110 (rows ring no bell)
                await asyncio.sleep(LOOK_EVERY)

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

    async def is_quiet(self) -> bool:
        now = self.clock.now()
        due = or_(
            (Delivery.state == "pending") & (Delivery.not_before <= now),
            Delivery.state.in_(("claimed", "sending")) & (Delivery.lease_until > now),
        )
        waits = (Inbox.state == "new") & (
            Inbox.next_try.is_(None) | (Inbox.next_try <= now)
        )
        if not await self.is_all_read():
            return False
        async with self.database.read() as reads:
            for table, condition in ((Inbox, waits), (Delivery, due)):
                found = select(func.count()).select_from(table).where(condition)
                if await reads.session.scalar(found):
                    return False
        return True

    async def is_all_read(self) -> bool:
        """No update waits at the server, where it would be forgotten after a day."""
        async with self.session.get("/sandbox/state") as answer:
            return bool((await answer.json())["idle"])

    async def _next_moment(self) -> datetime | None:
        """When the next thing that waits comes due; None if nothing does."""
        queries = (
            select(func.min(Delivery.not_before)).where(Delivery.state == "pending"),
            select(func.min(Delivery.lease_until)).where(
                Delivery.state.in_(("claimed", "sending"))
            ),
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


@asynccontextmanager
async def open_town(
    database_url: str, folder: Path, *, officers: int = 12, groups: int = 2
) -> AsyncIterator[Town]:
    """A town on this migrated, empty database. Its processes end with it."""
    clock = TownClock.make(folder / "clock", START)
    sandbox = Sandbox(token=TOKEN, clock=clock, steady=SteadyClock(SPEED))
    application = web.Application()
    sandbox.add_routes(application)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    database = Database(database_url, zone=HANOI, now=clock.now)
    town = Town(database, clock, f"http://127.0.0.1:{runner.addresses[0][1]}")
    town.folder = folder
    try:
        await _settle(town, officers, groups)
        yield town
    finally:
        await town.end_all()
        await town.session.close()
        await runner.cleanup()
        await database.close()


async def _settle(town: Town, officers: int, groups: int) -> None:
    names = [f"Cán bộ {number}" for number in range(officers)]
    made = [await town.post("/sandbox/people", {"name": name}) for name in names]
    addresses = [int(one["id"]) for one in made]
    rooms = [
        await town.post("/sandbox/groups", {"title": "Nhóm", "members": addresses[:3]})
        for _ in range(groups)
    ]
    town.people = await settle_in(
        town.database, addresses, [int(one["id"]) for one in rooms]
    )
    for phone in town.people.phones:
        await town.write(phone, "/start")  # a bot may not write first
    await _read_all(town)


async def _read_all(town: Town) -> None:
    """An earlier program has read what waits, and confirmed it."""
    path = f"/bot{TOKEN}/getUpdates"
    waiting = (await town.post(path, {"offset": -1}))["result"]
    await town.post(path, {"offset": waiting[-1]["update_id"] + 1})
