"""Warnings that climb, and tasks without a deadline, from the clock to the outbox."""

from __future__ import annotations

from datetime import date

import pytest

from actions.bind import bind
from domain.notices import Digest
from domain.policy import Policy
from domain.reminders import Moment, Rule
from domain.tasks import Role
from models.queries.directory import read_directory
from models.queries.people import person
from models.queries.snoozes import keep_snooze
from models.tables import Absence
from models.working_days import read_calendar
from scheduler.looks import Looks
from scheduler.task_rules import tell_snoozed
from scheduler.told import Planning
from tests.scheduler.office import Message, Office, at

MONDAY, THURSDAY, NEXT_WEDNESDAY = (
    *("2026-11-23 08:00", "2026-11-26 08:00"),
    "2026-12-02 08:00",
)  # the 24th is off


@pytest.fixture
async def office(office: Office) -> Office:
    """The week's update is over: these stories are about the mornings."""
    await office.plan("2026-11-20 19:30")
    return office


async def ladder(office: Office) -> tuple[int, int]:
    """A unit and its division, with everybody who is on the ladder."""
    unit = await office.unit("Sở Nội vụ")
    division = await office.unit("Phòng Nội chính")
    await office.officer("Thủ trưởng", unit, Role.UNIT_HEAD)
    await office.officer("Theo dõi", division, Role.TRACKER)
    await office.officer("Chánh Văn phòng", division, Role.OFFICE_LEADER)
    await office.officer("Phó Chủ tịch", division, Role.LEADER)
    return unit, division


def told(messages: list[Message], rule: str) -> list[str]:
    return sorted(one.to for one in messages if rule in one.rules)


async def test_an_overdue_task_climbs_step_by_step(office: Office) -> None:
    unit, division = await ladder(office)
    an = await office.officer("An", unit)
    await office.task(unit, an, due="2026-11-20", tracked_by=division)

    await office.plan(MONDAY, "2026-11-25 08:00")
    assert told(await office.digests(), "escalation") == ["Thủ trưởng"]
    await office.plan(THURSDAY, "2026-11-27 08:00")
    later = ["Chánh Văn phòng", "Theo dõi", "Thủ trưởng"]
    assert told(await office.digests(), "escalation") == later
    await office.plan(NEXT_WEDNESDAY, "2026-12-03 08:00")
    assert "Phó Chủ tịch" in told(await office.digests(), "escalation")
    assert len(told(await office.digests(), "escalation")) == 4


async def test_who_links_late_hears_what_could_not_be_told_him(office: Office) -> None:
    """An office begins with its register, and people link in the weeks after."""
    unit = await office.unit("Sở Nội vụ")
    head = await office.officer("Thủ trưởng", unit, Role.UNIT_HEAD, linked=False)
    an = await office.officer("An", unit)
    await office.task(unit, an, due="2026-11-20")
    await office.plan(MONDAY)
    assert ("escalation", f"officer:{head}") in await office.told_without_delivery()

    async with office.database.begin() as work:
        found = await person(work, head)
        assert found is not None
        await bind(work, found, 4_711)
    await office.plan("2026-11-25 08:00", THURSDAY)

    assert told(await office.digests(), "escalation") == ["Thủ trưởng"]
    # That nobody could tell him on Monday is still known.
    assert ("escalation", f"officer:{head}") in await office.told_without_delivery()


async def test_what_climbed_long_ago_is_asked_for_once_a_week(office: Office) -> None:
    """A leader who is linked later hears of it on the first morning of his week."""
    unit, division = await ladder(office)
    an = await office.officer("An", unit)
    await office.task(unit, an, due="2026-09-21", tracked_by=division)
    await office.plan(MONDAY)
    await office.officer("Phó Chủ tịch mới", division, Role.LEADER)
    await office.plan("2027-01-06 08:00")  # a Wednesday
    assert "Phó Chủ tịch mới" not in told(await office.digests(), "escalation")
    await office.plan("2027-01-11 08:00")
    assert "Phó Chủ tịch mới" in told(await office.digests(), "escalation")


async def test_it_climbs_no_further_once_it_is_reported(office: Office) -> None:
    unit, division = await ladder(office)
    an = await office.officer("An", unit)
    task = await office.task(unit, an, due="2026-11-20", tracked_by=division)

    await office.plan(MONDAY)
    await office.report(an, task, "2026-11-25 10:00")
    await office.plan(THURSDAY, NEXT_WEDNESDAY)

    assert told(await office.digests(), "escalation") == ["Thủ trưởng"]


async def test_a_head_who_answers_for_it_himself_reads_of_it_once(
    office: Office,
) -> None:
    unit, _ = await ladder(office)
    task = await office.task(unit, None, due="2026-11-20")

    await office.plan(MONDAY)

    (message,) = [one for one in await office.digests() if one.to == "Thủ trưởng"]
    assert message.rules == {"overdue", "escalation"}
    digest = await office.read(message, MONDAY)
    assert isinstance(digest, Digest)
    said = [(one.rule, [line.id for line in one.lines]) for one in digest.sections]
    assert said == [(Rule.OVERDUE, [task])]


async def test_what_climbed_is_not_said_of_a_task_finished_meanwhile(
    office: Office,
) -> None:
    unit, _ = await ladder(office)
    an = await office.officer("An", unit)
    task = await office.task(unit, an, due="2026-11-20")

    await office.plan(MONDAY)
    await office.report(an, task, "2026-11-23 08:00")

    (message,) = [one for one in await office.digests() if one.to == "Thủ trưởng"]
    assert await office.read(message, "2026-11-23 08:01") is None


