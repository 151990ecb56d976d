"""A town is made: a sandbox on a free port, people with phones, an empty outbox."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from bot.clock import SteadyClock
from bot.sandbox import Sandbox
from models.work import Database
from tests.chaos.clocks import HANOI, TownClock, at, speed_with
from tests.chaos.life import TOKEN
from tests.chaos.people import settle_in
from tests.chaos.town import Town
from tests.listening import heard_in

START = at("2026-11-18 08:40")  # a Wednesday, in the morning


@asynccontextmanager
async def open_town(
    database_url: str,
    folder: Path,
    *,
    officers: int = 12,
    groups: int = 2,
    speed: float | None = None,
) -> AsyncIterator[Town]:
    """A town on this migrated, empty database. Its processes end with it."""
    speed = speed or speed_with(database_url)
    clock = TownClock.make(folder / "clock", START, speed)
    sandbox = Sandbox(token=TOKEN, clock=clock, steady=SteadyClock(speed))
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
    assert heard_in(town.log) == []  # the ear of the suite is in another process


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
