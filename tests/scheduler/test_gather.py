"""What a message says is read when it leaves."""

from __future__ import annotations

from datetime import date

import pytest

from domain.cycle_notices import RollCallCard
from domain.notices import Digest
from domain.reminders import Rule
from domain.tasks import Role, task_code
from models.outbox import Live
from tests.scheduler.office import Message, Office, at

HEADS_UP, DUE = "2026-11-20 08:30", "2026-11-20 15:00"  # a Friday
MONDAY = "2026-11-23 08:00"


async def only(office: Office, kind: Live = Live.DIGEST) -> Message:
    (message,) = (one for one in await office.messages() if one.kind == kind)
    return message


async def sections(
    office: Office, message: Message, when: str
) -> dict[Rule, list[int]]:
    digest = await office.read(message, when)
    assert isinstance(digest, Digest)
    return {one.rule: [line.id for line in one.lines] for one in digest.sections}


class Morning:
    """An officer with one task overdue, one due today and one due soon."""

    def __init__(self, office: Office) -> None:
        self.office = office

    async def comes(self) -> Message:
        office = self.office
        await office.plan("2026-11-20 19:30")
        unit = await office.unit("Sở Nội vụ")
        self.officer = await office.officer("An", unit)
        self.soon, self.overdue, self.today = [
            await office.task(unit, self.officer, due=due)
            for due in ("2026-11-25", "2026-11-18", "2026-11-23")
        ]
        await office.plan(MONDAY)
        return await only(office)


@pytest.fixture
def morning(office: Office) -> Morning:
    return Morning(office)


async def test_overdue_comes_first_then_today_then_soon(
    office: Office, morning: Morning
) -> None:
    message = await morning.comes()

    found = await sections(office, message, MONDAY)

    assert list(found.items()) == [
        (Rule.OVERDUE, [morning.overdue]),
        (Rule.DUE_TODAY, [morning.today]),
        (Rule.DUE_SOON, [morning.soon]),
    ]


async def test_what_was_reported_meanwhile_is_not_urged(
    office: Office, morning: Morning
) -> None:
    message = await morning.comes()
    await office.report(morning.officer, morning.overdue, "2026-11-23 08:00:05")
    await office.report(morning.officer, morning.soon, "2026-11-23 08:00:06")
    await office.confirm(morning.soon, "2026-11-23 08:00:07")

    assert await sections(office, message, "2026-11-23 08:00:10") == {
        Rule.DUE_TODAY: [morning.today]
    }


async def test_a_deadline_moved_meanwhile_is_not_urged(
    office: Office, morning: Morning
) -> None:
    message = await morning.comes()
    for task in (morning.overdue, morning.today):
        await office.extend(task, "2026-11-23 08:00:05", due="2026-12-31")

    assert list(await sections(office, message, MONDAY)) == [Rule.DUE_SOON]


async def test_when_nothing_is_left_nothing_is_said(
    office: Office, morning: Morning
) -> None:
    message = await morning.comes()
    for task in (morning.overdue, morning.today, morning.soon):
        await office.confirm(task, "2026-11-23 08:00:05")

    assert await office.read(message, "2026-11-23 08:00:10") is None


async def test_the_days_are_those_of_the_moment_it_leaves(
    office: Office, morning: Morning
) -> None:
    message = await morning.comes()

    digest = await office.read(message, "2026-11-24 06:00")

    assert isinstance(digest, Digest)
    late = [(line.days, line.due_on) for line in digest.sections[0].lines]
    assert late == [(6, date(2026, 11, 18))]


async def test_a_day_later_a_new_digest_says_it(
    office: Office, morning: Morning
) -> None:
    message = await morning.comes()

    assert await office.read(message, "2026-11-24 08:10") is None


async def test_the_first_fifteen_are_shown_and_all_are_counted(office: Office) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    for _ in range(17):
        await office.task(unit, an)
    await office.plan(DUE)

    digest = await office.read(await only(office), DUE)

    assert isinstance(digest, Digest)
    (section,) = digest.sections
    assert (len(section.lines), section.total) == (15, 17)


async def test_who_updates_before_it_leaves_is_not_told(office: Office) -> None:
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    task = await office.task(unit, an)
    await office.plan(DUE)
    message = await only(office)

    assert await sections(office, message, DUE) == {Rule.WEEKLY_DUE: [task]}
    await office.update(an, task, "2026-11-20 15:00:05")

    assert await office.read(message, "2026-11-20 15:00:10") is None


