"""What a person chose is honoured when a message is planned and when it leaves."""

from __future__ import annotations

from datetime import time

import pytest

from domain.preferences import Hours, Preferences
from domain.tasks import Role
from models.queries.preferences import keep_preferences
from models.work import Database
from tests.scheduler.dispatcher.post import Post
from tests.scheduler.office import Message, Office, at

MONDAY = "2026-11-23 08:00"
FRIDAY = "2026-11-20 15:00"


async def chosen(office: Office, officer: int, **choices: object) -> None:
    async with office.database.begin() as work:
        await keep_preferences(work, officer, Preferences(**choices))  # type: ignore[arg-type]


@pytest.fixture
async def an(office: Office) -> int:
    """Somebody with a task due soon, on a quiet morning."""
    await office.plan("2026-11-20 19:30")
    unit = await office.unit("Sở Nội vụ")
    an = await office.officer("An", unit)
    await office.task(unit, an, due="2026-11-27")
    return an


async def all_messages(office: Office, moment: str) -> list[Message]:
    await office.plan(moment)
    return await office.messages()


async def test_what_is_muted_is_not_planned(office: Office, an: int) -> None:
    await chosen(office, an, muted=frozenset({"due_soon"}))
    assert await all_messages(office, MONDAY) == []


async def test_what_is_muted_meanwhile_does_not_leave(office: Office, an: int) -> None:
    (message,) = await all_messages(office, MONDAY)
    assert await office.read(message, "2026-11-23 08:00:05") is not None
    post = Post(office.database, office.clock)
    await chosen(office, an, muted=frozenset({"due_soon"}))
    await post.deliver()
    assert post.phones.accepted == []


async def test_the_weekly_reminder_is_heard_by_who_muted_everything(
    office: Office, an: int
) -> None:
    await chosen(office, an, muted=frozenset({"weekly_due", "weekly_heads_up"}))
    messages = await all_messages(office, "2026-11-27 15:00")
    assert {rule for one in messages for rule in one.rules} >= {"weekly_due"}


async def test_his_own_quiet_hours_move_a_late_message(office: Office, an: int) -> None:
    """The weekly one, planned at 18:00 after an outage: his evening began at 17:30."""
    await chosen(office, an, quiet=Hours(time(17, 30), time(6, 30)))
    await office.plan("2026-11-27 14:00")
    messages = await all_messages(office, "2026-11-27 18:00")
    (weekly,) = [one for one in messages if "weekly_due" in one.rules]
    assert weekly.row.not_before == at("2026-11-28 06:30")


async def test_quiet_hours_chosen_meanwhile_hold_it_back(
    office: Office, an: int
) -> None:
    await office.plan("2026-11-27 14:00")
    await all_messages(office, "2026-11-27 18:00")
    await chosen(office, an, quiet=Hours(time(17, 30), time(6, 30)))
    post = Post(office.database, office.clock)
    await post.deliver()
    assert post.phones.texts() == []
    waiting = [one.row for one in await office.messages() if not one.row.sent_at]
    assert at("2026-11-28 06:30") in {row.not_before for row in waiting}


@pytest.mark.parametrize(
    ("due", "moment", "silent"),
    [
        ("2026-11-20", MONDAY, False),
        ("2026-11-23", MONDAY, False),
        ("2026-12-31", "2026-11-27 15:00", True),
    ],
    ids=["overdue", "due today", "weekly"],
)
async def test_routine_comes_without_a_sound(
    office: Office, due: str, moment: str, silent: bool
) -> None:
    await office.plan("2026-11-20 19:30")
    unit = await office.unit("Sở Nội vụ")
    await office.task(unit, await office.officer("An", unit), due=due)
    await office.plan(moment)
    post = Post(office.database, office.clock)
    await post.deliver()
    assert [one.silent for one in post.phones.accepted] == [silent]


async def test_who_answers_himself_is_not_warned_as_a_superior(
    office: Office, database: Database
) -> None:
    """One message for the head who is the officer too; one line for the task."""
    await office.plan("2026-11-20 19:30")
    unit = await office.unit("Sở Nội vụ")
    head = await office.officer("Thủ trưởng", unit, Role.UNIT_HEAD)
    await office.task(unit, head, due="2026-11-20")
    await office.plan(MONDAY)
    post = Post(database, office.clock)
    await post.deliver()
    (text,) = post.phones.texts()
    assert text.count("Báo cáo kết quả") == 1
    assert "for your direction" not in text


async def test_everybody_reads_his_own_language(office: Office, an: int) -> None:
    await chosen(office, an, language="vi")
    await office.plan(MONDAY)
    post = Post(office.database, office.clock)  # whose office speaks English
    await post.deliver()
    assert "Sắp đến hạn" in post.phones.texts()[0]
