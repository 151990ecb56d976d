"""How many of a group are not registered: a number, once a week, to the head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest
from sqlalchemy import select

from domain.policy import Policy
from domain.tasks import Role
from models.tables import Account, Chat, Delivery, Membership, Officer, Unit
from models.work import Database
from scheduler.unregistered import counting
from tests.conftest import HANOI

GROUP, TOPIC = -500, 7
MONDAY = datetime(2026, 11, 23, 8, tzinfo=HANOI)
PARTS = {1: Role.UNIT_HEAD, 2: Role.OFFICER, 3: Role.LEADER, 4: Role.OFFICER}


@dataclass
class Known:
    """A group of so many, as the channel knows it."""

    total: int | None
    members: frozenset[int] = frozenset({101, 102, 103})

    async def count_members(self, chat: int) -> int | None:
        assert chat == GROUP
        return self.total

    async def is_member(self, chat: int, account: int) -> bool:
        return account in self.members


async def fill(database: Database) -> None:
    async with database.begin() as work:
        for unit in (1, 2):
            name = f"Sở {unit}"
            work.session.add(Unit(id=unit, code=name, name=name, folded=name))
        await work.session.flush()
        for number, role in PARTS.items():
            name = f"CB{number}"
            work.session.add(Officer(id=number, code=name, name=name, folded=name))
            await work.session.flush()
            unit = 2 if number > 2 else 1
            of = {"officer_id": number}
            work.session.add(Membership(**of, unit_id=unit, role=role))
            address = 100 + number
            work.session.add(Account(**of, address=address, bound_at=work.now))
            work.session.add(Chat(**of, address=address, kind="private"))
        group = {"address": GROUP, "kind": "group", "title": "Nhóm"}
        work.session.add(Chat(**group, thread=TOPIC, unit_id=1))
        work.session.add(Chat(**group, unit_id=None))


@pytest.mark.parametrize(
    ("total", "at", "count"),
    [
        (9, MONDAY, "5"),  # the bot, the head, an officer and a leader are known
        (4, MONDAY, None),
        (None, MONDAY, None),  # Telegram does not say
        (9, MONDAY.replace(hour=7), None),
        (9, MONDAY.replace(day=24), None),  # no first working day of a week
    ],
)
async def test_the_head_hears_a_number_and_no_names(
    database: Database, total: int | None, at: datetime, count: str | None
) -> None:
    await fill(database)
    tick = counting(Known(total))
    for _ in range(2):
        await tick.work(database, Policy(), at)
    async with database.read() as reads:
        told = await reads.session.execute(
            select(Chat.officer_id, Delivery.params).join(
                Delivery, Delivery.chat_id == Chat.id
            )
        )
        found = [(row.officer_id, row.params["facts"]) for row in told]
    said = {"title": "Nhóm", "count": count}
    assert found == ([] if count is None else [(1, said)])
