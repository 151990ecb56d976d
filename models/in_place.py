"""SQLite without another thread: for the brief statements of the hot path.

The driver hands every step of every statement to a thread and waits for it. A row found
by its key costs some 20 microseconds; the way there and back, five times a statement,
costs twenty times that (docs/performance.md).
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

from aiosqlite import Connection

FAIR = 0.01  # seconds


class InPlace(Connection):
    """A connection of the driver's whose statements run where they are asked for.

    Nothing else goes on during one. When they have taken longer than `FAIR` together,
    others have their turn before the next: a register that is stored by a button has
    thousands. Only a commit goes to the thread: it waits for the disk, and nobody else
    should.
    """

    spent = 0.0  # seconds of statements, since the others had their turn

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if fn == self._conn.commit:
            return await super()._execute(fn)  # type: ignore[no-untyped-call]
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            return fn(*args, **kwargs)
        finally:
            self.spent += clock() - began
            if self.spent > FAIR:
                self.spent = 0.0
                await asyncio.sleep(0)


async def connect(file: str, **options: Any) -> Connection:
    """Open the file, with the options that the driver itself would be given."""
    # The thread commits, and never while a statement runs here.
    opened = partial(sqlite3.connect, file, **options | {"check_same_thread": False})
    connection = InPlace(opened, iter_chunk_size=64)
    connection._thread.daemon = True  # as SQLAlchemy asks of those it opens itself
    return await connection
