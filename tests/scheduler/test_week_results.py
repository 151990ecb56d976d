"""How a unit kept its week, once it is closed; and who could not be told of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from domain.admin_notices import ParkedDigest
from domain.compliance import WeekResult
from domain.notices import Digest, RollCallCard
from domain.tasks import Role
from models.queries.week_results import week_results
from models.tables import Delivery
from scheduler.closing import close_weeks
from tests.scheduler.office import POLICY, Office, at

FRIDAY = date(2026, 11, 20)


async def results(office: Office) -> list[WeekResult]:
    async with office.database.read(now=at("2026-11-20 18:00")) as reads:
        return await week_results(reads, FRIDAY, FRIDAY)


async def friday(office: Office) -> int:
    """Four owe: one is on time, one late, one silent, one cannot be told."""
    unit = await office.unit("Sở Nội vụ")
    people = [await office.officer(name, unit) for name in ("An", "Bình", "Cường")]
    people.append(await office.officer("Dung", unit, linked=False))
    tasks = [await office.task(unit, one) for one in people]
    await office.group(unit)
    await office.plan("2026-11-20 08:30")
    await office.update(people[0], tasks[0], "2026-11-20 10:00")
    await office.plan("2026-11-20 15:00")
    await office.update(people[1], tasks[1], "2026-11-20 16:00")
    await went(office, state="sent", sent_at=at("2026-11-20 15:01"))
    return unit


async def went(office: Office, **how: Any) -> None:
    """What became of all messages so far."""
    async with office.database.begin() as work:
        await work.session.execute(update(Delivery).values(**how))


async def test_did_not_do_and_could_not_be_told_are_different_figures(
    office: Office,
) -> None:
    unit = await friday(office)
    closed = [
        await close_weeks(office.database, POLICY, at(moment))
        for moment in ("2026-11-20 16:59", "2026-11-20 17:00", "2026-11-20 17:01")
    ]
    assert closed[1:] == [1, 0]
    assert await results(office) == [
        WeekResult(
            unit_id=unit, week=FRIDAY, total=4, on_time=1, late=1, missing=1, untold=1
        )
    ]

    (call,) = [one for one in await office.messages() if one.kind == "roll_call"]
    card = await office.read(call, "2026-11-20 17:00")
    assert isinstance(card, RollCallCard)
    assert (card.total, card.on_time, card.late, card.untold) == (4, 1, 1, 1)


@pytest.mark.parametrize(
    ("how", "was_told"),
    [
        ({"state": "dead"}, False),
        ({"state": "pending"}, False),  # Telegram was away all afternoon
        ({"state": "skipped", "reason": "late"}, False),
        ({"state": "skipped", "reason": "not_allowed"}, False),
        ({"state": "sent", "sent_at": at("2026-11-20 17:30")}, False),
        ({"state": "sent", "sent_at": at("2026-11-20 16:59")}, True),
        ({"state": "unknown"}, True),
        ({"state": "skipped", "reason": "nothing_left"}, True),
    ],
)
async def test_who_was_not_reached_before_the_close_did_not_fail(
    office: Office, how: dict[str, Any], was_told: bool
) -> None:
    unit = await friday(office)
    await went(office, **how)
    await close_weeks(office.database, POLICY, at("2026-11-20 17:00"))
    (result,) = await results(office)
    expected = (unit, 1, 1) if was_told else (unit, 0, 2)
    assert (result.unit_id, result.missing, result.untold) == expected


IN_ITS_PLACE = "INSERT OR REPLACE INTO week_result SELECT * FROM week_result"


async def _refused(office: Office, statement: str) -> None:
    with pytest.raises(DBAPIError, match="the week is closed"):
        async with office.database.begin() as work:
            await work.session.execute(text(statement))


async def test_a_closed_week_stays_as_it_is(office: Office) -> None:
    await friday(office)
    await close_weeks(office.database, POLICY, at("2026-11-23 09:00"))  # late
    for statement in ("UPDATE week_result SET total = 9", "DELETE FROM week_result"):
        await _refused(office, statement)
    async with office.database.read() as reads:
        on_postgresql = reads.is_postgresql
    last = "TRUNCATE week_result"
    await _refused(office, last if on_postgresql else IN_ITS_PLACE)
    assert len(await results(office)) == 1


MONDAY, WEDNESDAY = "2026-11-23 08:00", "2026-11-25 10:00"


@pytest.mark.parametrize("back", [MONDAY, WEDNESDAY])  # after an outage: late, once
async def test_once_a_week_the_head_reads_who_cannot_be_told(
    office: Office, back: str
) -> None:
    unit = await office.unit("Sở Nội vụ")
    await office.officer("Thủ trưởng", unit, Role.UNIT_HEAD)
    admin = await office.unit("Văn phòng")
    await office.officer("Quản trị", admin, Role.ADMIN)
    await office.officer("Lãnh đạo", admin, Role.LEADER, linked=False)
    await office.task(unit, await office.officer("An", unit))
    await office.task(unit, await office.officer("Dung", unit, linked=False))
    await office.plan("2026-11-20 19:30")

    await office.plan("2026-11-22 08:00", back)
    monday = {
        one.to: one for one in await office.messages() if one.row.created_at == at(back)
    }
    digest = await office.read(monday["Thủ trưởng"], back)
    assert isinstance(digest, Digest)
    assert digest.unreached is not None
    assert [(one.name, one.tasks) for one in digest.unreached.lines] == [("Dung", 1)]
    listed = await office.read(monday["Quản trị"], back)
    assert isinstance(listed, ParkedDigest)
    assert listed.unreached is not None
    assert [(one.name, one.tasks, one.above) for one in listed.unreached.lines] == [
        ("Dung", 1, False),
        ("Lãnh đạo", 2, True),
    ]

    await went(office, state="sent", sent_at=at(back))
    before = len(await office.messages())
    await office.plan("2026-11-26 08:00", "2026-11-27 08:00")
    later = (await office.messages())[before:]
    assert all("unreached" not in one.rules for one in later)
    assert not [one for one in later if one.kind == "parked"]


async def test_a_weekly_list_that_could_not_leave_comes_the_next_morning(
    office: Office,
) -> None:
    unit = await office.unit("Sở Nội vụ")
    await office.officer("Quản trị", unit, Role.ADMIN)
    await office.plan("2026-11-22 08:00", MONDAY)

    async def lists() -> list[str]:
        return [
            f"{one.row.created_at.astimezone(POLICY.zone):%d}"
            for one in await office.messages()
            if one.kind == "parked" and one.row.params["weekly"]
        ]

    await went(office, state="skipped", reason="late")
    await office.plan("2026-11-25 08:00")
    assert await lists() == ["23", "25"]
    await went(office, state="sent", sent_at=at("2026-11-25 08:01"))
    await office.plan("2026-11-26 08:00")
    assert await lists() == ["23", "25"]
