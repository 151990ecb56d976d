"""A small register: units, officers and tasks as bare rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import insert

from domain.folding import fold
from domain.tasks import Progress
from models.tables import Officer, Task, TaskUnit, Unit
from models.work import Database

ENTERED = datetime(2026, 1, 5, 1, tzinfo=UTC)
PLAIN = {
    "content": "Báo cáo",
    "folded": "bao cao",
    "scheme": None,
    "must_report": None,
    "has_deadline": None,
    "tracking_unit_id": None,
    "officer_id": None,
    "assigned_on": date(2026, 1, 5),
    "due_on": None,
    "original_due_on": None,
    "progress": Progress.IN_PROGRESS,
    "percent": None,
    "reported_on": None,
    "done_on": None,
    "updated_at": None,
    "entered_at": ENTERED,
}


class Register:
    """Rows are written as they are given; nothing here decides anything."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def unit(self, name: str, *, sort_order: int = 0) -> int:
        async with self.database.begin() as work:
            unit = Unit(code=name, name=name, folded=fold(name), sort_order=sort_order)
            work.session.add(unit)
            await work.session.flush()
            return unit.id

    async def officer(self, name: str) -> int:
        async with self.database.begin() as work:
            officer = Officer(code=name, name=name, folded=fold(name))
            work.session.add(officer)
            await work.session.flush()
            return officer.id

    async def tasks(self, rows: Sequence[dict[str, Any]]) -> None:
        async with self.database.begin() as work:
            await work.session.execute(insert(Task), [{**PLAIN, **row} for row in rows])

    async def supports(self, pairs: Sequence[tuple[int, int]]) -> None:
        """(task, co-operating unit)."""
        rows = [{"task_id": task, "unit_id": unit} for task, unit in pairs]
        async with self.database.begin() as work:
            await work.session.execute(insert(TaskUnit), rows)
