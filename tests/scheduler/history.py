"""A short history of one task and some deeds, for the tests of its seals."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import insert, text

from domain.chain import Chain
from domain.policy import Policy
from models.guards import ON_POSTGRESQL, ON_SQLITE
from models.queries.audits import Deed, note_deed
from models.tables import Task, TaskEvent, Unit
from models.work import Database, Work
from scheduler.sealing import sealing
from tests.conftest import FRIDAY

KEY = b"the office's own key, kept elsewhere"
EVENTS, DEEDS = 6, 3


async def write(database: Database, events: int = EVENTS, deeds: int = DEEDS) -> None:
    async with database.begin() as work:
        if await work.session.get(Unit, 1) is None:
            work.session.add(Unit(id=1, code="SNV", name="Sở Nội vụ", folded="snv"))
            await work.session.flush()
            work.session.add(
                Task(
                    id=1,
                    content="Báo cáo",
                    folded="bao cao",
                    lead_unit_id=1,
                    assigned_on=date(2026, 11, 2),
                    progress="not_started",
                    entered_at=FRIDAY,
                )
            )
            await work.session.flush()
        rows = [
            {
                "task_id": 1,
                "kind": "progress",
                "door": "chat",
                "effective_on": date(2026, 11, 20),
                "recorded_at": FRIDAY,
                "changes": {"progress": "in_progress", "percent": n % 100},
                "note": f"“đã dự thảo” lần {n}",
            }
            for n in range(events)
        ]
        await work.session.execute(insert(TaskEvent), rows)
        for n in range(deeds):
            await note_deed(work, Deed("requeued", f"delivery:{n}", None, "terminal"))


async def drop_guards(work: Work) -> None:
    """All of them, as who owns the database can."""
    for name in ON_POSTGRESQL if work.is_postgresql else ON_SQLITE:
        await drop_guard(work, name)


async def drop_guard(work: Work, name: str) -> None:
    on = f" ON {guarded_table(name)}" if work.is_postgresql else ""
    await work.session.execute(text(f"DROP TRIGGER {name}{on}"))


def guarded_table(name: str) -> str:
    (table,) = (one for one in (*Chain, "week_result") if name.startswith(one))
    return table


async def seal(database: Database, at: datetime = FRIDAY) -> None:
    await sealing(KEY).work(database, Policy(), at)
