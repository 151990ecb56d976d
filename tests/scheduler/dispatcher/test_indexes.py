"""What the dispatcher asks again and again it finds by an index, however long the
outbox has become (docs/performance.md)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from models.work import Database
from tests.scheduler.dispatcher.post import Post

GROW = ("delivery", "attempt", "card")  # for as long as the office works
KINDS = ("SELECT", "UPDATE", "WITH")


@contextmanager
def noting(database: Database) -> Iterator[dict[str, Any]]:
    """Every statement, with one of the values that it was asked with."""
    said: dict[str, Any] = {}

    def note(_c: Any, _r: Any, statement: str, values: Any, *rest: Any) -> None:
        said[statement] = values[0] if rest[-1] else values

    engines = [one.sync_engine for one in database.engines.all]
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield said
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


async def steps_of(database: Database, statement: str, values: Any) -> set[str]:
    """How SQLite would go about it."""
    async with database.begin() as work:
        plan = await work.connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {statement}", values
        )
        return {row.detail for row in plan}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_no_round_reads_all_that_was_ever_sent(post: Post) -> None:
    chats = [await post.chat(501 + number) for number in range(3)]
    await post.dispatcher.rescue_all()
    with noting(post.database) as said:
        for chat in chats:
            await post.put(chat)
        await post.deliver()
        await post.dispatcher.rescue()
    asked = {one: said[one] for one in said if one.startswith(KINDS)}
    assert any(one.startswith("UPDATE attempt") for one in asked)
    for statement, values in asked.items():
        steps = await steps_of(post.database, statement, values)
        assert steps.isdisjoint(f"SCAN {table}" for table in GROW), statement
