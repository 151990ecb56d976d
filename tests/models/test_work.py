"""One transaction, whole or not at all."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from models import schema
from models.tables import Setting, Unit
from models.work import Database, Work

# It takes longer than others should wait.
COUNT_FAR = text(
    "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers"
    " WHERE n < 1000000) SELECT max(n) FROM numbers"
)


async def test_what_is_done_stays(database: Database) -> None:
    async with database.begin() as work:
        work.session.add(Setting(name="a", value="1"))
    async with database.read() as reads:
        assert await reads.session.scalar(select(Setting.value)) == "1"


async def test_a_failed_change_leaves_nothing(database: Database) -> None:
    told: list[str] = []
    with pytest.raises(LookupError):
        await _fail(database, told)
    async with database.read() as reads:
        assert await reads.session.scalar(select(Setting.value)) is None
    assert told == []


async def _fail(database: Database, told: list[str]) -> None:
    async with database.begin() as work:
        work.session.add(Setting(name="a", value="1"))
        work.after_commit(lambda: told.append("woken"))
        await work.session.flush()
        raise LookupError


async def test_the_dispatcher_is_woken_after_the_commit(database: Database) -> None:
    told: list[str] = []
    async with database.begin() as work:
        work.after_commit(lambda: told.append("woken"))
        assert told == []
    assert told == ["woken"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_takes_many_statements_lets_others_have_their_turn(
    database: Database,
) -> None:
    passed = asyncio.Event()
    async with database.begin(brief=True) as work:
        asyncio.get_running_loop().call_soon(passed.set)
        await work.session.execute(COUNT_FAR)
        assert passed.is_set()


async def test_reads_and_writes_in_turn_lose_nothing(database: Database) -> None:
    async with database.begin() as work:
        work.session.add(Setting(name="count", value="0"))
    await asyncio.gather(*(_count_up(database) for _ in range(40)))
    async with database.read() as reads:
        assert await reads.session.scalar(select(Setting.value)) == "40"


async def _count_up(database: Database) -> None:
    async with database.begin() as work:
        row = await work.session.get_one(Setting, "count", with_for_update=True)
        row.value = str(int(row.value) + 1)


async def test_a_look_cannot_change_anything(database: Database) -> None:
    async with database.read() as reads:
        with pytest.raises(DBAPIError):
            await reads.session.execute(text("DELETE FROM setting"))


async def test_two_writers_of_one_file_take_turns(
    database: Database, database_url: str
) -> None:
    """A terminal command beside the running bot."""
    other = Database(database_url, zone=database.zone, now=database.now)
    for number in range(5):
        async with other.begin() as work:
            _unit(work, f"A{number}")
        async with database.begin() as work:
            _unit(work, f"B{number}")
    async with asyncio.TaskGroup() as group:
        for number in range(5, 10):
            group.create_task(_add(other, f"A{number}"))
            group.create_task(_add(database, f"B{number}"))
    async with database.read() as reads:
        assert len((await reads.session.scalars(select(Unit))).all()) == 20
    await other.close()


async def _add(database: Database, code: str) -> None:
    async with database.begin() as work:
        _unit(work, code)


def _unit(work: Work, code: str) -> None:
    work.session.add(Unit(code=code, name=code, folded=code))


async def test_an_error_that_is_logged_quotes_nobody(database: Database) -> None:
    with pytest.raises(DBAPIError) as failed:
        await _misread(database, "Nguyễn Văn An")
    assert "Nguyễn" not in str(failed.value)


async def _misread(database: Database, name: str) -> None:
    async with database.begin() as work:
        query = text("SELECT :name, no_such_column")
        await work.session.execute(query, {"name": name})


async def test_the_folder_that_is_made_for_an_office_is_its_own(tmp_path: Path) -> None:
    """What SQLite puts in it, anybody on the machine could read else."""
    file = tmp_path / "var" / "dondoc.db"
    zone, at = ZoneInfo("Asia/Ho_Chi_Minh"), datetime(2026, 11, 20, tzinfo=UTC)
    opened = Database(f"sqlite+aiosqlite:///{file}", zone=zone, now=lambda: at)
    await opened.close()
    assert file.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("folder", ["Văn phòng #1", "what? 100%", "a&b"])
async def test_an_office_may_lie_in_a_folder_of_any_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path / folder)
    zone, at = ZoneInfo("Asia/Ho_Chi_Minh"), datetime(2026, 11, 20, tzinfo=UTC)
    opened = Database("sqlite+aiosqlite:///x.db", zone=zone, now=lambda: at)
    await schema.upgrade(opened)
    async with opened.begin() as work:
        work.session.add(Setting(name="a", value="1"))
    async with opened.read(brief=True) as reads:
        assert await reads.session.scalar(select(Setting.value)) == "1"
    await opened.close()


async def test_a_brief_change_waits_for_a_foreign_program_beside_others(
    tmp_path: Path,
) -> None:
    zone, at = ZoneInfo("Asia/Ho_Chi_Minh"), datetime(2026, 11, 20, tzinfo=UTC)
    opened = Database(f"sqlite+aiosqlite:///{tmp_path}/x.db", zone=zone, now=lambda: at)
    await schema.upgrade(opened)
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as foreign:
        foreign.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(_keep(opened))
        async with opened.read(brief=True) as reads:
            assert await reads.session.scalar(select(Setting.value)) is None
        assert not waiting.done()
        foreign.execute("ROLLBACK")
        await waiting
    async with opened.read(brief=True) as reads:
        assert await reads.session.scalar(select(Setting.value)) == "1"
    await opened.close()


async def test_what_is_brief_and_what_is_not_take_turns(database: Database) -> None:
    steps: list[str] = []

    async def change(code: str, *, brief: bool) -> None:
        async with database.begin(brief=brief) as work:
            steps.append(code)
            _unit(work, code)
            await work.session.flush()
            await asyncio.sleep(0)
            steps.append(code)

    await asyncio.gather(*(change(f"{n}", brief=n % 2 == 0) for n in range(12)))
    if database.engines.one_writer:
        assert steps[::2] == steps[1::2]
    async with database.read() as reads:
        assert len((await reads.session.scalars(select(Unit))).all()) == 12


async def _keep(opened: Database) -> None:
    async with opened.begin(brief=True) as work:
        work.session.add(Setting(name="a", value="1"))


async def test_a_look_sees_one_moment_whatever_is_written_meanwhile(
    database: Database,
) -> None:
    await _add(database, "A")
    for brief in (False, True):
        async with database.read(brief=brief) as reads:
            before = len((await reads.session.scalars(select(Unit))).all())
            await _add(database, f"B{brief}")
            assert len((await reads.session.scalars(select(Unit))).all()) == before
