"""A connection to an SQLite file that is really closed when it is closed.

The driver leaves a connection half alive while somebody remembers a statement of it
that was not read to its end, and with it the write lock. A cancelled task is such a
somebody, for as long as its traceback lives.
"""

from __future__ import annotations

import sqlite3
import weakref
from typing import Any


class Connection(sqlite3.Connection):
    """Ends its statements first; a transaction that is open is rolled back with it."""

    def __init__(self, *told: Any, **named: Any) -> None:
        super().__init__(*told, **named)
        self._cursors: weakref.WeakSet[sqlite3.Cursor] = weakref.WeakSet()

    def cursor(self, *told: Any) -> Any:
        made = super().cursor(*told)
        self._cursors.add(made)
        return made

    def close(self) -> None:
        for one in list(self._cursors):
            one.close()
        super().close()