async def test_a_contact_reads_the_tasks_of_nobody(office: Office) -> None:
    unit, other = await office.unit("Sở Nội vụ"), await office.unit("Sở Y tế")
    an = await office.officer("An", unit)
    contact = await office.officer("Đầu mối", unit, Role.CONTACT)
    await office.task(unit, an)
    own, nobodys = await office.task(other, contact), await office.task(unit)
    await office.task(other)
    await office.plan(DUE)

    (message,) = (one for one in await office.digests() if one.to == "Đầu mối")

    assert await sections(office, message, DUE) == {Rule.WEEKLY_DUE: [own, nobodys]}


async def test_a_review_sent_meanwhile_is_not_asked(office: Office) -> None:
    unit = await office.unit("Sở Nội vụ")
    contact = await office.officer("Đầu mối", unit, Role.CONTACT)
    await office.task(unit, due="2026-12-31", updated="2026-11-19 09:00")
    await office.plan("2026-11-25 08:00")
    message = await only(office)

    digest = await office.read(message, "2026-11-25 08:00")
    assert isinstance(digest, Digest)
    assert [(one.unit, one.month, one.open) for one in digest.reviews] == [
        ("Sở Nội vụ", "2026-11", 1)
    ]

    await office.receipt(unit, "2026-11", contact)
    assert await office.read(message, "2026-11-25 08:01") is None


async def test_the_synthesis_reads_who_has_sent(office: Office) -> None:
    units = [await office.unit(name) for name in ("Sở Nội vụ", "Sở Y tế")]
    officer = await office.officer("Tổng hợp", units[0], Role.SYNTHESIS)
    for unit in units:
        await office.task(unit, officer, updated="2026-11-23 09:00")
    await office.receipt(units[1], "2026-11", officer)
    await office.plan("2026-11-25 08:00")

    digest = await office.read(await only(office), "2026-11-25 08:00")

    assert isinstance(digest, Digest)
    assert digest.review_state is not None
    assert digest.review_state.sent == ("Sở Y tế",)
    assert digest.review_state.missing == ("Sở Nội vụ",)


class Week:
    """A unit of four with a group; its card was planned at 15:00."""

    def __init__(self, office: Office) -> None:
        self.office = office

    async def is_called(self) -> Message:
        office = self.office
        unit = await office.unit("Sở Nội vụ")
        await office.group(unit)
        self.officers = [
            await office.officer(name, unit, linked=name != "Dung")
            for name in ("An", "Bình", "Chi", "Dung")
        ]
        self.tasks = [await office.task(unit, officer) for officer in self.officers]
        await office.plan(HEADS_UP)
        await self.answers(0, "2026-11-20 14:59:59")
        await office.plan(DUE)
        return await only(office, Live.ROLL_CALL)

    async def answers(self, number: int, when: str) -> None:
        await self.office.update(self.officers[number], self.tasks[number], when)


async def counts(
    office: Office, message: Message, when: str
) -> tuple[int, int, int, bool]:
    card = await office.read(message, when)
    assert isinstance(card, RollCallCard)
    return card.on_time, card.late, card.total, card.frozen


@pytest.fixture
def week(office: Office) -> Week:
    return Week(office)


async def test_answers_count_on_time_until_15_and_late_until_17(
    office: Office, week: Week
) -> None:
    card = await week.is_called()
    assert await counts(office, card, DUE) == (1, 0, 4, False)

    await week.answers(1, "2026-11-20 15:00:00")
    assert await counts(office, card, "2026-11-20 15:00:01") == (1, 1, 4, False)

    await week.answers(2, "2026-11-20 17:00:00")
    assert await counts(office, card, "2026-11-20 17:00:00") == (1, 2, 4, True)

    await week.answers(3, "2026-11-20 17:00:01")
    assert await counts(office, card, "2026-11-20 18:00") == (1, 2, 4, True)


async def test_the_card_names_what_is_missing(office: Office, week: Week) -> None:
    message = await week.is_called()
    await week.answers(2, "2026-11-20 15:30")

    card = await office.read(message, "2026-11-20 15:31")

    assert isinstance(card, RollCallCard)
    assert card.missing == (task_code(week.tasks[1]), task_code(week.tasks[3]))
    assert (card.due_at, card.closes_at) == (at(DUE), at("2026-11-20 17:00"))


async def test_one_task_of_two_is_no_answer(office: Office, week: Week) -> None:
    message = await week.is_called()
    (unit,) = {message.row.params["unit"]}
    await office.task(unit, week.officers[1], entered="2026-11-20 10:00")

    await week.answers(1, "2026-11-20 15:10")

    assert await counts(office, message, "2026-11-20 15:11") == (1, 0, 4, False)
