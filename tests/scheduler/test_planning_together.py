"""F40: several processes plan the same moments at the same time; each is told once."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from models.tables import Delivery, Occurrence
from models.work import Database
from scheduler.plan import plan
from tests.scheduler.office import POLICY, Office, at

FIRST = "2026-11-20 15:00"  # a Friday


@pytest.mark.proof("F40", short=15, long=1_000, of="weeks planned by two at once")
async def test_two_planners_make_one_of_each(office: Office, times: int) -> None:
    unit = await office.unit("Sở Nội vụ")
    for name in ("An", "Bình"):
        await office.task(unit, await office.officer(name, unit))
    first = office.database
    second = Database(first.url, zone=first.zone, now=first.now)
    made = 0
    for number in range(times):
        now = at(FIRST) + timedelta(weeks=number)
        counts = await asyncio.gather(
            plan(first, policy=POLICY, now=now), plan(second, policy=POLICY, now=now)
        )
        made += sum(counts)
    await second.close()

    async with first.read() as reads:
        occurrences = list(await reads.session.scalars(select(Occurrence)))
        deliveries = list(await reads.session.scalars(select(Delivery)))
    told = Counter(
        (one.rule, one.subject, one.version, one.recipient, one.slot)
        for one in occurrences
    )
    messages = Counter((one.chat_id, one.dedup_key) for one in deliveries)
    assert set(told.values()) == set(messages.values()) == {1}
    assert made == len(deliveries) >= times
    assert {one.delivery_id for one in occurrences} >= {one.id for one in deliveries}
