"""Messages of the exchange that a small office gets, and what became of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from actions.exchange_messages import Came, decide_message, propose_message
from actions.undo_import import Undone, undo_import
from domain.exchange import ExchangeKind, ExchangeMessage, Reference
from domain.scope import Actor, Membership
from domain.tasks import Role, TaskClass, Urgency
from models.tables import ImportRun, Officer, Task, Unit, UnitAlias
from models.work import Database
from scheduler.gather.exchange import gather_exchange
from tests.actions.registers import every

ISSUED, DUE = date(2026, 11, 12), date(2026, 11, 30)
NEW = ExchangeMessage(
    ExchangeKind.NEW,
    number="419/UBND-TH",
    issued_on=ISSUED,
    issuer="UBND tỉnh",
    subject="V/v rà soát",
    content="Báo cáo kết quả rà soát",
    due_on=DUE,
    urgency=Urgency.URGENT,
    to=("Sở Nội vụ", "Sở Không Có"),
    tags=(("QC45", TaskClass.A),),
)
ASKED = (Reference("419/UBND-TH", ISSUED),)
ANSWER = ExchangeMessage(
    ExchangeKind.ANSWER,
    number="38/BC-SNV",
    issued_on=date(2026, 11, 19),
    issuer="Sở Nội vụ",
    answers=ASKED,
)
UPDATE = ExchangeKind.UPDATE
STATUS = ExchangeMessage(ExchangeKind.STATUS, issuer="Sở Nội vụ", answers=ASKED)
RECALL = replace(NEW, kind=ExchangeKind.RECALL)
TWO = (("QC45", TaskClass.A), ("QC45", TaskClass.C))
LATER = replace(
    NEW,
    kind=ExchangeKind.REPLACE,
    number="500/UBND-TH",
    issued_on=date(2026, 11, 18),
    document_id="b" * 36,
)


@pytest.fixture
async def clerk(database: Database) -> Actor:
    """Of an office with two departments."""
    async with database.begin() as work:
        unit = Unit(code="SNV", name="Sở Nội vụ", folded="so noi vu")
        other = Unit(code="STC", name="Sở Tài chính", folded="so tai chinh")
        officer = Officer(code="CB1", name="Nguyễn Văn An", folded="nguyen van an")
        work.session.add_all([unit, other, officer])
        await work.session.flush()
        work.session.add(UnitAlias(unit_id=unit.id, folded="000.00.01.h15"))
        return Actor(officer.id, (Membership(Role.CLERK, unit.id),))


async def bring(
    database: Database, clerk: Actor, message: ExchangeMessage, choice: str = "taken"
) -> None:
    digest = str(hash((message, choice)))
    async with database.begin() as work:
        number = await propose_message(work, Came("m.edxml", digest, message))
        assert number is not None
        await decide_message(work, clerk, number, choice)


async def card(database: Database, message: ExchangeMessage) -> Any:
    """As the clerk sees it before he presses anything."""
    async with database.begin() as work:
        came = Came("c.edxml", f"{hash(message)}", message)
        number = await propose_message(work, came)
        return await gather_exchange(work, {"message": number})


async def states(database: Database) -> list[tuple[str, date | None, str]]:
    tasks = sorted(await every(database, Task), key=lambda task: task.id)
    return [(str(t.progress.value), t.due_on, t.content) for t in tasks]


async def take_back(database: Database) -> Undone:
    """The newest import."""
    run = max(run.id for run in await every(database, ImportRun))
    async with database.begin() as work:
        return await undo_import(work, run)
