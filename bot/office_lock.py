"""One running program for one office: a lock that dies with its process."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunning(Exception):
    """Another process runs this office."""


@contextmanager
def office_lock(database: Path | None) -> Iterator[None]:
    """Hold the office's lock file. Raises AlreadyRunning; no file, no lock (a server's
    database is shared by several processes on purpose)."""
    if database is None:
        yield
        return
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = database.with_name(f"{database.name}.lock")
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise AlreadyRunning from None
    try:
        yield
    finally:
        os.close(handle)
