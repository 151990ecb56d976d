"""The figures that the database counts are those that the rules count."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.calendar import WorkingCalendar
from domain.figures import Counts, Rate, Summary, UnitCounts, counts_of, since
from domain.periods import Period
from domain.scope import Scope
from domain.tasks import Progress, TaskFacts
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


async def test_who_may_count_nothing_counts_nothing(register: Register) -> None:
    unit = await register.unit("Sở Y tế")
    await register.tasks([{"lead_unit_id": unit}])

    found = await summary(register.database, scope=Scope())

    assert (found.cumulative, found.units) == (Counts(), ())


@dataclass
class Dice:
    """Random registers and questions; the seed names the case."""

    seed: int

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    def day(self) -> date:
        return date(2025, 9, 1) + timedelta(days=self.random.randrange(480))

    def near(self) -> date:
        return TODAY + timedelta(days=self.random.randrange(-9, 12))

    def maybe(self, *values: Any) -> Any:
        return self.random.choice([None, *values])

    def row(self, units: list[int]) -> dict[str, Any]:
        return {
            "lead_unit_id": self.random.choice(units),
            "tracking_unit_id": self.maybe(*units),
            "progress": self.random.choice([*Progress, DONE, DONE]),
            "assigned_on": self.day(),
            "due_on": self.maybe(self.day(), self.near()),
            "done_on": self.maybe(self.day(), self.near()),
        }

    def scope(self, units: list[int]) -> Scope:
        some = frozenset(self.random.sample(units, 2))
        other = frozenset(self.random.sample(units, 1))
        kinds = (ALL, Scope(units=some), Scope(divisions=other))
        return self.random.choice([*kinds, Scope(units=some, divisions=other)])

    def period(self) -> Period:
        day = self.random.choice([self.day(), TODAY])
        month = Period.month(day.year, day.month)
        return self.random.choice([month, Period.week_of(day), Period.year(day.year)])


@pytest.mark.parametrize("seed", range(6))
async def test_the_database_counts_as_the_rules_do(
    register: Register, seed: int
) -> None:
    dice = Dice(seed)
    units = [await register.unit(f"Sở {number}") for number in range(5)]
    rows = [dice.row(units) for _ in range(400)]
    await register.tasks(rows)

    for _ in range(8):
        scope, period = dice.scope(units), dice.period()
        unit_id, as_of = dice.maybe(*units), dice.maybe(dice.day(), dice.near())
        found = await summary(
            register.database, period, scope, unit_id=unit_id, as_of=as_of
        )
        seen = [row for row in rows if _is_led(row, scope, unit_id)]
        assert _unnamed(found) == _counted(seen, period, as_of or TODAY)


def _is_led(row: dict[str, Any], scope: Scope, unit_id: int | None) -> bool:
    if unit_id not in (None, row["lead_unit_id"]):
        return False
    return (
        scope.everything
        or row["lead_unit_id"] in scope.units
        or row["tracking_unit_id"] in scope.divisions
    )


def _counted(rows: Rows, period: Period, as_of: date) -> Summary:
    """The same figures, task by task."""
    there = [row for row in rows if row["assigned_on"] <= as_of]
    ours = [row for row in there if row["assigned_on"] >= since(period, as_of)]
    by_unit = {
        unit: _sum([row for row in ours if row["lead_unit_id"] == unit], as_of)
        for unit in sorted({row["lead_unit_id"] for row in ours})
    }
    return Summary(
        period=period,
        as_of=as_of,
        given=_sum([row for row in there if row["assigned_on"] in period], as_of),
        due=_sum([r for r in there if r["due_on"] and r["due_on"] in period], as_of),
        cumulative=_sum(ours, as_of),
        earlier=_left(there, since(period, as_of), as_of),
        units=tuple(
            UnitCounts(unit, "", counts)
            for unit, counts in by_unit.items()
            if counts.total
        ),
    )


def _unnamed(found: Summary) -> Summary:
    return replace(found, units=tuple(replace(u, name="") for u in found.units))


def _sum(rows: Iterable[dict[str, Any]], as_of: date) -> Counts:
    each = (counts_of(_facts(r, as_of), today=as_of, calendar=CALENDAR) for r in rows)
    return sum(each, Counts())


def _facts(row: dict[str, Any], as_of: date) -> TaskFacts:
    progress, done_on = row["progress"], row["done_on"]
    if progress is DONE and done_on is not None and done_on > as_of:
        progress = OPEN
    return TaskFacts(
        id=1,
        progress=progress,
        due_on=row["due_on"],
        entered_at=datetime(2026, 1, 5, tzinfo=UTC),
        assigned_on=row["assigned_on"],
        done_on=done_on,
    )


def _left(rows: Rows, january: date, as_of: date) -> Counts:
    """Of those given in earlier years what is open."""
    counts = (_sum([row], as_of) for row in rows if row["assigned_on"] < january)
    return sum((one for one in counts if one.open), Counts())
