"""An hourly backup that thins itself out, and says so when it fails."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from domain.policy import Policy
from models.tables import Delivery
from models.work import Database
from scheduler.backups import Backups
from tests.conftest import FRIDAY
from tests.scheduler.test_sealing import add_administrator

HOUR = timedelta(hours=1)


async def written(path: Path) -> bool:
    await asyncio.to_thread(path.touch)
    return True


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


async def test_a_backup_each_hour_and_few_of_what_is_past(
    database: Database, tmp_path: Path
) -> None:
    asked: list[Path] = []

    async def write(path: Path) -> bool:
        asked.append(path)
        return await written(path)

    folder = tmp_path / "backups"
    backups = Backups(folder, write)
    now = FRIDAY
    while now < FRIDAY + timedelta(days=3):
        await backups.tick(database, Policy(), now)
        await backups.written()
        now += timedelta(minutes=15)

    names = sorted(names_in(folder))
    assert asked[0].name == "dondoc-2026-11-20T15-13-00.zip"  # a rest after the start
    assert len(asked) == 72
    assert names[-1] == asked[-1].name
    assert 24 < len(names) < 30


async def test_strangers_in_the_folder_are_left_alone(
    database: Database, tmp_path: Path
) -> None:
    begun = "dondoc-2026-11-20T15-00-00.zip.part"
    for name in ("notes.txt", "before-update.zip", begun):
        await written(tmp_path / name)
    backups = Backups(tmp_path, written)
    for hours in range(100):
        await backups.tick(database, Policy(), FRIDAY + HOUR * hours)
        await backups.written()
    left = names_in(tmp_path)
    assert {"notes.txt", "before-update.zip"} <= left
    assert not any(name.endswith(".part") for name in left)


async def test_a_failure_is_told_once_a_day_and_tried_again(
    database: Database, tmp_path: Path
) -> None:
    await add_administrator(database)
    tries = 0

    async def write(_path: Path) -> bool:
        nonlocal tries
        tries += 1
        return False

    backups = Backups(tmp_path, write)
    for minutes in range(0, 60, 5):
        await backups.tick(database, Policy(), FRIDAY + timedelta(minutes=minutes))
        await backups.written()
    async with database.read() as reads:
        keys = await reads.session.scalars(select(Delivery.dedup_key))
        told = [key.partition("|")[0] for key in keys]
    assert tries == 10
    assert told == ["alarm:backup:2026-11-20"]
