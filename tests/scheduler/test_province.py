"""Two hundred units through Tết 2027 and a swapped Saturday (`make bench case=year`
plays both years whole)."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

from domain.policy import Policy
from models.queries.calendar import Decision, keep_decision
from models.work import Database
from models.working_days import build_calendar, public_names
from scheduler.foresight import foresee
from tests.scheduler.province import fill_province, wrong_with

POLICY = Policy()
ENTERED = datetime(2027, 2, 1, 18, tzinfo=POLICY.zone)
SWAP = {date(2027, 2, 12): False, date(2027, 2, 13): True}  # Friday for Saturday


async def test_nobody_is_disturbed_on_a_day_off_nor_told_twice(
    sqlite_template: Path, tmp_path: Path
) -> None:
    file = shutil.copy(sqlite_template, tmp_path / "province.db")
    url = f"sqlite+aiosqlite:///{file}"
    office = Database(url, zone=POLICY.zone, now=lambda: ENTERED)
    await fill_province(office, ENTERED)
    async with office.begin() as work:
        for day, working in SWAP.items():
            await keep_decision(work, day, Decision(working, "Hoán đổi"), None)

    names = public_names(2027, "vi")
    found = await foresee(
        office, POLICY, since=date(2027, 2, 2), days=13, day_names=names
    )
    await office.close()

    assert wrong_with(found.messages, build_calendar(SWAP)) == []
    days = {one.at.date() for one in found.messages if one.kind == "digest"}
    # Off from the 4th to the 10th: only what is due today is said.
    assert {date(2027, 2, n) for n in (2, 3, 11, 13)} <= days
    weekly = {
        one.at.date()
        for one in found.messages
        if any(why.rule == "weekly_due" for why in one.why)
    }
    assert weekly == {date(2027, 2, 3), date(2027, 2, 11)}
    assert len(found.messages) > 1_000
