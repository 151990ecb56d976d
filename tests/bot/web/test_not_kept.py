"""F42 and F44: updates come while the database cannot take them; none is confirmed."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from models.work import LOCKED_TRIES, Database
from tests.bot.conftest import said
from tests.bot.web.conftest import Office
from tests.conftest import HANOI, StoppedClock
from tests.disk import LIMITS, PAGE, TAKEN, Disk

PATIENCE = 0.02  # seconds that SQLite waits for a lock, in place of five
UPDATES = LIMITS.ballast // PAGE // TAKEN + 10  # more than the ballast can hold
TURNS = 20  # of the event loop, while somebody holds the file


@pytest.fixture
async def database(
    tmp_path: Path, sqlite_template: Path, clock: StoppedClock
) -> AsyncIterator[Database]:
    file = shutil.copy(sqlite_template, tmp_path / "office.db")
    url = f"sqlite+aiosqlite:///{file}"
    opened = Database(url, zone=HANOI, now=clock.now, patience=PATIENCE)
    yield opened
    await opened.close()


@contextmanager
def held(database: Database) -> Iterator[None]:
    """Another program's write transaction."""
    assert database.engines.file is not None
    with closing(sqlite3.connect(database.engines.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@dataclass
class Loop:
    """Counts how often the event loop comes round."""

    turns: int = 0
    often: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        while True:
            await asyncio.sleep(PATIENCE / 10)
            self.turns += 1
            if self.turns >= TURNS:
                self.often.set()


async def bring(office: Office, number: int) -> int:
    """Telegram's try to bring an update; the status of our answer."""
    answer = await office.deliver(json.dumps(said(number)).encode())
    assert (answer.status == 503) == ("Retry-After" in answer.headers)
    return answer.status


async def test_who_lets_the_file_go_in_time_is_waited_for(office: Office) -> None:
    office.open()
    loop = Loop()
    turning = asyncio.create_task(loop.run())
    with held(office.inbound.database):
        coming = asyncio.create_task(bring(office, 5))
        await loop.often.wait()
        assert not coming.done()
        assert await office.inbound.states() == {}
    assert await coming == 200
    assert await office.inbound.states() == {5: "new"}
    turning.cancel()


async def test_while_the_file_stays_locked_nothing_is_confirmed(
    office: Office,
) -> None:
    office.open()
    loop = Loop()
    turning = asyncio.create_task(loop.run())
    with held(office.inbound.database):
        for _ in range(2):
            assert await bring(office, 5) == 503
        assert await office.inbound.states() == {}
    assert loop.turns > LOCKED_TRIES  # it came round between the tries
    assert await bring(office, 5) == 200
    assert await office.inbound.states() == {5: "new"}
    turning.cancel()


async def test_on_a_full_disk_only_what_is_stored_is_confirmed(office: Office) -> None:
    """The ballast holds some; Telegram keeps the rest until there is room."""
    office.open()
    disk = Disk(office.inbound.database)
    disk.fills_up()
    answers = {number: await bring(office, number) for number in range(UPDATES)}
    confirmed = {number for number, status in answers.items() if status == 200}
    assert set(await office.inbound.states()) == confirmed
    refused = set(answers) - confirmed
    assert min(refused) < max(confirmed) < max(refused)
    assert not disk.ballast.is_there
    assert disk.is_sound()

    disk.is_emptied()
    for number in refused:
        assert await bring(office, number) == 200
    assert len(await office.inbound.states()) == UPDATES
    assert disk.is_sound()
