"""The ballast beside an SQLite file, and how much room its disk has."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
from sqlalchemy.exc import DBAPIError

from domain.disk import Ample, DiskFacts, Limits, Short, Verdict, judge
from models.engine import is_full

log = structlog.get_logger()


def free_at(folder: Path) -> int:
    """Bytes that we may still write there."""
    return shutil.disk_usage(folder).free


class Ballast:
    """A file whose room is given back when a write finds none.

    Without limits, or on a database server, whose disk is not ours, there is no ballast
    and always room. `free` says how many bytes are left in a folder.
    """

    def __init__(
        self,
        database: Path | None,
        limits: Limits | None,
        *,
        free: Callable[[Path], int] = free_at,
    ) -> None:
        self._limits = limits or Limits()
        self._free = free
        self._file: Path | None = None
        self._refused = False
        if database is not None and limits is not None:
            self._file = database.with_name(f"{database.name}.ballast")

    @property
    def is_watched(self) -> bool:
        """Whether there is a disk of ours to measure."""
        return self._file is not None

    @property
    def is_short(self) -> bool:
        """No new work is to be begun."""
        return isinstance(self.judge(), Short)

    @property
    def is_there(self) -> bool:
        """The whole of it: a process may have died while it made one."""
        if self._file is None or not self._file.exists():
            return False
        return self._file.stat().st_size >= self._limits.ballast

    @property
    def free(self) -> int:
        """Bytes; 0 where there is nothing to measure."""
        return 0 if self._file is None else self._free(self._file.parent)

    def judge(self) -> Verdict:
        if self._file is None:
            return Ample(make_ballast=False)
        return judge(DiskFacts(self.free, self.is_there, self._refused), self._limits)

    def forget_refusal(self) -> None:
        """It was seen to; the next one is news."""
        self._refused = False

    def make(self) -> None:
        """Takes its room really, block by block. Without room there is none made."""
        if self._file is None:
            return
        try:
            _allocate(self._file, self._limits.ballast)
        except OSError as error:
            self._file.unlink(missing_ok=True)
            log.warning("ballast_not_made", error=type(error).__name__)
        else:
            log.info("ballast_made", bytes=self._limits.ballast)

    @contextmanager
    def given_up_when_full(self) -> Iterator[None]:
        """Around a transaction: who tries it again after its failure finds room."""
        try:
            yield
        except Exception as error:
            if _found_no_room(error):
                self._give_up()
            raise

    def _give_up(self) -> None:
        if self._file is None:
            return
        self._refused = True
        was_there = self._file.exists()
        self._file.unlink(missing_ok=True)
        log.error("disk_full", ballast="given up" if was_there else "gone already")


def _allocate(file: Path, size: int) -> None:
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        os.posix_fallocate(handle, 0, size)
    finally:
        os.close(handle)


def _found_no_room(error: Exception) -> bool:
    if isinstance(error, DBAPIError):
        return is_full(error)
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
