"""What is foreseen is what the scheduler then plans, to the key and the task."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from actions.mail_tasks import Mail, mail_tasks
from domain.calendar import DAY
from domain.foresight import Foreseen, Foresight, Shift
from domain.notices import Digest
from domain.policy import Policy
from domain.reminders import Rule, moments_between
from domain.tasks import Progress, Role
from models.queries.directory import read_directory
from models.tables import Delivery, MomentRow, Occurrence, RollCall
from models.work import Database
from models.working_days import public_names, read_calendar
from scheduler.foresight import foresee
from tests.scheduler.office import POLICY, Office, at
from tests.scheduler.test_urgent import flash

NOW = "2026-11-20 07:30"  # a Friday
SINCE, DAYS = date(2026, 11, 20), 12
NAMES = public_names(2027, "vi")
TABLES = (Delivery, Occurrence, MomentRow, RollCall)


async def fill(office: Office) -> None:
    """Overdue, due soon, undated, reported; an officer whom nobody can reach."""
    office.clock.at = at(NOW)
    unit, division = await office.unit("Sở Nội vụ"), await office.unit("Phòng NC")
    await office.group(unit)
    an = await office.officer("An", unit)
    chi = await office.officer("Chi", unit, linked=False)
    await office.officer("Bình", unit, Role.UNIT_HEAD, Role.CONTACT)
    await office.officer("Lan", division, Role.TRACKER)
    await office.officer("Tổng", division, Role.SYNTHESIS, Role.LEADER)
    for due in ("2026-11-16", "2026-11-25", "2026-12-01", None):
        await office.task(unit, an, due=due, tracked_by=division)
    await office.task(unit, due="2026-11-18", tracked_by=division)
    await office.task(unit, chi, due="2026-11-27")
    await office.task(
        unit, an, due="2026-12-10", tracked_by=division, progress=Progress.REPORTED
    )
    await office.task(unit, an, entered="2026-08-27 09:00")


async def look(office: Office, **changes: Any) -> Foresight:
    wanted = {"since": SINCE, "days": DAYS, **changes}
    policy = wanted.pop("policy", POLICY)
    return await foresee(office.database, policy, day_names=NAMES, **wanted)


async def live_through(office: Office, days: int) -> None:
    """Let the time come, and plan at every moment of it."""
    start = POLICY.at(SINCE, POLICY.quiet_until)
    async with office.database.read() as reads:
        calendar = await read_calendar(reads)
    found = moments_between(POLICY, calendar, after=start, until=start + DAY * days)
    for slot in sorted({one.slot for one in found}):
        await office.plan(f"{slot:%Y-%m-%d %H:%M}")


async def counts(database: Database) -> list[int | None]:
    async with database.read() as reads:
        return [
            await reads.session.scalar(select(func.count()).select_from(table))
            for table in TABLES
        ]


async def test_it_comes_as_it_was_foreseen_and_nothing_is_kept_of_looking(
    office: Office,
) -> None:
    await fill(office)
    before = await counts(office.database)

    found = await look(office)

    assert await counts(office.database) == before
    await live_through(office, DAYS)
    planned = {
        (one.row.dedup_key, frozenset(task for _, task in one.tasks))
        for one in await office.messages()
    }
    told = {
        (
            one.key,
            frozenset(of_single_tasks(one)),
        )
        for one in found.messages
    }
    assert told == planned
    assert len(found.messages) == len(planned) > 20


async def test_a_weekly_reminder_is_foreseen_with_the_tasks_it_will_name(
    office: Office,
) -> None:
    await fill(office)
    found = await look(office, days=1)
    weekly = {
        one.key: {task for why in one.why for task in why.tasks}
        for one in found.messages
        if one.kind == "digest" and {why.rule for why in one.why} == {"weekly_due"}
    }

    await live_through(office, 1)

    said = {}
    for message in await office.digests():
        digest = await office.read(message, "2026-11-20 15:00")
        if message.rules == {"weekly_due"} and isinstance(digest, Digest):
            lines = [line for section in digest.sections for line in section.lines]
            said[message.row.dedup_key] = {line.id for line in lines}
    assert weekly == said
    assert len(said) == 3


async def test_a_friday_off_is_named_where_it_moves_a_reminder(office: Office) -> None:
    """Tết 2027: the office is off from Thursday 4/2 to Wednesday 10/2."""
    await fill(office)
    found = await look(office, since=date(2027, 2, 1), days=12)
    moved = {(shift, one.slot.date()) for one in found.messages for shift in one.shifts}
    friday, wednesday = date(2027, 2, 5), date(2027, 2, 3)
    assert moved == {(Shift(friday, "Giao thừa Tết Nguyên Đán"), wednesday)}


async def test_who_has_no_chat_is_counted(office: Office) -> None:
    await fill(office)
    found = await look(office, days=1)
    assert {to.name for _, to in found.unreached} == {"Chi"}
    assert all(wave.ends >= wave.at for wave in found.waves)


async def test_a_span_in_the_past_is_told_as_if_nothing_had_been_sent(
    office: Office,
) -> None:
    await fill(office)
    first = await look(office, days=3)
    await live_through(office, 3)
    office.clock.at = at("2026-11-23 12:00")

    again = await look(office, days=3)

    assert [one.key for one in again.messages] == [one.key for one in first.messages]


async def test_what_comes_before_the_span_is_not_told_again(office: Office) -> None:
    """A stage of a deadline is told once: not on the second day, if on the first."""
    await fill(office)
    whole, later = await look(office), await look(office, since=SINCE + 5 * DAY, days=7)
    begins = POLICY.at(SINCE + 5 * DAY, POLICY.quiet_until)
    assert [one.key for one in later.messages] == [
        one.key for one in whole.messages if one.at >= begins
    ]


@pytest.mark.parametrize(
    ("policy", "rule", "hour"),
    [
        (Policy(weekly_due_at=datetime(2026, 1, 1, 14, tzinfo=UTC).time()), "due", 14),
        (Policy(), "due", 15),
    ],
)
async def test_another_policy_is_foreseen_as_it_says(
    office: Office, policy: Policy, rule: str, hour: int
) -> None:
    await fill(office)
    found = await look(office, days=1, policy=policy)
    hours = {one.at.hour for one in found.messages if is_weekly(one, rule)}
    assert hours == {hour}


def of_single_tasks(one: Foreseen) -> set[int]:
    """The tasks that planning itself names; a week's are read when it leaves."""
    return {task for why in one.why if "weekly" not in why.rule for task in why.tasks}


