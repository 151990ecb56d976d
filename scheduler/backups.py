"""A backup each hour, and the older ones thinned out.

What is there is seen from the names in the folder: a restart or a second process needs
no memory of its own. The copying is somebody else's: it may take minutes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from actions.alarms import tell_administrators
from domain.disk import Short
from domain.notices import Saying, Told
from domain.policy import Policy
from domain.rotation import is_due, surplus
from models.work import Database
from scheduler.ticks import Tick

log = structlog.get_logger()

NAME = "dondoc-%Y-%m-%dT%H-%M-%S.zip"  # by the office's wall clock
REST = timedelta(minutes=10)  # after a start, which has enough to do

Write = Callable[[Path], Awaitable[bool]]  # whether it is there, whole


def backing_up(folder: Path, write: Write) -> Tick:
    """The tick that backs up into this folder. The copy itself is made beside it."""
    return Tick("backup", timedelta(minutes=5), Backups(folder, write).tick)


class Backups:
    """The backups of one office in one folder."""

    def __init__(self, folder: Path, write: Write) -> None:
        self._folder = folder
        self._write = write
        self._begun: datetime | None = None
        self._writing: asyncio.Task[None] | None = None

    async def tick(self, database: Database, policy: Policy, now: datetime) -> None:
        self._begun = self._begun or now
        busy = self._writing is not None and not self._writing.done()
        if busy or now - self._begun < REST:
            return
        if isinstance(database.ballast.judge(), Short):
            return
        if is_due(await asyncio.to_thread(self._times, policy.zone), now):
            self._writing = asyncio.create_task(self._back_up(database, policy, now))

    async def written(self) -> None:
        """Until what was begun is done."""
        if self._writing is not None:
            await self._writing

    async def _back_up(self, database: Database, policy: Policy, now: datetime) -> None:
        local = policy.local(now)
        path = self._folder / local.strftime(NAME)
        try:
            await asyncio.to_thread(self._make_ready)
            if not await self._write(path):
                raise OSError("not written")
            await asyncio.to_thread(self._rotate, policy.zone)
        except Exception as error:  # noqa: BLE001 (the bot goes on; somebody is told)
            log.error("backup_failed", error=type(error).__name__)
            await _tell(database, f"{local:%Y-%m-%d}")
        else:
            log.info("backup_made", name=path.name)

    def _make_ready(self) -> None:
        """What a process that was killed had begun is of no use to anybody."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for begun in self._folder.glob("dondoc-*.zip.part"):
            begun.unlink()

    def _times(self, zone: ZoneInfo) -> list[datetime]:
        if not self._folder.is_dir():
            return []
        found = (_time_of(path, zone) for path in self._folder.iterdir())
        return [at for at in found if at is not None]

    def _rotate(self, zone: ZoneInfo) -> None:
        for at in surplus(self._times(zone)):
            (self._folder / at.strftime(NAME)).unlink(missing_ok=True)


def _time_of(path: Path, zone: ZoneInfo) -> datetime | None:
    """None for what is none of ours: it is never deleted."""
    try:
        return datetime.strptime(path.name, NAME).replace(tzinfo=zone)
    except ValueError:
        return None


async def _tell(database: Database, day: str) -> None:
    """Once a day is enough to be told."""
    async with database.begin() as work:
        said = Told(Saying.BACKUP_FAILED, {})
        await tell_administrators(work, said, key=f"backup:{day}")
