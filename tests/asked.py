"""What a database was asked, and what SQLite would read whole to answer it.

SQLite is told nothing of how long the tables are: its plan for a small office is that
for a large one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from models.work import Database

# For as long as the office works.
GROW = {
    *("delivery", "attempt", "card", "occurrence", "inbox", "question"),
    *("task", "task_event", "task_unit", "document", "evidence", "import_row"),
    *("audit", "sender"),
}
KINDS = ("SELECT", "UPDATE", "DELETE", "WITH")
_SCAN = re.compile(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?")
_ALL_OPEN = "ix_task_progress_due (progress=?)"  # of the whole office
# They hold only what still waits for something.
_PARTIAL = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE%INDEX% WHERE %'"


@contextmanager
def noting(database: Database, *, in_place: bool = False) -> Iterator[dict[str, Any]]:
    """Every statement, with one of the values that it was asked with; `in_place`: only
    those during which nothing else goes on (decision 17)."""
    said: dict[str, Any] = {}

    def note(_c: Any, _r: Any, statement: str, values: Any, *rest: Any) -> None:
        if statement.startswith(KINDS):
            said[statement] = values[0] if rest[-1] else values

    brief = (database.engines.brief_read, database.engines.brief_write)
    asked = brief if in_place else database.engines.all
    engines = [one.sync_engine for one in asked]
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield said
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


async def read_whole(database: Database, said: dict[str, Any]) -> list[str]:
    """Those of the statements that read a growing table from end to end, or all that is
    open."""
    async with database.begin() as work:
        ask = work.connection.exec_driver_sql
        partial = {row.name for row in await ask(_PARTIAL)}
        return [
            statement
            for statement, values in said.items()
            for row in await ask(f"EXPLAIN QUERY PLAN {statement}", values)
            if _is_whole(row.detail, partial)
        ]


def _is_whole(step: str, partial: set[str]) -> bool:
    scan = _SCAN.match(step)
    if scan is None:
        return _ALL_OPEN in step
    return scan[1] in GROW and scan[2] not in partial
