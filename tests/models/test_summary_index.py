"""The summary is one statement, and an index alone answers it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from domain.calendar import WorkingCalendar
from domain.periods import Period
from domain.scope import Scope
from models.queries.summary import read_summary
from models.work import Database

CALENDAR = WorkingCalendar({date(2026, 11, 24): False})
NOVEMBER = Period.month(2026, 11)
ALL = Scope(everything=True)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("scope", "unit_id"),
    [
        (ALL, None),
        (ALL, 3),
        (Scope(units=frozenset({3}), divisions=frozenset({4, 5})), None),
    ],
)
async def test_one_statement_reads_the_index_alone(
    database: Database, scope: Scope, unit_id: int | None
) -> None:
    said: list[tuple[str, Any]] = []
    async with database.read() as reads:
        connection = await reads.session.connection()

        @event.listens_for(connection.sync_connection, "before_cursor_execute")
        def note(_c: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
            said.append((statement, values))

        await read_summary(reads, CALENDAR, scope, NOVEMBER, unit_id=unit_id)
        assert len(said) == 1
        statement, values = said[0]
        plan = await connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {statement}", values
        )
        steps = [row.detail for row in plan if " task " in row.detail]
    assert len(steps) == 4
    assert all("COVERING INDEX ix_task_summary" in step for step in steps), steps
