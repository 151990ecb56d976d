"""`year`: the samples and two hundred made-up units, both years foreseen whole."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from domain.policy import Policy
from models import schema
from models.work import Database
from models.working_days import build_calendar, public_names
from scheduler.foresight import foresee
from tests.bench.databases import Databases, in_a_folder
from tests.bench.figures import Budget, Line, spending
from tests.bench.sizes import Size
from tests.scheduler.province import fill_province, wrong_with

YEARS = (2026, 2027)
DAYS = 365
POLICY = Policy()


async def year(_databases: Databases, size: Size) -> list[Line]:
    """A small run looks a month ahead."""
    days = DAYS if size.officers >= 10_000 else 31
    return [await _foreseen(one, days) for one in YEARS]


async def _foreseen(year: int, days: int) -> Line:
    entered = datetime(year - 1, 12, 31, 18, tzinfo=POLICY.zone)
    with in_a_folder() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'office.db'}"
        office = Database(url, zone=POLICY.zone, now=lambda: entered)
        await schema.upgrade(office)
        await fill_province(office, entered)
        with spending(1) as spent:
            found = await foresee(
                office,
                POLICY,
                since=date(year, 1, 1),
                days=days,
                day_names=public_names(year, "vi"),
            )
        await office.close()
    figures = {
        "messages": float(len(found.messages)),
        "wrong": float(len(wrong_with(found.messages, build_calendar({})))),
        "seconds": spent.seconds,
        "CPU s": spent.cpu,
    }
    budgets = (Budget("seconds", at_most=30), Budget("wrong", at_most=0))
    return Line(f"{days} days of {year}", figures, budgets)
