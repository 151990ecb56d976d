"""A proposal's three working days: who is told, on which morning, once each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from domain.tasks import Role
from models.tables import Occurrence, Proposal
from models.work import Database
from tests.scheduler.office import Office, at

MORNINGS = tuple(f"2026-11-{day} 08:00" for day in (23, 25, 26, 27, 30))


@pytest.fixture
async def office(database: Database, clock: Any) -> Office:
    clock.at = at("2026-11-20 09:00")
    return Office(database, clock)


async def received(office: Office, *, state: str = "open") -> tuple[str, str]:
    """On Friday 20/11; the recipients' names of tracker and head. 24/11 is off."""
    division = await office.unit("Phòng Nội chính")
    tracker = await office.officer("Lan", division, Role.TRACKER)
    head = await office.officer("Hùng", division, Role.UNIT_HEAD)
    proposal = Proposal(
        source="unit",
        sender="Sở Y tế",
        content="bổ sung thuốc",
        received_on=date(2026, 11, 20),
        division_id=division,
        state=state,
        entered_by=tracker,
        entered_at=at("2026-11-20 09:00"),
        tasks=[],
    )
    async with office.database.begin() as work:
        work.session.add(proposal)
    return f"officer:{tracker}", f"officer:{head}"


async def told(office: Office) -> list[tuple[str, str]]:
    """(recipient, stage) of all that was planned about proposals."""
    async with office.database.read() as reads:
        rows = await reads.session.execute(
            select(Occurrence.recipient, Occurrence.reason)
            .where(Occurrence.rule == "three_days")
            .order_by(Occurrence.id)
        )
        return [(row.recipient, row.reason) for row in rows]


async def test_each_stage_is_told_once_and_the_head_hears_when_it_is_over(
    office: Office,
) -> None:
    tracker, head = await received(office)
    for _ in range(2):
        await office.plan(*MORNINGS)
    assert await told(office) == [
        (tracker, "heads_up"),
        (tracker, "last_day"),
        (tracker, "overdue"),
        (head, "overdue"),
    ]


@pytest.mark.parametrize("state", ["assigned", "tracked"])
async def test_what_is_handled_is_not_told_of(office: Office, state: str) -> None:
    await received(office, state=state)
    await office.plan(*MORNINGS)
    assert await told(office) == []
