"""The database is taken away, held, or cut off, while the office lives."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import asyncpg
import pytest

from tests.chaos.astray import way_to
from tests.chaos.databases import Server, new_database, postgresql_server
from tests.chaos.opening import open_town
from tests.chaos.running import Running
from tests.chaos.town import Town

PAGE = 4096  # bytes
FULL = 2.0  # seconds of the machine
TERMINATE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.mark.proof("F41", short=8, long=100, of="times all sessions cut")
async def test_connections_that_are_cut_lose_and_double_nothing(
    town: Town, times: int
) -> None:
    """F41: every session is ended again and again; the process lives through it."""
    if town.database.engines.one_writer:
        pytest.skip("SQLite has no sessions")
    running = town.begin()
    await running.started()
    for _ in range(times):
        await town.put(town.people.chats)
        for phone in town.people.phones[:3]:
            await town.say(phone)
        await _end_sessions(town)
        await asyncio.sleep(0.2)
    await town.until_quiet()
    assert await running.stop() == 0
    tally = await town.rest()
    assert (tally.broken, tally.duplicates, tally.unknown) == ((), 0, 0)


async def _end_sessions(town: Town) -> None:
    connection = await asyncpg.connect(town.database.url)
    await connection.execute(TERMINATE)
    await connection.close()


@pytest.fixture
def server() -> Iterator[Server]:
    with postgresql_server() as started:
        yield started


@pytest.mark.proof("F41", short=2, long=5, of="times `stop -m immediate`")
async def test_a_server_that_dies_is_waited_for(
    server: Server, tmp_path: Path, times: int
) -> None:
    """F41: `stop -m immediate`, while messages leave."""
    async with open_town(await new_database(server), tmp_path) as town:
        running = town.begin()
        await running.started()
        for _ in range(times):
            await town.put(town.people.chats)
            for phone in town.people.phones[:3]:
                await town.say(phone)
            await server.restart_rudely()
        await town.until_quiet()
        assert await running.stop() == 0
        tally = await town.rest()
    assert (tally.broken, tally.duplicates, tally.unknown) == ((), 0, 0)


@pytest.mark.proof("F41", short=None, long=30, of="seconds of a dead address")
async def test_an_address_that_is_dead_for_a_while_is_waited_for(
    server: Server,
    tmp_path: Path,
    times: int,
    record_property: Callable[[str, object], None],
) -> None:
    """F41: nothing is refused and nothing answers; then all is as before."""
    url = await new_database(server)
    async with way_to(url) as way, open_town(way.url, tmp_path) as town:
        running = town.begin()
        await running.started()
        await town.put(town.people.chats)
        await town.until_called(1)
        await way.dead_for(times)
        began = time.monotonic()
        for phone in town.people.phones[:3]:
            await town.say(phone)
        await town.until_quiet()
        record_property("seconds until rest", round(time.monotonic() - began))
        assert await running.stop() == 0
        tally = await town.rest()
    record_property("unknown", tally.unknown)
    assert (tally.broken, tally.duplicates) == ((), 0)


@pytest.mark.proof("F42", short=7, long=60, of="seconds")
async def test_a_writer_who_holds_the_file_is_waited_for(
    town: Town, times: int
) -> None:
    """F42: nothing is confirmed before it is kept, and nothing is given up."""
    file = town.database.engines.file
    if file is None:
        pytest.skip("only SQLite has one writer")
    running = town.begin()
    await running.started()
    await town.put(town.people.chats)
    with _held(file):
        for phone in town.people.phones:
            await town.say(phone)
        await asyncio.sleep(times)  # longer than SQLite waits for a lock
    await town.until_quiet()
    assert await running.stop() == 0
    tally = await town.rest()
    assert (tally.broken, tally.duplicates, tally.unknown) == ((), 0, 0)


async def test_a_full_disk_is_waited_for(town: Town) -> None:
    """F44: no file of the process may grow; then there is space again."""
    if not town.database.engines.one_writer:
        pytest.skip("a server has a disk of its own")
    running = town.begin()
    await running.started()
    await running.idle()
    with _no_space(running):
        await town.put(town.people.chats)
        for phone in town.people.phones:
            await town.say(phone)
        await asyncio.sleep(FULL)
        assert not await town.is_all_read()
    await town.until_quiet()
    assert await running.stop() == 0
    tally = await town.rest()
    assert (tally.broken, tally.duplicates, tally.unknown) == ((), 0, 0)


@contextmanager
def _no_space(running: Running) -> Iterator[None]:
    """What this process writes is refused, in its database and in its log."""
    pid, what = running.process.pid, resource.RLIMIT_FSIZE
    assert pid is not None
    before = resource.prlimit(pid, what)
    resource.prlimit(pid, what, (PAGE, before[1]))
    yield
    resource.prlimit(pid, what, before)


@contextmanager
def _held(file: Path) -> Iterator[None]:
    """Somebody else's write transaction."""
    with closing(sqlite3.connect(file, isolation_level=None, timeout=30)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
