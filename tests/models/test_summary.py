"""The figures that the database counts, of the provinces and of small registers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from domain.calendar import WorkingCalendar
from domain.figures import (
    Counts,
    Rate,
    Summary,
    UnitCounts,
    worst_first,
)
from domain.periods import Period
from domain.scope import Scope
from domain.tasks import Progress
from models.queries.summary import read_summary
from models.work import Database
from tests.models.register import Register

CALENDAR = WorkingCalendar({date(2026, 11, 24): False})
TODAY = date(2026, 11, 20)
NOVEMBER = Period.month(2026, 11)
ALL = Scope(everything=True)
DONE, OPEN = Progress.DONE, Progress.IN_PROGRESS

Rows = list[dict[str, Any]]


async def summary(
    database: Database, period: Period = NOVEMBER, scope: Scope = ALL, **asked: Any
) -> Summary:
    async with database.read() as reads:
        return await read_summary(reads, CALENDAR, scope, period, **asked)


def percents(*rates: Rate) -> list[str]:
    return [str(rate.percent()) for rate in rates]


def tasks(number: int, **columns: Any) -> Rows:
    return [columns] * number


# The printed figures of the provinces (domain.md 7), as a register would hold them.
async def test_ninh_thuan_second_quarter_of_2020(register: Register) -> None:
    unit = await register.unit("Sở Tài chính")
    end, due = date(2020, 6, 30), date(2020, 6, 15)
    rows = [
        *tasks(700, progress=DONE, due_on=due, done_on=due),
        *tasks(58, progress=DONE, due_on=due, done_on=date(2020, 6, 1)),
        *tasks(41, progress=DONE, due_on=due, done_on=date(2020, 6, 16)),
        *tasks(3, progress=OPEN, due_on=due),
        *tasks(6, progress=OPEN, due_on=date(2020, 7, 31)),
        *tasks(9, progress=Progress.CANCELLED, due_on=due),
    ]
    assigned = {"lead_unit_id": unit, "assigned_on": date(2020, 4, 2)}
    await register.tasks([{**row, **assigned} for row in rows])

    found = await summary(register.database, Period.quarter(2020, 2), as_of=end)

    given = found.given
    assert (given.total, given.done, given.open_in_term) == (808, 799, 6)
    assert percents(given.completed, given.on_time, given.late, given.overdue) == [
        *("98.9", "94.9", "5.1", "0.4")
    ]
    assert percents(given.completed_of_due) == ["99.6"]
    assert found.cumulative == given
    assert found.due == replace(given, open_in_term=0)


async def test_lang_son_may_2021(register: Register) -> None:
    """1,441 since January; 182 due in May, 301 assigned in May."""
    unit = await register.unit("Sở Xây dựng")
    end, may, march = date(2021, 5, 31), date(2021, 5, 20), date(2021, 3, 20)
    rows = [
        *tasks(173, progress=DONE, due_on=may, done_on=may),
        *tasks(5, progress=DONE, due_on=may, done_on=date(2021, 5, 21)),
        *tasks(4, progress=OPEN, due_on=may),
        *tasks(1073, progress=DONE, due_on=march, done_on=march),
        *tasks(23, progress=DONE, due_on=march, done_on=date(2021, 4, 1)),
        *tasks(163, progress=OPEN, due_on=date(2021, 6, 30)),
    ]
    for number, row in enumerate(rows):
        day = date(2021, 5, 4) if number >= 1441 - 301 else date(2021, 1, 4)
        rows[number] = {**row, "lead_unit_id": unit, "assigned_on": day}
    await register.tasks(rows)

    found = await summary(register.database, Period.month(2021, 5), as_of=end)

    due, total = found.due, found.cumulative
    assert (found.given.total, due.total, total.total) == (301, 182, 1441)
    buckets = (due.done_on_time_or_early, due.done_late, due.open_overdue)
    assert percents(*(due.of_total(one) for one in buckets)) == ["95.1", "2.7", "2.2"]
    assert (total.done, total.open) == (1274, 167)
    unfinished = total.of_total(total.open)
    assert percents(total.completed, total.on_time, total.late, unfinished) == [
        *("88.4", "97.8", "2.2", "11.6")
    ]


async def test_the_sample_office_in_november_2026(register: Register) -> None:
    unit = await register.unit("Sở Nội vụ")
    past, later = date(2026, 11, 10), date(2026, 12, 18)
    rows = [
        *tasks(26, progress=DONE, due_on=past, done_on=past),
        *tasks(4, progress=DONE, due_on=past, done_on=date(2026, 11, 12)),
        *tasks(9, progress=DONE, done_on=past),
        *tasks(31, progress=OPEN, due_on=later),
        *tasks(5, progress=OPEN, due_on=TODAY),
        *tasks(24, progress=OPEN, due_on=past),
        *tasks(21, progress=OPEN),
    ]
    await register.tasks([{**row, "lead_unit_id": unit} for row in rows])

    found = await summary(register.database)

    assert found.as_of == TODAY
    assert found.cumulative == Counts(
        done_on_time_or_early=26,
        done_late=4,
        done_no_deadline=9,
        open_in_term=36,
        open_overdue=24,
        open_no_deadline=21,
        due_today=5,
    )
    assert found.units == (UnitCounts(unit, "Sở Nội vụ", found.cumulative),)


async def test_at_a_past_date_the_later_is_not_known(register: Register) -> None:
    unit = await register.unit("Sở Y tế")
    due = date(2026, 11, 10)
    late = {"progress": DONE, "due_on": due, "done_on": date(2026, 11, 12)}
    rows = [late, {"progress": OPEN, "assigned_on": date(2026, 11, 12)}]
    await register.tasks([{**row, "lead_unit_id": unit} for row in rows])

    before = await summary(register.database, as_of=date(2026, 11, 11))
    after = await summary(register.database, as_of=date(2026, 11, 12))

    assert before.cumulative == Counts(open_overdue=1)
    assert after.cumulative == Counts(done_late=1, open_no_deadline=1)


async def test_units_stand_in_the_order_of_the_office(register: Register) -> None:
    order = [("Sở Y tế", 1), ("Sở Công Thương", 2), ("Ban Dân tộc", 2), ("Vắng", 0)]
    units = {name: await register.unit(name, sort_order=n) for name, n in order}
    await register.tasks(
        [{"lead_unit_id": units[name]} for name, _ in order if name != "Vắng"]
    )

    found = await summary(register.database)

    assert [unit.name for unit in found.units] == [
        *("Sở Y tế", "Ban Dân tộc", "Sở Công Thương")
    ]


async def test_in_january_it_is_seen_whose_the_overdue_of_last_year_are(
    register: Register,
) -> None:
    """They are in no cumulative figure; the unit that has most of all leads."""
    names = ("Sở Y tế", "Sở Nội vụ", "Sở Tư pháp")
    y_te, noi_vu, tu_phap = [await register.unit(name) for name in names]
    last = {"assigned_on": date(2026, 10, 5), "due_on": date(2026, 11, 10)}
    new = {"assigned_on": date(2027, 1, 4), "due_on": date(2027, 1, 6)}
    rows = [
        *tasks(3, lead_unit_id=noi_vu, **last),
        *tasks(
            1, lead_unit_id=noi_vu, progress=DONE, done_on=date(2026, 12, 1), **last
        ),
        *tasks(2, lead_unit_id=y_te, **new),
        *tasks(1, lead_unit_id=tu_phap, **new, progress=DONE, done_on=date(2027, 1, 5)),
    ]
    await register.tasks(rows)
    asked = {"period": Period.month(2027, 1), "as_of": date(2027, 1, 8)}
    found = await summary(register.database, **asked)

    assert (found.cumulative.total, found.earlier.total) == (3, 3)
    assert found.units == (
        UnitCounts(noi_vu, names[1], Counts(), Counts(open_overdue=3)),
        UnitCounts(tu_phap, names[2], Counts(done_on_time_or_early=1, done_early=1)),
        UnitCounts(y_te, names[0], Counts(open_overdue=2)),
    )
    worst = [unit.unit_id for unit in worst_first(found.units)]
    assert worst == [noi_vu, y_te, tu_phap]
    assert sum(unit.overdue for unit in found.units) == found.overdue == 5


async def test_who_may_count_nothing_counts_nothing(register: Register) -> None:
    unit = await register.unit("Sở Y tế")
    await register.tasks([{"lead_unit_id": unit}])

    found = await summary(register.database, scope=Scope())

    assert (found.cumulative, found.units) == (Counts(), ())
