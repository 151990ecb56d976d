"""Telegram is out of reach while time goes on: F17, and what is sent afterwards.

Everything is planned in time; delivery.md 2.8 holds for what could not leave.
"""

from __future__ import annotations

from collections import Counter

import pytest

from domain.catch_up import FAMILIES
from domain.outcomes import NotSent
from domain.reminders import Rule
from domain.tasks import Role
from models.tables import Delivery
from models.work import Database
from tests.scheduler.dispatcher.post import Post
from tests.scheduler.office import Office, at

FRIDAY = "2026-11-20 15:00"
DOWN = NotSent("connecting: ClientConnectorDNSError")


class Outage:
    """An office, its post, and a line that can be cut."""

    def __init__(self, office: Office, post: Post) -> None:
        self.office, self.post = office, post

    async def until(self, *moments: str) -> None:
        """The line is dead; each is planned, and tried in vain."""
        for moment in moments:
            await self.office.plan(moment)
            self.post.phones.answer(*[DOWN] * 400)
            for _ in range(3):
                self.post.dispatcher.wake()
                await self.post.dispatcher.step()
                await self.post.dispatcher.landed()
                self.post.steady.at += 400
            self.post.phones._told.clear()

    async def over(self, moment: str) -> list[str]:
        """The line is back; what the people read then, soon."""
        await self.office.plan(moment)
        began, before = self.post.steady.at, len(self.post.phones.accepted)
        self.post.steady.at += 300
        await self.post.deliver()
        assert self.post.steady.at - began <= 300 + 60
        return self.post.phones.texts()[before:]

    async def rows(self) -> list[Delivery]:
        return await self.post.rows()


@pytest.fixture
async def outage(office: Office, database: Database, clock: object) -> Outage:
    unit = await office.unit("Sở Nội vụ")
    for name in ("An", "Bình"):
        await office.task(unit, await office.officer(name, unit))
    await office.plan("2026-11-20 14:00")
    post = Post(database, clock)
    await post.deliver()
    return Outage(office, post)


async def test_an_hour_later_it_says_that_it_comes_late(outage: Outage) -> None:
    await outage.until(FRIDAY, "2026-11-20 15:30")

    told = await outage.over("2026-11-20 16:00")

    assert len(told) == 2
    assert all("late" in one for one in told)


async def test_on_saturday_it_waits_for_monday_and_those_who_still_owe(
    outage: Outage,
) -> None:
    await outage.until(FRIDAY, "2026-11-20 19:00")

    assert await outage.over("2026-11-21 09:00") == []
    await outage.office.update(1, 1, "2026-11-21 10:00")
    assert len(await outage.over("2026-11-23 08:00")) == 1
    assert {row.state for row in await outage.rows()} == {"sent", "skipped"}


async def test_six_days_later_the_week_is_over(outage: Outage) -> None:
    await outage.until(FRIDAY, "2026-11-20 19:00")

    assert await outage.over("2026-11-26 14:00") == []


async def test_a_day_without_a_line_makes_nothing_unknown(outage: Outage) -> None:
    hours = [f"2026-11-{day} {hour:02}:00" for day in (20, 21) for hour in (15, 18)]
    await outage.until(*hours)
    await outage.over("2026-11-23 08:00")

    assert {row.unknowns for row in await outage.rows()} == {0}
    attempts = await outage.post.attempts()
    assert {one.outcome for one in attempts} <= {"not_sent", "sent"}
    sent = Counter(one.delivery_id for one in attempts if one.outcome == "sent")
    assert max(sent.values()) == 1


async def test_a_finished_task_is_not_spoken_of(outage: Outage) -> None:
    """F32: finished, or its deadline moved, between due and send."""
    office = outage.office
    unit = await office.unit("Sở Y tế")
    people = [await office.officer(f"P{n}", unit) for n in range(10)]
    entered = {"entered": "2026-11-02 09:00", "updated": "2026-11-20 09:00"}
    tasks = [
        await office.task(unit, one, due="2026-11-23", **entered) for one in people
    ]
    await outage.until("2026-11-23 08:00")
    for task in tasks[:5]:
        await office.confirm(task, "2026-11-23 08:30")
    for task in tasks[5:]:
        await office.extend(task, "2026-11-23 08:30", due="2026-12-31")

    told = await outage.over("2026-11-23 09:00")

    assert not [one for one in told if any(f"NV-{task}" in one for task in tasks)]


async def test_three_days_end_with_one_message_of_a_kind(
    office: Office, database: Database, clock: object
) -> None:
    """Down while every rule had its moments; officers with tasks of every term."""
    unit = await office.unit("Sở Nội vụ")
    people = [
        await office.officer(f"Cán bộ {n}", unit, *([Role.CONTACT] if n == 0 else []))
        for n in range(30)
    ]
    for number in range(50):
        due = f"2026-11-{16 + number % 14}"
        await office.task(unit, people[number % 30], due=due)
    await office.plan("2026-11-19 20:00")
    post = Post(database, clock)
    outage = Outage(office, post)
    await post.deliver()
    await outage.until(
        *("2026-11-20 08:00", "2026-11-20 08:30", FRIDAY, "2026-11-21 08:00"),
        *("2026-11-22 08:00", "2026-11-23 08:00"),
    )

    await outage.over("2026-11-23 09:00")

    burst = Counter(
        (one.to, family)
        for one in await office.messages()
        if one.row.sent_at is not None and one.row.sent_at >= at("2026-11-23 09:00")
        for family in {FAMILIES[Rule(rule)] for rule in one.rules}
    )
    assert len({to for to, _ in burst}) == 30
    assert set(burst.values()) == {1}
