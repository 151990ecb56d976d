"""The week's update and the month's review: who is told, who is left out."""

from __future__ import annotations

from domain.summary_notices import ReportFile
from domain.tasks import Progress, Role
from models.outbox import Live
from tests.scheduler.office import Message, Office

HEADS_UP, DUE = "2026-11-20 08:30", "2026-11-20 15:00"  # a Friday
MONTHLY_DUE = "2026-11-25 08:00"


def by_name(messages: list[Message], rule: str) -> list[str]:
    return sorted(one.to for one in messages if rule in one.rules)


async def test_on_friday_everybody_who_owes_is_told_once(office: Office) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    binh = await office.officer("Bình", unit, linked=False)
    chi = await office.officer("Chi", unit)
    for officer in (an, an, binh, chi):
        await office.task(unit, officer)

    await office.plan(DUE)

    assert by_name(await office.digests(), "weekly_due") == ["An", "Chi"]
    assert await office.told_without_delivery() == {("weekly_due", f"officer:{binh}")}


async def test_it_is_announced_in_the_morning(office: Office) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    await office.task(unit, an)

    await office.plan(HEADS_UP, DUE)

    told = [(one.to, one.rules) for one in await office.digests()]
    assert told == [("An", {"weekly_heads_up"}), ("An", {"weekly_due"})]


async def test_who_has_updated_is_left_out(office: Office) -> None:
    """The week of an update runs from one Friday 17:00 to the next."""
    unit = await office.unit("Sở Nội vụ")
    for name, updated in {
        "An": "2026-11-13 17:00",  # still the week before
        "Bình": "2026-11-13 17:01",
        "Chi": "2026-11-20 14:59",
    }.items():
        officer = await office.officer(name, unit)
        await office.task(unit, officer, updated=updated)

    await office.plan(DUE)

    assert by_name(await office.digests(), "weekly_due") == ["An"]


async def test_nobody_is_told_of_what_is_over(office: Office) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    await office.group(unit)
    for progress in (Progress.REPORTED, Progress.DONE, Progress.CANCELLED):
        await office.task(unit, an, progress=progress)

    assert await office.plan(DUE) == 0


async def test_one_task_without_an_update_is_enough(office: Office) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    await office.task(unit, an, updated="2026-11-19 09:00")
    await office.task(unit, an, progress=Progress.RETURNED)

    await office.plan(DUE)

    assert by_name(await office.digests(), "weekly_due") == ["An"]


async def test_each_group_gets_one_roll_call_card(office: Office) -> None:
    units = [
        await office.unit(name) for name in ("Sở Nội vụ", "Sở Y tế", "Sở Xây dựng")
    ]
    for unit in units:
        await office.group(unit, f"Nhóm {unit}")
    await office.group(units[0], "Tổ chuyên đề")
    for unit in units[:2]:
        officer = await office.officer(f"An {unit}", unit, linked=False)
        await office.task(unit, officer)

    await office.plan(HEADS_UP, DUE, "2026-11-20 15:01")

    cards = [one for one in await office.messages() if one.kind == Live.ROLL_CALL]
    titles = [one.to for one in cards]
    assert sorted(titles) == [f"Nhóm {units[0]}", f"Nhóm {units[1]}", "Tổ chuyên đề"]
    assert {one.row.subject for one in cards} == {
        f"roll_call:{unit}:2026-11-20" for unit in units[:2]
    }


async def test_the_contact_stands_in_for_a_task_of_nobody(office: Office) -> None:
    unit, other = await office.unit("Sở Nội vụ"), await office.unit("Sở Y tế")
    await office.officer("Đầu mối", unit, Role.CONTACT)
    await office.officer("Thủ trưởng", unit, Role.UNIT_HEAD)
    await office.officer("Giám đốc", other, Role.UNIT_HEAD)
    await office.task(unit)
    await office.task(other)

    await office.plan(DUE)

    assert by_name(await office.digests(), "weekly_due") == ["Giám đốc", "Đầu mối"]


async def test_the_contact_stands_in_for_who_has_left(office: Office) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    await office.officer("Đầu mối", unit, Role.CONTACT)
    await office.task(unit, an)
    await office.leave(an)

    await office.plan(DUE)

    (message,) = await office.digests()
    assert message.to == "Đầu mối"
    assert await office.read(message, DUE) is not None


