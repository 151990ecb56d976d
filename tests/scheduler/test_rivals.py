"""Another program polls with our token: told once, and its end too (409)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from domain.notices import Saying
from domain.tasks import Role
from models.tables import Delivery
from scheduler.rivals import CALM, Rivals
from tests.scheduler.dispatcher.post import HandSteady
from tests.scheduler.office import POLICY, Office, at

NINE = at("2026-11-20 09:00")


@pytest.mark.parametrize(
    ("seconds", "stays"),
    [((0, 5), False), ((0, 5, 10), True), ((0, 30, 59), True), ((0, 30, 61), False)],
)
def test_three_meetings_within_a_minute_are_no_chance(
    seconds: tuple[float, ...], stays: bool
) -> None:
    steady = HandSteady()
    rivals = Rivals(steady, lambda: False)
    for second in seconds:
        steady.at = 1_000 + second
        rivals.met()
    assert rivals.stay is stays


@pytest.mark.parametrize(
    ("alone", "stands_by", "gone"),
    [(CALM - 1, False, False), (CALM, False, True), (CALM, True, False)],
)
def test_it_is_over_for_who_asks_and_meets_nobody(
    alone: float, stands_by: bool, gone: bool
) -> None:
    steady = HandSteady()
    rivals = Rivals(steady, lambda: stands_by)
    rivals.met()
    steady.at += alone
    assert not rivals.are_gone  # nothing was answered
    rivals.answered()
    assert rivals.are_gone is gone
    rivals.asking()  # the lease is ours again: who knows
    assert not rivals.are_gone


async def test_the_administrators_are_told_once_and_of_its_end(office: Office) -> None:
    unit = await office.unit("Văn phòng")
    await office.officer("Quản trị", unit, Role.ADMIN)
    steady = HandSteady()
    rivals = Rivals(steady, lambda: False)

    async def told_after(minutes: int) -> list[str]:
        now = NINE + timedelta(minutes=minutes)
        for _ in range(2):
            await rivals.mind(office.database, POLICY, now)
        return [
            one.row.params["saying"]
            for one in await office.messages()
            if one.row.dedup_key.startswith("alarm:rival:")
        ]

    rivals.met()
    rivals.met()
    assert await told_after(1) == []
    rivals.met()
    assert await told_after(2) == [Saying.RIVAL_POLLS]
    steady.at += 30
    rivals.met()
    assert await told_after(3) == [Saying.RIVAL_POLLS]
    async with office.database.begin() as work:
        await work.session.execute(update(Delivery).values(state="sent"))
    steady.at += CALM
    assert await told_after(10) == [Saying.RIVAL_POLLS]
    rivals.answered()
    assert await told_after(11) == [Saying.RIVAL_POLLS, Saying.RIVAL_GONE]
