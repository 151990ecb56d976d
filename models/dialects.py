"""SQLAlchemy's dialects, with what we want otherwise.

What was compiled for one engine serves all others of its kind. A program has several
engines on one database, and a run of the tests hundreds: each would compile every
statement anew, for the library keeps what it compiled by dialect object. Two dialects
of ours are one, as they speak to the same driver in the same way.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.util import LRUCache
from sqlalchemy.util.concurrency import await_

SQLITE, POSTGRESQL = "sqlite+shared", "postgresql+shared"
MOST = 2_000  # statements; the program has some hundreds
SHARED: dict[str, Any] = {"compiled_cache": LRUCache(MOST)}  # as execution options


class _Alike:
    """Any two of one class are equal."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


class SharedSQLite(_Alike, SQLiteDialect_aiosqlite):
    # The library looks for it in the class itself.
    supports_statement_cache = True


class SharedPostgreSQL(_Alike, PGDialect_asyncpg):
    supports_statement_cache = True

    def do_ping(self, dbapi_connection: Any) -> bool:
        """Whether a kept connection still stands is asked before each transaction.

        The library asks by a transaction of its own, three ways there and back. Here
        the one that follows begins, which the first statement would do otherwise.
        """
        await_(dbapi_connection._start_transaction())
        return True


for _kind in (SharedSQLite, SharedPostgreSQL):
    registry.register(f"{_kind.name}.shared", __name__, _kind.__name__)
