"""Behind a figure of a summary stand as many tasks as it says."""

from __future__ import annotations

from datetime import date

import pytest

from actions.build_summary import build_summary
from actions.list_part import tasks_of_part
from domain.periods import Period
from domain.reports import ALL, Asked
from domain.summary_notices import Part
from domain.tasks import Progress
from models.work import Database
from tests.models.register import Register

NOVEMBER = Period.month(2026, 11)
DAY = date(2026, 11, 20)
PAST, LATER = date(2026, 11, 10), date(2026, 11, 27)
REPORTED = Progress.REPORTED


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_every_list_is_as_long_as_its_button_says(database: Database) -> None:
    """Of this year, and of what earlier years left behind."""
    register = Register(database)
    unit = await register.unit("Sở Nội vụ")
    rows = [
        {"progress": progress, "due_on": due, "assigned_on": given}
        for given in (date(2026, 11, 2), date(2025, 11, 2))
        for progress, due in (
            *((Progress.IN_PROGRESS, PAST), (Progress.IN_PROGRESS, LATER)),
            *((Progress.IN_PROGRESS, None), (Progress.NOT_STARTED, None)),
            *((REPORTED, PAST), (REPORTED, LATER), (REPORTED, None)),
        )
    ]
    done = {"progress": Progress.DONE, "assigned_on": date(2026, 11, 2)}
    rows += [
        {**done, "due_on": PAST, "done_on": LATER},
        {**done, "due_on": PAST, "done_on": date(2026, 11, 12)},
        {**done, "due_on": None, "done_on": PAST},
    ]
    await register.tasks([{"lead_unit_id": unit, **row} for row in rows])
    asked = Asked(NOVEMBER, DAY)
    async with database.read() as reads:
        figures = (await build_summary(reads, asked, ALL)).summary
        said = {
            Part.OVERDUE: figures.overdue,
            Part.LATE: figures.due.done_late,
            Part.OPEN: figures.due.open,
            Part.TO_CONFIRM: figures.to_confirm,
            Part.UNDATED: figures.undated,
        }
        lists = {part: await tasks_of_part(reads, ALL, asked, part) for part in said}
    assert {part: len(ids) for part, ids in lists.items()} == said
    assert said[Part.UNDATED] == said[Part.TO_CONFIRM] == 6
