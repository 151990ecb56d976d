"""Lists of tasks: whole pages, and a count that every page says."""

from __future__ import annotations

from datetime import date

import pytest

from domain.notices import SHOWN
from domain.scope import Scope
from models.queries.lists import overdue_tasks
from models.queries.task_lines import Page
from models.working_days import read_calendar
from tests.models.register import Register

TOTAL = SHOWN + 2


async def page(register: Register, unit: int, offset: int) -> Page:
    async with register.database.read() as reads:
        calendar = await read_calendar(reads)
        everything = Scope(everything=True)
        return await overdue_tasks(
            reads, calendar, everything, unit_id=unit, offset=offset
        )


@pytest.mark.parametrize(("offset", "shown"), [(0, SHOWN), (SHOWN, 2), (10 * SHOWN, 0)])
async def test_each_page_says_how_many_there_are_in_all(
    register: Register, offset: int, shown: int
) -> None:
    unit, other = await register.unit("A"), await register.unit("B")
    late = {"due_on": date(2026, 11, 2)}
    rows = [{"lead_unit_id": unit, **late} for _ in range(TOTAL)]
    await register.tasks([*rows, {"lead_unit_id": other, **late}])
    found = await page(register, unit, offset)
    assert (len(found.lines), found.total) == (shown, TOTAL)


async def test_nothing_is_an_empty_page(register: Register) -> None:
    found = await page(register, await register.unit("A"), 0)
    assert found == Page((), 0)
