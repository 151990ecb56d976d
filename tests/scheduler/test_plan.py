"""Planning: once for each moment, also after the program was down."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update

from domain.tasks import Role
from models.outbox import Live
from models.tables import Delivery, MomentRow, Occurrence
from scheduler.plan import plan
from tests.scheduler.office import POLICY, Office, at

HEADS_UP, DUE = "2026-11-20 08:30", "2026-11-20 15:00"  # a Friday
MONDAY = "2026-11-23 08:00"


async def fill(office: Office, names: str = "An Bình Chi") -> dict[str, int]:
    """A unit with a group; each officer has one task; the tasks by name."""
    unit = await office.unit("Sở Nội vụ")
    await office.group(unit)
    officers = {name: await office.officer(name, unit) for name in names.split()}
    return {name: await office.task(unit, one) for name, one in officers.items()}


async def test_planning_twice_adds_nothing(office: Office) -> None:
    await fill(office)

    assert await office.plan(DUE) == 4
    assert await office.plan(DUE, "2026-11-20 15:00:20", "2026-11-20 16:59") == 0
    assert len(await office.messages()) == 4


async def test_a_clock_set_back_says_nothing_again(office: Office) -> None:
    await fill(office)
    await office.plan(DUE)

    assert await office.plan("2026-11-20 14:00", DUE, "2026-11-20 15:05") == 0


async def test_before_the_moment_nothing_is_said(office: Office) -> None:
    await fill(office)
    await office.plan(HEADS_UP)
    before = len(await office.messages())

    assert await office.plan("2026-11-20 14:59:59") == 0
    assert len(await office.messages()) == before


async def test_an_hour_late_says_that_it_is_late(office: Office) -> None:
    await fill(office)
    await office.plan("2026-11-20 14:00")

    await office.plan("2026-11-20 16:00")

    late = [one for one in await office.messages() if "weekly_due" in one.rules]
    assert len(late) == 4
    assert all(one.row.late for one in late)


async def test_ten_minutes_late_is_on_time(office: Office) -> None:
    await fill(office)
    await office.plan("2026-11-20 14:00", "2026-11-20 15:10")

    assert not any(one.row.late for one in await office.messages())


async def test_found_on_saturday_it_waits_for_monday(office: Office) -> None:
    """Then only those are told who still owe; a digest that is due anyway says it."""
    tasks = await fill(office)
    await office.plan(HEADS_UP)
    before = len(await office.messages())

    assert await office.plan("2026-11-21 09:00") == 0
    await office.update(1, tasks["An"], "2026-11-21 09:30")
    await office.plan(MONDAY)

    later = (await office.messages())[before:]
    digests = [one for one in later if one.kind == Live.DIGEST]
    assert sorted(one.to for one in digests) == ["Bình", "Chi"]
    assert all(one.row.dedup_key.startswith("digest:2026-11-23T08") for one in digests)
    assert [one.kind for one in later].count(Live.ROLL_CALL) == 1


async def test_on_monday_a_unit_that_has_answered_hears_nothing(
    office: Office,
) -> None:
    tasks = await fill(office, "An")
    await office.plan(HEADS_UP, "2026-11-21 09:00")
    await office.update(1, tasks["An"], "2026-11-21 09:30")

    assert await office.plan(MONDAY) == 0


async def test_six_days_down_end_with_one_message_for_each(office: Office) -> None:
    """From Thursday evening to Wednesday, the 25th, 10:00."""
    unit = await office.unit("Sở Nội vụ")
    await office.group(unit)
    people = {
        "An": await office.officer("An", unit),
        "Đầu mối": await office.officer("Đầu mối", unit, Role.CONTACT),
    }
    for officer in people.values():
        for day in range(16, 30):
            await office.task(unit, officer, due=f"2026-11-{day}")

    await office.plan("2026-11-25 10:00")

    told = {one.to: one.rules for one in await office.messages()}
    assert len(await office.messages()) == 3
    every = {"overdue", "due_today", "due_soon"}
    assert told == {
        "An": every,
        "Đầu mối": every | {"monthly_due"},
        "Nhóm": {"overdue"},
    }


async def test_a_morning_found_in_the_evening_is_over(office: Office) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    await office.task(unit, an, due="2026-11-23", updated="2026-11-20 09:00")
    await office.task(unit, an, due="2026-11-18", updated="2026-11-20 09:00")

    await office.plan("2026-11-23 20:30")

    (message,) = await office.digests()
    assert message.rules == {"due_today"}
    assert message.row.not_before == at("2026-11-24 07:00")


async def test_what_can_reach_nobody_is_remembered(office: Office) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit, linked=False)
    await office.task(unit, an, due="2026-11-20")

    assert await office.plan(DUE) == 0
    assert await office.told_without_delivery() == {
        ("due_today", f"officer:{an}"),
        ("weekly_due", f"officer:{an}"),
    }


@pytest.mark.parametrize("days", [0, 30, 3650])
async def test_however_long_it_was_down_each_is_told_once(
    office: Office, days: int
) -> None:
    await fill(office)
    office.clock.at = at("2026-11-25 10:00") + timedelta(days=days)

    await plan(office.database, policy=POLICY, now=office.clock.at)

    told = [one.to for one in await office.digests()]
    assert len(told) == len(set(told))


@pytest.mark.parametrize(("state", "messages"), [("pending", 1), ("sent", 2)])
async def test_a_deadline_moved_after_a_crash_is_told_all_the_same(
    office: Office, state: str, messages: int
) -> None:
    """Half of a morning was planned when the program stopped. What was sent already
    says nothing of the new deadline; what still waits will."""
    tasks = await fill(office, "An")
    await office.update(1, tasks["An"], "2026-11-20 16:00", due_on=date(2026, 11, 20))
    await office.plan(MONDAY)
    async with office.database.begin() as work:
        await work.session.execute(delete(MomentRow))
        await work.session.execute(update(Delivery).values(state=state))

    await office.extend(tasks["An"], "2026-11-23 08:01", "2026-11-19")
    await office.plan("2026-11-23 08:02")

    mine = [one for one in await office.messages() if one.to == "An"]
    assert len(mine) == messages
    assert ("overdue", tasks["An"]) in mine[-1].tasks
    async with office.database.read() as reads:
        told = await reads.session.scalars(
            select(Occurrence.delivery_id).where(
                Occurrence.version == 2, Occurrence.recipient == "officer:1"
            )
        )
        assert set(told) == {mine[-1].id}
