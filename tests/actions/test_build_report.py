"""The report of Lạng Sơn's May 2021 from its register, on both databases, again and
again."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from actions.build_report import build_report
from actions.build_summary import build_summary, violations_in
from actions.keep_report import keep_report
from actions.list_part import tasks_of_part
from domain.figures import worst_first
from domain.overdue_change import ENTERED, Cause
from domain.papers import Papers
from domain.periods import Period
from domain.policy import OnTimeBasis
from domain.register import Register
from domain.report_facts import facts_of, fingerprint_of
from domain.reports import Asked, Report
from domain.scope import Scope
from domain.summary_notices import Part
from domain.tasks import Progress
from files.reports.letters import reminders
from files.reports.monthly import monthly_report
from files.reports.paper import Text
from files.reports.workbook import sheets
from models.history import Change, Kind, record
from models.queries.standings import Cut
from models.tables import ImportRow, ImportRun, ReportRun, Task, Unit, WeekResult
from models.work import Database, Work
from tests.actions.registers import Bring, every
from tests.conftest import FRIDAY

ALL = Scope(everything=True)
MAY = Asked(Period.month(2021, 5), date(2021, 5, 31))


async def build(
    database: Database, asked: Asked = MAY, until: datetime | None = None
) -> Report:
    async with database.read() as reads:
        return await build_report(reads, asked, cut=Cut(asked.as_of, until))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_by_signature_too_the_list_is_the_figure(
    database: Database, bring: Bring, old_register: Register
) -> None:
    """All must be answered, and no answer is signed: each that is done is late."""
    await bring(old_register)
    async with database.begin() as work:
        await work.session.execute(update(Task).values(must_report=True))
    signed = Asked(MAY.period, MAY.as_of, OnTimeBasis.SIGNED_AND_SENT)
    report = await build(database, signed)
    async with database.read() as reads:
        told = await build_summary(reads, signed, ALL)
        late = await tasks_of_part(reads, ALL, signed, Part.LATE)
        left = await tasks_of_part(reads, ALL, signed, Part.OPEN)
    assert sorted(late) == sorted(task.id for task in report.late)
    assert (told.summary.due.done_late, len(late)) == (178, 178)
    assert told.summary.due.open == len(left) == 4


async def test_the_report_the_summary_and_the_lists_agree(
    database: Database, bring: Bring, old_register: Register
) -> None:
    await bring(old_register)
    report = await build(database)
    facts = facts_of(report)
    assert [facts[name] for name in ("given", "due", "on_time", "late", "open")] == [
        *(301, 182, 173, 5, 4)
    ]
    assert (
        sum(one.documents for one in report.violations),
        len(report.violations),
    ) == (*(11, 9),)
    assert {task.wording.number for task in report.overdue} == {
        *("1040/UBND-TH", "1302/UBND-TH", "1313/UBND-TH", "1463/UBND-TH")
    }
    async with database.read() as reads:
        told = await build_summary(reads, MAY, ALL)
        lists = {
            part: await tasks_of_part(reads, ALL, MAY, part) for part in tuple(Part)
        }
        broken = await violations_in(reads, MAY, ALL)
    assert broken == report.violations
    assert told.summary.given == report.given
    assert told.summary.due == report.due
    assert told.summary.cumulative == report.cumulative
    assert [unit.counts for unit in told.summary.units] == [
        unit.cumulative for unit in report.units
    ]
    assert dict(told.compared.causes) == {Cause.FELL_DUE: 4, Cause.DONE: 9}
    behind = {part: ids for part, ids in lists.items() if part.value in list(Cause)}
    causes = {Part(one.value): list(ids) for one, ids in report.change.tasks.items()}
    assert causes == {part: ids for part, ids in behind.items() if ids}
    rows = dict(sheets(report))["Biến động quá hạn"].rows
    assert Counter(row[1] for row in rows) == {
        "Mới quá thời hạn": 4,
        "Đã hoàn thành": 9,
    }
    assert all(row[3] and row[4] for row in rows)
    assert {part: len(ids) for part, ids in lists.items()} == {
        Part.OVERDUE: 4,
        Part.LATE: 5,
        Part.OPEN: 4,
        Part.TO_CONFIRM: 0,
        Part.UNDATED: 0,
        Part.FELL_DUE: 4,
        Part.REOPENED: 0,
        Part.RECEIVED: 0,
        Part.DONE: 9,
        Part.EXTENDED: 0,
        Part.MOVED: 0,
        Part.WITHDRAWN: 0,
    }


async def test_the_new_year_forgets_nothing_that_is_overdue(
    database: Database, bring: Bring, old_register: Register
) -> None:
    """On the 31st of January 167 tasks of 2021 are open, and all are overdue."""
    await bring(old_register)
    january = Asked(Period.month(2022, 1), date(2022, 1, 31))
    report = await build(database, january)
    async with database.read() as reads:
        told = await build_summary(reads, january, ALL)
        listed = await tasks_of_part(reads, ALL, january, Part.OVERDUE)
    assert report.cumulative.total == told.summary.cumulative.total == 0
    assert report.earlier == told.summary.earlier
    assert (report.earlier.open, report.earlier.open_overdue) == (167, 167)
    assert told.summary.overdue == len(report.overdue) == len(listed) == 167
    # Whose they are is said wherever units are ranked.
    by_unit = Counter(task.unit for task in report.overdue)
    assert {unit.name: unit.overdue for unit in told.summary.units} == by_unit
    assert {unit.name: unit.overdue for unit in report.ranking} == by_unit
    assert worst_first(told.summary.units)[0].name == report.ranking[0].name
    assert report.change.now == told.compared.overdue + sum(
        number if cause in ENTERED else -number
        for cause, number in told.compared.causes
    )
    letters = list(reminders(report, Papers(), "0" * 64))
    assert len(letters) == len({task.unit for task in report.overdue})
    paper = monthly_report(report, Papers(), "0" * 64)
    said = " ".join(block.text for block in paper.body if isinstance(block, Text))
    assert "còn 167 nhiệm vụ giao từ các năm trước chưa hoàn thành" in said
    assert f"Có {len(by_unit)} đơn vị còn nhiệm vụ quá thời hạn giao từ các năm" in said
    assert all(
        f"{unit} ({tasks:02} nhiệm vụ)" in said for unit, tasks in by_unit.items()
    )


async def test_made_again_a_year_later_it_has_the_same_fingerprint(
    database: Database, bring: Bring, old_register: Register
) -> None:
    """Though something was learned since; with all that is known now it differs."""
    await bring(old_register)
    report = await build(database)
    async with database.begin() as work:
        kept = await keep_report(work, report, door="terminal")
    late = report.overdue[0]
    async with database.begin(now=FRIDAY + timedelta(days=365)) as work:
        done = {"progress": Progress.DONE, "done_on": date(2021, 5, 30)}
        said = Change(late.id, Kind.DONE, "import", date(2021, 5, 30), None, done)
        await record(work, said)
        await _learned_later(work)

    (run,) = await every(database, ReportRun)
    again = await build(database, until=run.recorded_until)
    now = await build(database)

    assert fingerprint_of(facts_of(again)) == run.fingerprint == kept.fingerprint
    assert (len(again.overdue), len(now.overdue)) == (4, 3)
    assert (len(again.violations), len(now.violations)) == (9, 0)
    assert (again.checks.weeks, len(now.checks.weeks)) == ((), 1)
    assert fingerprint_of(facts_of(now)) != run.fingerprint


async def _learned_later(work: Work) -> None:
    """A unit is called otherwise, a week is closed, and a file says that all went the
    prescribed way."""
    unit = await work.session.scalar(select(Unit).order_by(Unit.id))
    assert unit is not None
    unit.name, unit.sort_order = "Sở mới", 9_999
    week = {"week": date(2021, 5, 7), "total": 9, "on_time": 5, "late": 1}
    counted = {**week, "missing": 3, "untold": 0, "closed_at": work.now}
    work.session.add(WeekResult(unit_id=unit.id, **counted))
    old = await work.session.get_one(ImportRun, 1)
    facts = {"added": 0, "changed": 1, "unchanged": 0, "left_out": []}
    run = ImportRun(at=work.now, file_name="x.xlsx", digest=old.digest, **facts)
    work.session.add(run)
    await work.session.flush()
    for row in (await work.session.scalars(select(ImportRow))).all():
        row.current = False
        kept = {"sheet": row.sheet, "row": row.row, "key": row.key, "year": row.year}
        work.session.add(
            ImportRow(
                task_id=row.task_id,
                run_id=run.id,
                lead_unit_id=row.lead_unit_id,
                fields={**row.fields, "procedure_ok": True},
                **kept,
            )
        )


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_by_signature_an_answer_that_says_nothing_of_one_is_left_alone(
    database: Database, bring: Bring, old_register: Register
) -> None:
    """The register of 2021 gives no class and no signature: nothing is made late."""
    await bring(old_register)
    signed = Asked(MAY.period, MAY.as_of, OnTimeBasis.SIGNED_AND_SENT)
    assert (await build(database, signed)).due == (await build(database)).due
