"""A row of a register, and looking at what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from domain.register import Column, Register, RegisterRow
from domain.scope import Actor, Membership
from domain.tasks import Progress, Role, TaskClass
from models.history import events_of, replay
from models.tables import Officer, Task, TaskEvent
from models.work import Database

Bring = Callable[..., Any]

ROW = RegisterRow(
    row=2,
    number="12/UBND-TH",
    key="12/UBND-TH",
    content="Báo cáo kết quả",
    lead_unit="Sở Tài chính",
    progress=Progress.NOT_STARTED,
    issued_on=date(2026, 10, 1),
    signer="Phó Chủ tịch UBND tỉnh",
    deadline_text="30/11/2026",
    due_on=date(2026, 11, 30),
    scheme="QC45",
    task_class=TaskClass.A,
)


def register_of(rows: Sequence[RegisterRow]) -> Register:
    columns = {Column.LEAD_UNIT: "Đơn vị chủ trì"}
    return Register("Sổ", columns, tuple(rows), ())


async def every(database: Database, table: type[Any]) -> list[Any]:
    async with database.read() as reads:
        return list(await reads.session.scalars(select(table)))


async def the_task(database: Database) -> Task:
    (task,) = await every(database, Task)
    assert isinstance(task, Task)
    return task


async def kinds(database: Database) -> list[str]:
    found = await every(database, TaskEvent)
    return [event.kind for event in sorted(found, key=lambda event: event.id)]


async def check_replay(database: Database) -> int:
    """Every task says exactly what its events add up to; how many there are."""
    names = [column.name for column in Task.__table__.c if column.name != "id"]
    tasks = await every(database, Task)
    async with database.read() as reads:
        for task in tasks:
            stands = {name: getattr(task, name) for name in names}
            assert replay(await events_of(reads, task.id)) == stands
    return len(tasks)


async def head_of(database: Database, task: Task) -> Actor:
    async with database.begin() as work:
        officer = Officer(code="CB1", name="Nguyễn Văn An", folded="nguyen van an")
        work.session.add(officer)
        await work.session.flush()
        return Actor(officer.id, (Membership(Role.UNIT_HEAD, task.lead_unit_id),))
