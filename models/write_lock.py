"""The short lock that every write to an SQLite file takes, across processes.

SQLite before 3.51.3 can spoil its WAL when two connections write or checkpoint at the
same moment (delivery.md 2.10), so terminal commands and the running bot take turns.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

LOOK_AGAIN = 0.01  # seconds between two looks at a lock that another process holds


class WriteLock:
    """An advisory lock on a small file beside the database."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._handle: int | None = None

    @classmethod
    def beside(cls, database: Path | None) -> WriteLock:
        name = None if database is None else f"{database.name}.write"
        return cls(None if database is None else database.with_name(str(name)))

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        if self._path is None:
            yield
            return
        handle = self._open()
        while not _taken(handle):  # noqa: ASYNC110  # another process holds it
            await asyncio.sleep(LOOK_AGAIN)
        try:
            yield
        finally:
            fcntl.flock(handle, fcntl.LOCK_UN)

    def close(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _open(self) -> int:
        if self._handle is None:
            assert self._path is not None
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        return self._handle


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
