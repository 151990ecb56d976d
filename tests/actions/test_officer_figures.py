"""The year's figures of each officer: who had which task then, and who may see it."""

from __future__ import annotations

from datetime import date
from typing import Any

from actions.build_report import build_report
from domain.periods import Period
from domain.reports import ALL, Asked
from domain.scope import Scope
from files.reports.workbook import sheets
from models.history import Change, Kind, record
from models.work import Database
from tests.scheduler.office import Office, at

YEAR = Period.year(2026)
MONTH = Period.month(2026, 11)


async def test_whoever_had_the_task_then_and_only_for_the_whole_offices_eyes(
    database: Database, clock: Any
) -> None:
    """On the 25th An's task goes to Bình: until then it is in An's figures."""
    office = Office(database, clock)
    clock.at = at("2026-11-30 08:00")
    unit = await office.unit("Sở Y tế")
    an, binh = await office.officer("An", unit), await office.officer("Bình", unit)
    task = await office.task(unit, binh, due="2026-11-10", tracked_by=unit)
    await office.task(unit, due="2026-11-10")  # nobody's
    days = {"assigned_on": date(2026, 11, 2), "due_on": date(2026, 11, 10)}
    whose = {"lead_unit_id": unit, "tracking_unit_id": unit, "officer_id": an}
    first = {**days, **whose, "progress": "not_started", "done_on": None}
    async with database.begin() as work:
        for kind, day, columns in (
            (Kind.ASSIGNED, date(2026, 11, 2), first),
            (Kind.OFFICER_SET, date(2026, 11, 25), {"officer_id": binh}),
        ):
            await record(work, Change(task, kind, "chat", day, None, columns))

    async def names(
        period: Period, day: int, scope: Scope = ALL, *, wanted: bool = True
    ) -> list[tuple[str, int]]:
        asked = Asked(period, date(2026, 11, day), by_officer=wanted)
        async with database.read() as reads:
            report = await build_report(reads, asked, scope)
        assert bool(report.officers) == ("Từng cán bộ" in dict(sheets(report)))
        return [(one.name, one.given.open_overdue) for one in report.officers]

    assert await names(YEAR, 20) == [("An", 1)]
    assert await names(YEAR, 30) == [("Bình", 1)]
    assert await names(YEAR, 30, wanted=False) == []
    assert await names(MONTH, 30) == []
    for limits in (Scope(units=frozenset({unit})), Scope(divisions=frozenset({unit}))):
        assert await names(YEAR, 30, limits) == []
