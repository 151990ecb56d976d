"""The morning at 08:00: what is due soon, due today, overdue, to confirm."""

from __future__ import annotations

import pytest

from domain.tasks import Progress, Role
from tests.scheduler.office import Office

MONDAY, WEDNESDAY = "2026-11-23 08:00", "2026-11-25 08:00"  # the 24th is off


@pytest.fixture
async def office(office: Office) -> Office:
    """The week's update is over: these stories are about the mornings."""
    await office.plan("2026-11-20 19:30")
    return office


async def test_one_digest_tells_all_of_a_morning(office: Office) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    overdue = await office.task(unit, an, due="2026-11-18")
    today = await office.task(unit, an, due="2026-11-23")
    soon = await office.task(unit, an, due="2026-11-25")
    await office.task(unit, an, due="2026-12-31")

    await office.plan(MONDAY)

    (message,) = await office.digests()
    assert message.to == "An"
    assert message.row.dedup_key.startswith("digest:2026-11-23T08:00+07:00|chat:")
    assert message.row.cls == "critical"
    assert message.tasks == {
        ("overdue", overdue),
        ("due_today", today),
        ("due_soon", soon),
    }


async def test_the_group_hears_of_overdue_tasks_only(office: Office) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    await office.group(unit, "Nhóm Sở Nội vụ")
    overdue = await office.task(unit, an, due="2026-11-18")
    await office.task(unit, an, due="2026-11-23")

    await office.plan(MONDAY)

    told = {one.to: one.rules for one in await office.digests()}
    assert told == {"An": {"overdue", "due_today"}, "Nhóm Sở Nội vụ": {"overdue"}}
    assert overdue in {task for one in await office.digests() for _, task in one.tasks}


async def told_of(office: Office, rule: str, task: int) -> list[str]:
    """To whom a message says so; trackers hear of other things on a Monday too."""
    digests = await office.digests()
    return sorted(one.to for one in digests if (rule, task) in one.tasks)


async def test_the_head_hears_of_what_is_due_today(office: Office) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    await office.officer("Thủ trưởng", unit, Role.UNIT_HEAD)
    await office.task(unit, an, due="2026-11-23")

    await office.plan(MONDAY)

    assert sorted(one.to for one in await office.digests()) == ["An", "Thủ trưởng"]


async def test_the_tracker_hears_of_the_day_before(office: Office) -> None:
    unit, division = (
        await office.unit("Sở Nội vụ"),
        await office.unit("Phòng Nội chính"),
    )
    an = await office.officer("An", unit)
    await office.officer("Theo dõi", division, Role.TRACKER)
    task = await office.task(unit, an, due="2026-11-27", tracked_by=division)

    # The 24th is off: three working days before is Monday, one is Thursday.
    await office.plan(MONDAY)
    assert await told_of(office, "due_soon", task) == ["An"]

    await office.plan(WEDNESDAY, "2026-11-26 08:00")
    assert await told_of(office, "due_soon", task) == ["An", "An", "Theo dõi"]


async def test_nobody_linked_leaves_it_to_the_group(office: Office) -> None:
    unit, division = (
        await office.unit("Sở Nội vụ"),
        await office.unit("Phòng Nội chính"),
    )
    an = await office.officer("An", unit, linked=False)
    await office.officer("Theo dõi", division, Role.TRACKER)
    await office.group(unit, "Nhóm")
    task = await office.task(unit, an, due="2026-11-23", tracked_by=division)

    await office.plan(MONDAY)

    assert await told_of(office, "due_today", task) == ["Nhóm"]
    assert await office.told_without_delivery() == {("due_today", f"officer:{an}")}


@pytest.mark.parametrize("due", ["2026-11-18", "2026-11-23", "2026-11-27"])
async def test_without_a_group_the_tracker_is_told(office: Office, due: str) -> None:
    unit, division = (
        await office.unit("Sở Nội vụ"),
        await office.unit("Phòng Nội chính"),
    )
    an = await office.officer("An", unit, linked=False)
    await office.officer("Theo dõi", division, Role.TRACKER)
    await office.task(unit, an, due=due, tracked_by=division)

    await office.plan(MONDAY)

    assert [one.to for one in await office.digests()] == ["Theo dõi"]


async def test_a_register_that_came_in_sends_nothing_of_that_morning(
    office: Office,
) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    for due in ("2026-09-01", "2026-11-20", "2026-11-23", "2026-11-25"):
        await office.task(unit, an, due=due, entered="2026-11-23 14:58")

    assert await office.plan("2026-11-23 14:58") == 0

    # What is long overdue joins the next morning's digest in any case.
    await office.plan(WEDNESDAY)
    (message,) = await office.digests()
    assert {rule for rule, _ in message.tasks} == {"overdue", "due_today"}
    assert len(message.tasks) == 4


async def test_a_stage_is_told_once_and_again_when_the_deadline_moved(
    office: Office,
) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    task = await office.task(unit, an, due="2026-11-27")
    said: list[int] = []

    for morning in (MONDAY, WEDNESDAY, "2026-11-26 08:00"):
        await office.plan(morning)
        said.append(len(await office.digests()))
    assert said == [1, 1, 2]  # three working days before, then one

    await office.extend(task, "2026-11-26 10:00", due="2026-12-01")
    await office.plan("2026-11-27 08:00")
    assert [one.tasks for one in await office.digests()] == [{("due_soon", task)}] * 3


async def test_a_long_overdue_task_is_told_on_mondays(office: Office) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    await office.task(unit, an, due="2026-10-01")

    await office.plan(MONDAY, WEDNESDAY, "2026-11-26 08:00")

    (message,) = await office.digests()
    assert "2026-11-23" in message.row.dedup_key


async def test_on_a_day_off_only_what_is_due_today_is_told(office: Office) -> None:
    """Tuesday 24/11 is a public day off."""
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    await office.task(unit, an, due="2026-11-18")
    due = await office.task(unit, an, due="2026-11-24")
    await office.plan(MONDAY)

    await office.plan("2026-11-24 08:00")

    assert (await office.digests())[-1].tasks == {("due_today", due)}


async def test_the_tracker_is_told_each_morning_what_waits(office: Office) -> None:
    unit, division = (
        await office.unit("Sở Nội vụ"),
        await office.unit("Phòng Nội chính"),
    )
    an = await office.officer("An", unit)
    await office.officer("Theo dõi", division, Role.TRACKER)
    task = await office.task(unit, an, due="2026-11-18", tracked_by=division)
    await office.report(an, task, "2026-11-20 09:00")

    await office.plan(MONDAY, WEDNESDAY)

    told = [(one.to, one.tasks) for one in await office.digests()]
    assert told == [("Theo dõi", {("to_confirm", task)})] * 2


@pytest.mark.parametrize(
    "progress", [Progress.REPORTED, Progress.DONE, Progress.CANCELLED]
)
async def test_what_is_over_is_not_urged(office: Office, progress: Progress) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    for due in ("2026-11-18", "2026-11-23", "2026-11-27"):
        await office.task(unit, an, due=due, progress=progress)

    assert await office.plan(MONDAY) == 0