async def test_a_task_without_a_deadline_is_urged_each_quarter(office: Office) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    await office.officer("Đầu mối", unit, Role.CONTACT)
    await office.officer("Tổ công tác", unit, Role.TASK_FORCE)
    await office.task(unit, an, entered="2026-08-25 09:00")

    await office.plan(MONDAY, "2026-11-25 08:00", THURSDAY)

    messages = await office.digests()
    assert told(messages, "no_deadline") == ["An", "Đầu mối"]
    assert told(messages, "undated_list") == ["Tổ công tác"]
    assert {one.row.cls for one in messages} == {"periodic"}


async def test_who_stands_in_for_a_contact_is_urged_in_his_place(
    office: Office,
) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    contact = await office.officer("Đầu mối", unit, Role.CONTACT)
    stand_in = await office.officer("Người thay", unit)
    await office.task(unit, an, entered="2026-08-25 09:00")
    async with office.database.begin() as work:
        work.session.add(
            Absence(
                officer_id=contact,
                stand_in_id=stand_in,
                first_on=date(2026, 11, 20),
                last_on=date(2026, 11, 30),
                created_at=work.now,
            )
        )
    await office.plan(MONDAY, "2026-11-25 08:00", THURSDAY)
    assert told(await office.digests(), "no_deadline") == ["An", "Người thay"]


async def test_after_an_outage_nobody_on_the_ladder_is_left_out(office: Office) -> None:
    unit, division = await ladder(office)
    an = await office.officer("An", unit)
    await office.task(unit, an, due="2026-11-20", tracked_by=division)

    await office.plan(THURSDAY)
    assert told(await office.digests(), "escalation") == [
        *("Chánh Văn phòng", "Theo dõi", "Thủ trưởng")
    ]


async def test_what_was_given_back_climbs_anew_from_its_return(office: Office) -> None:
    unit, division = await ladder(office)
    an = await office.officer("An", unit)
    task = await office.task(unit, an, due="2026-11-20", tracked_by=division)
    await office.plan(MONDAY)
    await office.report(an, task, "2026-11-23 10:00")
    await office.plan("2026-11-27 08:00")
    await office.give_back(task, "2026-12-01 09:00")
    await office.update(an, task, "2026-12-01 10:00")

    await office.plan("2026-12-02 08:00")
    assert told(await office.digests(), "escalation") == ["Thủ trưởng", "Thủ trưởng"]
    await office.plan("2026-12-04 08:00")
    assert "Phó Chủ tịch" not in told(await office.digests(), "escalation")
    assert "Theo dõi" in told(await office.digests(), "escalation")


async def test_a_deadline_moved_into_the_past_begins_at_the_first_step(
    office: Office,
) -> None:
    """The register was wrong by a month; the head had no day to do anything."""
    unit, division = await ladder(office)
    an = await office.officer("An", unit)
    task = await office.task(unit, an, due="2026-12-21", tracked_by=division)
    await office.extend(task, "2026-11-23 10:00", "2026-10-21")
    await office.plan("2026-11-25 08:00")
    assert told(await office.digests(), "escalation") == ["Thủ trưởng"]
    await office.plan("2026-11-26 08:00")
    assert told(await office.digests(), "escalation") == ["Thủ trưởng"]
    await office.plan("2026-11-27 08:00")
    assert "Theo dõi" in told(await office.digests(), "escalation")


async def test_what_was_put_off_is_not_kept_past_a_deadline_that_was_moved(
    office: Office,
) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    task = await office.task(unit, an, due="2026-12-04")
    async with office.database.begin() as work:
        await keep_snooze(work, an, [task], date(2026, 12, 1))
    await office.extend(task, "2026-11-25 10:00", "2026-11-30")
    await office.plan("2026-11-26 08:00", "2026-11-27 08:00")
    assert set(told(await office.digests(), "due_soon")) == {"An"}


async def put_off(office: Office, officer: int, task: int, until: date) -> None:
    async with office.database.begin() as work:
        await keep_snooze(work, officer, [task], until)


async def test_what_was_put_off_is_said_to_whom_it_went_meanwhile(
    office: Office,
) -> None:
    unit = await office.unit("Sở Nội vụ")
    an, binh = await office.officer("An", unit), await office.officer("Bình", unit)
    task = await office.task(unit, an, due="2026-12-04")
    await put_off(office, an, task, date(2026, 11, 30))
    await office.assign(task, binh, "2026-11-26 10:00")

    await office.plan("2026-11-27 08:00", "2026-11-30 08:00", "2026-12-01 08:00")

    assert told(await office.digests(), "snoozed") == ["Bình"]
    assert "An" not in told(await office.digests(), "due_soon")


async def test_a_tracker_who_put_it_off_is_told_himself(office: Office) -> None:
    unit, division = await ladder(office)
    an = await office.officer("An", unit)
    lan = await office.officer("Lan", division, Role.TRACKER)
    task = await office.task(unit, an, due="2026-12-04", tracked_by=division)
    await put_off(office, lan, task, date(2026, 11, 30))

    await office.plan("2026-11-30 08:00")

    assert told(await office.digests(), "snoozed") == ["Lan"]


async def test_a_planning_that_was_cut_off_forgets_nothing_that_was_put_off(
    office: Office,
) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    task = await office.task(unit, an, due="2026-12-04")
    await put_off(office, an, task, date(2026, 11, 27))  # and that morning it was down
    now = at("2026-11-30 08:00")
    moment = Moment(Rule.SNOOZED, now, now.date())

    async def planned() -> list[str]:
        async with office.database.read(now=now) as reads:
            planning = Planning(
                reads,
                office.database.begin,
                Looks(reads),
                await read_directory(reads),
                await read_calendar(reads),
                Policy(),
            )
            return [one.slot for one in await tell_snoozed(planning, moment)]

    assert await planned() == await planned() == ["Z:2026-11-27"]
    await office.plan("2026-11-30 08:00")
    assert await planned() == []
