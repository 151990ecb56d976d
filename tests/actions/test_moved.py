"""An overdue task goes to another unit: the old unit's figures say where it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from actions.build_report import build_report
from actions.build_summary import build_summary
from actions.list_part import tasks_of_part
from domain.overdue_change import Cause
from domain.papers import Papers
from domain.periods import Period
from domain.report_facts import facts_of, fingerprint_of
from domain.reports import ALL, Asked, Report
from domain.scope import Scope
from domain.summary_notices import Part
from domain.tasks import Progress
from files.reports.comparing import change_table
from files.reports.monthly import monthly_report
from files.reports.paper import Text
from models.history import Change, Kind, record
from models.tables import Task
from models.work import Database
from tests.models.register import Register

NOVEMBER = Asked(Period.month(2026, 11), date(2026, 11, 30))
GIVEN, DUE, MOVED = date(2026, 9, 1), date(2026, 10, 5), date(2026, 11, 9)


async def overdue_task(database: Database, *, lead: int, tracking: int) -> int:
    async with database.begin() as work:
        columns: dict[str, Any] = {
            "progress": Progress.IN_PROGRESS,
            "lead_unit_id": lead,
            "tracking_unit_id": tracking,
            "assigned_on": GIVEN,
            "due_on": DUE,
            "done_on": None,
        }
        words = {"content": "Báo cáo", "folded": "bao cao", "entered_at": work.now}
        task = Task(**columns, **words)
        work.session.add(task)
        await work.session.flush()
        given = Change(task.id, Kind.ASSIGNED, "chat", GIVEN, None, columns)
        await record(work, given)
        return task.id


async def move(database: Database, task: int, **columns: int) -> None:
    async with database.begin() as work:
        await record(work, Change(task, Kind.CORRECTED, "chat", MOVED, None, columns))


async def test_it_was_moved_and_not_withdrawn(
    database: Database,
) -> None:
    names = ("Sở Y tế", "Sở Nội vụ", "Phòng Tổng hợp")
    y_te, noi_vu, phong = [await Register(database).unit(name) for name in names]
    task = await overdue_task(database, lead=y_te, tracking=phong)
    await move(database, task, lead_unit_id=noi_vu)
    old, new = replace(NOVEMBER, unit_id=y_te), replace(NOVEMBER, unit_id=noi_vu)
    async with database.read() as reads:
        told = (await build_summary(reads, old, ALL)).compared
        came = (await build_summary(reads, new, ALL)).compared
        whole = (await build_summary(reads, NOVEMBER, ALL)).compared
        listed = await tasks_of_part(reads, ALL, old, Part.MOVED)
        reports = [await build_report(reads, one) for one in (old, new, NOVEMBER)]
    assert (told.causes, told.moved_to) == (((Cause.MOVED, 1),), ("Sở Nội vụ",))
    assert came.causes == ((Cause.RECEIVED, 1),)
    assert (whole.causes, whole.overdue) == ((), 1)
    assert listed == [task]
    assert [dict(one.change.tasks) for one in reports] == [
        {Cause.MOVED: (task,)},
        {Cause.RECEIVED: (task,)},
        {},
    ]
    said = [change_table(one.changed).rows for one in reports]
    assert [row[1] for rows in said for row in rows] == [
        "Chuyển sang Sở Nội vụ",
        "Tiếp nhận từ Sở Y tế",
    ]
    paper = monthly_report(reports[0], Papers(), "0" * 64)
    words = " ".join(block.text for block in paper.body if isinstance(block, Text))
    assert "từ 01 thành 0: 01 nhiệm vụ chuyển sang đơn vị khác (Sở Nội vụ)." in words
    assert_keeps_its_code(reports[0])


def assert_keeps_its_code(report: Report) -> None:
    """On a page of before it was told as withdrawn."""
    facts = facts_of(report)
    change = dict(facts["overdue_change"])
    change["withdrawn"] = change.pop("moved")
    assert fingerprint_of(facts | {"overdue_change": change}) == fingerprint_of(facts)


async def test_what_another_division_follows_was_moved_to_it(
    database: Database,
) -> None:
    names = ("Sở Y tế", "Phòng Tổng hợp", "Phòng Nội chính")
    y_te, phong, other = [await Register(database).unit(name) for name in names]
    task = await overdue_task(database, lead=y_te, tracking=phong)
    await move(database, task, tracking_unit_id=other)
    scope = Scope(divisions=frozenset({phong}))
    async with database.read() as reads:
        told = (await build_summary(reads, NOVEMBER, scope)).compared
        report = await build_report(reads, NOVEMBER, scope)
    assert told.moved_to == report.moved_to == ("Phòng Nội chính",)
