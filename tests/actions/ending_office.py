"""Sở Thông tin và Truyền thông, its people and its tasks, before it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from actions.assign_officer import set_officer
from actions.build_report import build_report
from actions.update_office import OfficeChange, update_office
from domain.office import OfficeSheet, PersonRow, UnitRow
from domain.periods import Period
from domain.register import RegisterRow
from domain.report_facts import facts_of, fingerprint_of
from domain.reports import Asked
from domain.succession import Life
from domain.tasks import Progress, Role
from models.queries.people import named
from models.tables import Account, Chat, Delivery, Task, Unit
from models.work import Database
from tests.actions.registers import ROW, Bring, every

OLD, NEW = "Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"
LAST = date(2026, 10, 31)
BASIS = "45/NQ-HĐND"
ENDED = Life(last=LAST, successors=("SKHCN",), basis=BASIS)
OCTOBER = Asked(Period.month(2026, 10), LAST)
NOVEMBER = Asked(Period.month(2026, 11), date(2026, 11, 20))


def sheet(
    life: Life[str] | None = None, *more: UnitRow, follows: bool = True
) -> OfficeSheet:
    """The office; Bình has a part in the successor as well."""
    none: Life[str] | None = None if life is None else Life()
    units = [
        UnitRow(2, "STTTT", OLD, aliases=("Sở TTTT",), life=life),
        UnitRow(3, "SKHCN", NEW, life=none),
        UnitRow(4, "STC", "Sở Tài chính", life=none),
    ]
    people = [
        PersonRow(2, "CB1", "Nguyễn Văn An", "STTTT", Role.OFFICER),
        PersonRow(3, "CB2", "Trần Thị Bình", "STTTT", Role.OFFICER),
        PersonRow(4, "CB3", "Lê Văn Cường", "SKHCN", Role.UNIT_HEAD),
        PersonRow(5, "CB4", "Phạm Thị Dung", "STC", Role.ADMIN),
    ]
    if follows:
        people.append(PersonRow(6, "CB2", "Trần Thị Bình", "SKHCN", Role.OFFICER))
    return OfficeSheet((*units, *more), tuple(people), ())


def row(number: int, **said: Any) -> RegisterRow:
    name = f"{number}/UBND-TH"
    said = {"lead_unit": OLD, **said}
    return replace(ROW, row=number, number=name, key=name, **said)


@dataclass
class Office:
    """Two tasks of the old unit are open, one is done, in one it co-operates."""

    database: Database
    bring: Bring

    async def take(self, life: Life[str] | None, *more: UnitRow) -> OfficeChange:
        async with self.database.begin() as work:
            return await update_office(work, sheet(life, *more))

    async def tasks(self) -> dict[str, tuple[str, str | None]]:
        """Document -> lead unit and officer's Mã."""
        units = {unit.id: unit.code for unit in await every(self.database, Unit)}
        return {
            task.content: (units[task.lead_unit_id], await self._code(task.officer_id))
            for task in await every(self.database, Task)
        }

    async def _code(self, officer_id: int | None) -> str | None:
        async with self.database.read() as reads:
            for code in ("CB1", "CB2"):
                if (await named(reads, code))[0].id == officer_id:
                    return code
        return None

    async def told(self) -> list[str]:
        """Who was told what: the Mã, and the notice or the saying."""
        chats = {chat.id: chat.title for chat in await every(self.database, Chat)}
        return sorted(
            f"{chats[one.chat_id]} {one.params.get('saying', one.notice)}"
            for one in await every(self.database, Delivery)
        )

    async def figures(self, asked: Asked) -> tuple[str, Mapping[str, tuple[int, int]]]:
        """The fingerprint, and the cumulative done and open of each unit."""
        async with self.database.read() as reads:
            report = await build_report(reads, asked)
        units = {
            one.name: (one.cumulative.done, one.cumulative.open) for one in report.units
        }
        return fingerprint_of(facts_of(report)), units


@pytest.fixture
async def ending_office(database: Database, bring: Bring) -> Office:
    office = Office(database, bring)
    await office.take(None)
    await bring(
        [
            row(1, content="Của An"),
            row(2, content="Của Bình"),
            row(
                3, content="Đã xong", progress=Progress.DONE, done_on=date(2026, 10, 20)
            ),
            replace(row(4, content="Phối hợp", support_units=(OLD,)), lead_unit=NEW),
        ]
    )
    async with database.begin() as work:
        ids = {one.content: one.id for one in await work.session.scalars(select(Task))}
        for code, content in (("CB1", "Của An"), ("CB2", "Của Bình")):
            (officer,) = await named(work, code)
            await set_officer(work, ids[content], officer.id, actor=None, door="chat")
        for code in ("CB1", "CB2", "CB3", "CB4"):
            (officer,) = await named(work, code)
            at = {"officer_id": officer.id, "address": officer.id, "bound_at": work.now}
            work.session.add(Account(**at))
            work.session.add(Chat(**at, kind="private", title=code))
        await work.session.flush()
    return office
