"""An office is backed up while people write, and is whole again in another database."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update

from actions.back_up import back_up, digest_of, write_out
from actions.restore import NewerSchema, restore
from actions.verify_history import verify_history
from bot.copying_apart import PROGRAM
from bot.demo_office import fill_office
from domain.policy import Policy
from files.backups import Backup, Manifest
from models import schema
from models.history import Change, Kind, events_of, record_alike, replay
from models.queries.rewind import rewound_to
from models.tables import (
    Audit,
    ImportDraft,
    Inbox,
    Invite,
    Officer,
    Setting,
    Task,
    TaskEvent,
    Unit,
)
from models.work import Database
from scheduler.sealing import sealing
from tests.conftest import FRIDAY, HANOI, StoppedClock

KEY = b"the office's own key, kept elsewhere"
AT_ONCE = 5_000  # rows in one statement
TASKS = 20  # of which somebody writes all the time
PACKED = b"\x00\xff packed"  # no text in any alphabet
ODD = "\u0000 \ud800 “Đôn đốc” \U0001f4ee"


@pytest.fixture
async def office(database: Database) -> Database:
    """The sample office with its register, its history sealed, and odd words in it."""
    await fill_office(database)
    async with database.begin() as work:
        unit = (await work.session.scalars(select(Unit).limit(1))).one()
        last = await work.session.scalar(select(func.max(Unit.id)))
        unit.successor_id = last  # a row that refers to a later one
        work.session.add(Setting(name="Ễ", value="x"))
        work.session.add(Setting(name="a", value="y"))
        held = {"chat": 5, "received_at": FRIDAY, "body": {"text": ODD}}
        work.session.add(Inbox(bot_id=1, update_id=2**40, **held))
        day = timedelta(days=1)
        invite = {"officer_id": 1, "created_at": FRIDAY, "expires_at": FRIDAY + day}
        work.session.add(Invite(digest="0" * 64, **invite))
        draft = {"officer_id": 1, "at": FRIDAY, "file_name": "so.xlsx", "digest": "0"}
        work.session.add(ImportDraft(**draft, profile="chung", body=PACKED))
    await sealing(KEY).work(database, Policy(), FRIDAY)
    return database


@pytest.fixture
async def elsewhere(tmp_path: Path, clock: StoppedClock) -> AsyncIterator[Database]:
    url = f"sqlite+aiosqlite:///{tmp_path / 'elsewhere' / 'office.db'}"
    opened = Database(url, zone=HANOI, now=clock.now)
    yield opened
    await opened.close()


async def _say_progress(database: Database, percent: int) -> None:
    """Somebody says of all these tasks how far they are, in one transaction."""
    async with database.begin() as work:
        said = {"columns": {"percent": percent}, "note": "đã dự thảo"}
        change = Change(0, Kind.PROGRESS, "chat", work.today, **said)
        await record_alike(work, change, range(1, TASKS + 1))


async def _go_back(database: Database, events: int) -> None:
    """So much history of twenty tasks, for a copy that takes its time."""
    said = {"kind": "progress", "door": "chat", "note": "đã dự thảo"}
    async with database.begin() as work:
        for begin in range(0, events, AT_ONCE):
            rows = [
                {
                    **said,
                    "task_id": number % TASKS + 1,
                    "effective_on": work.today,
                    "recorded_at": work.now,
                    "changes": {"percent": number % 100},
                }
                for number in range(begin, min(begin + AT_ONCE, events))
            ]
            await work.session.execute(insert(TaskEvent), rows)
        more = {"version": Task.version + events // TASKS}
        await work.session.execute(update(Task).where(Task.id <= TASKS).values(more))
    await _say_progress(database, 99)


async def _copy(office: Database, path: Path, *, apart: bool) -> None:
    """By a process of its own, as the running bot does it; or here."""
    if not apart:
        await back_up(office, path)
        return
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PROGRAM, "backup", str(path)),
        env={**os.environ, "DONDOC_DATABASE_URL": office.url},
    )
    assert await process.wait() == 0


async def _write_until(office: Database, copied: asyncio.Event) -> int:
    """How many events were written meanwhile."""
    written = 0
    while not copied.is_set():
        await _say_progress(office, written % 100)
        written += TASKS
    return written


@pytest.mark.proof("F52", short=0, long=100_000, of="rows copied while others write")
async def test_a_backup_during_writes_is_of_one_moment(
    office: Database,
    elsewhere: Database,
    tmp_path: Path,
    times: int,
    record_property: Callable[[str, object], None],
) -> None:
    """Every task in it is the sum of the events in it; its seals still hold."""
    if times:
        await _go_back(office, times)
    began, copied = time.monotonic(), asyncio.Event()
    async with asyncio.TaskGroup() as group:
        writing = group.create_task(_write_until(office, copied))
        await asyncio.sleep(0)
        await _copy(office, tmp_path / "a.zip", apart=bool(times))
        copied.set()
    record_property("writes meanwhile", writing.result())
    rate = writing.result() / (time.monotonic() - began)
    record_property("in a second", round(rate))
    with Backup(tmp_path / "a.zip") as backup:
        manifest = await restore(elsewhere, backup)
        assert manifest == backup.manifest
    await _is_whole(elsewhere)
    await _is_held_back(elsewhere, manifest)
    await _is_open_to_all(office, tmp_path / "out")


async def _is_whole(restored: Database) -> None:
    async with restored.read() as reads:
        for number in range(1, TASKS + 1):
            row = await reads.session.get_one(Task, number)
            again = replay(await events_of(reads, number))
            assert {name: getattr(row, name) for name in again} == again
        assert (await verify_history(reads, KEY, None)).broken is None
        inbox = (await reads.session.scalars(select(Inbox))).one()
        assert (inbox.update_id, inbox.body) == (2**40, {"text": ODD})
        assert (await reads.session.scalar(select(ImportDraft.body))) == PACKED


async def _is_held_back(restored: Database, manifest: Manifest) -> None:
    """Nothing is sent from it yet, and links of before are void."""
    async with restored.read() as reads:
        assert await rewound_to(reads) == manifest.at
        invites = select(Invite.id).where(Invite.revoked_at.is_(None))
        assert (await reads.session.scalars(invites)).all() == []
        deed = (await reads.session.scalars(select(Audit).order_by(-Audit.id))).first()
        assert deed is not None
        assert (deed.action, deed.detail["digest"]) == ("restored", manifest.digest)


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


async def _is_open_to_all(office: Database, out: Path) -> None:
    """The same as open files: one CSV for each table."""
    manifest = await write_out(office, out)
    files = names_in(out)
    assert files == {"manifest.json", *(f"{t.name}.csv" for t in manifest.tables)}
    rows = await asyncio.to_thread((out / "officer.csv").read_text, "utf-8-sig")
    officers = next(t.rows for t in manifest.tables if t.name == "officer")
    assert rows.count("\n") == officers + 1
    with pytest.raises(FileExistsError):
        await write_out(office, out)


async def _digest(database: Database) -> Manifest:
    async with database.read() as reads:
        return await digest_of(reads, schema.newest() or "")


async def test_it_goes_over_to_the_other_kind_of_database(
    sqlite_template: Path, database: Database, tmp_path: Path
) -> None:
    """From SQLite into whichever: proved equal, and new rows get new numbers."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'first.db'}"
    first = Database(url, zone=HANOI, now=lambda: FRIDAY)
    await schema.upgrade(first)
    await fill_office(first)
    await back_up(first, tmp_path / "a.zip")
    before = await _digest(first)
    await first.close()
    async with database.begin() as work:
        work.session.add(Officer(id=1, code="X", name="Ai khác", folded="ai khac"))

    with Backup(tmp_path / "a.zip") as backup:
        assert backup.manifest.digest == before.digest
        await restore(database, backup, over=True)

    async with database.begin() as work:
        highest = await work.session.scalar(select(func.max(Officer.id)))
        added = Officer(code="MOI", name="Người mới", folded="nguoi moi")
        work.session.add(added)
        await work.session.flush()
        assert added.id == (highest or 0) + 1
        assert await work.session.scalar(select(func.count(TaskEvent.id)))


async def test_an_older_backup_is_brought_to_this_schema(
    elsewhere: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    *_, older, _newest = schema.revisions()
    url = f"sqlite+aiosqlite:///{tmp_path / 'old.db'}"
    old = Database(url, zone=HANOI, now=lambda: FRIDAY)
    await schema.upgrade(old)
    await back_up(old, tmp_path / "a.zip")
    await old.close()
    with Backup(tmp_path / "a.zip") as backup:
        backup.manifest = Manifest(backup.manifest.at, "unknown", ())
        with pytest.raises(NewerSchema):
            await restore(elsewhere, backup)
        backup.manifest = Manifest(backup.manifest.at, older, ())
        await restore(elsewhere, backup)
    assert await schema.current(elsewhere) == schema.newest()
