"""At each start: whose days off nobody has confirmed (domain.md 4.2)."""

from __future__ import annotations

from datetime import datetime

import pytest
import structlog
from sqlalchemy import func, select

from actions.decide_day import confirm_year
from bot.checks import warn_of_calendar
from domain.policy import Policy
from models.tables import Delivery
from models.work import Database

DECEMBER = datetime(2026, 12, 1, 8, tzinfo=Policy().zone)


@pytest.mark.parametrize(
    ("confirmed", "left"),
    [((), [2026, 2027]), ((2026,), [2027]), ((2026, 2027), [])],
)
async def test_it_is_said_as_long_as_nobody_has_confirmed(
    database: Database, confirmed: tuple[int, ...], left: list[int]
) -> None:
    database.now = lambda: DECEMBER
    async with database.begin() as work:
        for year in confirmed:
            await confirm_year(work, year, "12729/VPCP-KGVX", door="terminal")

    with structlog.testing.capture_logs() as said:
        assert await warn_of_calendar(database) == left

    warnings = [one for one in said if one["event"] == "calendar_unconfirmed"]
    assert [one["years"] for one in warnings] == ([left] if left else [])
    async with database.read() as reads:
        sent = await reads.session.scalar(select(func.count()).select_from(Delivery))
    assert sent == 0  # the log alone; the administrators' list has it every week
