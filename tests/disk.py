"""A disk that is full when a story wants it: SQLite itself refuses the next page.

`PRAGMA max_page_count` takes the part of a real disk's end. The ballast is a real file,
and what it holds is not there for the database. Every commit takes some pages, as it
does of a disk for the log.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import event

from domain.disk import Limits
from models.ballast import Ballast
from models.work import Database

PAGE = 4096
LIMITS = Limits(least=64 * PAGE, ballast=512 * PAGE)
MANY = 1_000_000  # pages
TAKEN = 3  # pages by each commit, at least


class Disk:
    """So many pages for an SQLite database and its ballast together."""

    def __init__(self, database: Database, *, with_ballast: bool = True) -> None:
        assert database.engines.file is not None
        self.pages = MANY
        self._file = database.engines.file
        limits = LIMITS if with_ballast else None
        self.ballast = database.ballast = Ballast(self._file, limits, free=self.free)
        self.ballast.make()
        with closing(sqlite3.connect(self._file)) as other:
            other.execute("CREATE TABLE log (room)")
        for writer in database.engines.writers:
            event.listen(writer.sync_engine, "begin", self._limit)
            event.listen(writer.sync_engine, "commit", self._grow)

    def free(self, _folder: Path) -> int:
        return (self._room - self._used) * PAGE

    def fills_up(self) -> None:
        """Somebody else takes all that is free. What is ours stays ours."""
        self.pages -= self._room - self._used

    def is_emptied(self) -> None:
        self.pages = MANY

    def is_sound(self) -> bool:
        return self._ask("PRAGMA integrity_check") == "ok"

    def _limit(self, connection: Any) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={self._room}")

    def _grow(self, connection: Any) -> None:
        log = f"INSERT INTO log VALUES (zeroblob({TAKEN * PAGE}))"
        connection.exec_driver_sql(log)

    @property
    def _room(self) -> int:
        """Pages that the database may have."""
        return self.pages - (LIMITS.ballast // PAGE if self.ballast.is_there else 0)

    @property
    def _used(self) -> int:
        return int(self._ask("PRAGMA page_count"))

    def _ask(self, question: str) -> Any:
        with closing(sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)) as other:
            return other.execute(question).fetchone()[0]