def is_weekly(one: Foreseen, rule: str) -> bool:
    return any(why.rule == f"weekly_{rule}" for why in one.why)


async def test_urging_that_waits_for_the_morning_is_foreseen(office: Office) -> None:
    """Somebody pressed *Gửi* at night: it leaves when quiet hours are over."""
    await fill(office)
    night = at("2026-11-19 22:00")
    async with office.database.begin(now=night) as work:
        mail = Mail(
            rule=Rule.URGED,
            slot="urging:1",
            at=night,
            expires_at=at("2026-11-20 20:00"),
            not_before=at("2026-11-20 07:00"),
        )
        officer = (await read_directory(work)).place(1)
        await mail_tasks(work, mail, {officer: [1, 2]})
    office.clock.at = at("2026-11-20 06:00")

    found = await look(office, days=1)

    urged = [one for one in found.messages if {w.rule for w in one.why} == {"urged"}]
    assert [(one.at.hour, one.why[0].tasks) for one in urged] == [(7, (1, 2))]


async def test_a_flash_that_nobody_answers_is_foreseen_to_climb(
    office: Office,
) -> None:
    unit, division = await office.unit("Sở Nội vụ"), await office.unit("Phòng NC")
    an = await office.officer("An", unit)
    await office.officer("Lan", division, Role.TRACKER)
    await flash(office, unit, an, division)  # at 22:30
    office.clock.at = at("2026-11-20 22:40")

    found = await look(office, days=1)

    told = [(one.at.strftime("%H:%M"), one.to.name) for one in found.messages]
    assert told == [("22:30", "An"), ("23:30", "Lan")]