async def test_a_tracker_owes_while_a_reported_task_waits(office: Office) -> None:
    unit, division = (
        await office.unit("Sở Nội vụ"),
        await office.unit("Phòng Nội chính"),
    )
    an = await office.officer("An", unit)
    await office.officer("Theo dõi", division, Role.TRACKER)
    task = await office.task(unit, an, tracked_by=division)
    await office.report(an, task, "2026-11-20 09:00")

    await office.plan(DUE)
    assert by_name(await office.digests(), "weekly_due") == ["Theo dõi"]

    await office.confirm(task, "2026-11-23 09:00")
    assert await office.plan("2026-11-27 15:00") == 0


async def test_what_came_in_after_the_morning_is_asked_in_the_afternoon(
    office: Office,
) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    await office.task(unit, an, entered="2026-11-20 14:58", due="2026-11-19")
    await office.task(unit, an, entered="2026-11-20 14:58", due="2026-11-20")

    assert await office.plan("2026-11-20 14:59") == 0
    await office.plan(DUE)

    (message,) = await office.digests()
    assert message.rules == {"weekly_due"}


async def test_before_a_friday_off_the_thursday_counts(office: Office) -> None:
    """1/1/2027 is a Friday."""
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    await office.task(unit, an)
    await office.group(unit)

    await office.plan("2026-12-31 15:00", "2027-01-01 15:00")

    weekly = [one for one in await office.messages() if "weekly_due" in one.rules]
    assert sorted(one.kind for one in weekly) == [Live.DIGEST, Live.ROLL_CALL]
    (card,) = (one for one in weekly if one.kind == Live.ROLL_CALL)
    assert card.row.subject.endswith(":2027-01-01")


async def test_a_day_that_the_office_takes_off_moves_the_week(office: Office) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    await office.task(unit, an)
    await office.day_off("2026-11-27")

    await office.plan("2026-11-26 15:00")

    assert by_name(await office.digests(), "weekly_due") == ["An"]


async def test_the_25th_asks_contacts_and_trackers_for_the_review(
    office: Office,
) -> None:
    unit, division = (
        await office.unit("Sở Nội vụ"),
        await office.unit("Phòng Nội chính"),
    )
    for name, where, role in (
        ("Đầu mối", unit, Role.CONTACT),
        ("Theo dõi", division, Role.TRACKER),
        ("Tổng hợp", division, Role.SYNTHESIS),
        ("Cán bộ", unit, Role.OFFICER),
    ):
        await office.officer(name, where, role)
    await office.task(unit, tracked_by=division, progress=Progress.REPORTED)

    await office.plan("2026-11-23 08:30", MONTHLY_DUE)

    messages = await office.digests()
    assert by_name(messages, "monthly_heads_up") == ["Theo dõi", "Đầu mối"]
    assert by_name(messages, "monthly_due") == ["Theo dõi", "Tổng hợp", "Đầu mối"]
    subjects = {s for one in messages for rule, s in one.told if rule == "monthly_due"}
    assert subjects == {
        f"review:{unit}:2026-11",
        f"review:{division}:2026-11",
        "review_state:2026-11",
    }
    # What Phòng Tổng hợp tracks itself comes to it by itself.
    (package,) = [one for one in await office.messages() if one.kind == Live.FILE]
    assert (package.to, package.told) == (
        *("Tổng hợp", {("monthly_due", f"package:{division}:2026-11")}),
    )
    file = await office.read(package, MONTHLY_DUE)
    assert isinstance(file, ReportFile)
    assert (file.unit, file.unit_id) == ("Phòng Nội chính", None)
    assert file.drawn is not None
    assert [task.unit for task in file.drawn.report.followed] == ["Sở Nội vụ"]
    assert (file.drawn.door, file.drawn.actor_id) == ("clock", None)


async def test_a_unit_whose_review_is_sent_is_not_asked(office: Office) -> None:
    units = [await office.unit(name) for name in ("Sở Nội vụ", "Sở Y tế")]
    contacts = [
        await office.officer(f"Đầu mối {unit}", unit, Role.CONTACT) for unit in units
    ]
    for unit in units:
        await office.task(unit, updated="2026-11-23 10:00")
    await office.receipt(units[0], "2026-11", contacts[0])

    await office.plan(MONTHLY_DUE)

    messages = await office.digests()
    assert by_name(messages, "monthly_due") == [f"Đầu mối {units[1]}"]


async def test_without_an_open_task_there_is_no_review(office: Office) -> None:
    unit = await office.unit("Sở Nội vụ")
    await office.officer("Đầu mối", unit, Role.CONTACT)
    await office.officer("Tổng hợp", unit, Role.SYNTHESIS)
    await office.task(unit, progress=Progress.DONE)

    assert await office.plan(MONTHLY_DUE) == 0
