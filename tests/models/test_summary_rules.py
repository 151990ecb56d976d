"""Random registers: the database counts them as the rules do, task by task."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.calendar import WorkingCalendar
from domain.figures import Counts, Summary, UnitCounts, counts_of, since
from domain.periods import Period
from domain.scope import Scope
from domain.tasks import Progress, TaskFacts
from models.queries.summary import read_summary
from tests.models.register import Register

CALENDAR = WorkingCalendar({date(2026, 11, 24): False})
TODAY = date(2026, 11, 20)
TURN = Period.between(date(2025, 11, 1), date(2026, 2, 28))  # across New Year
ALL = Scope(everything=True)
DONE, OPEN = Progress.DONE, Progress.IN_PROGRESS

Rows = list[dict[str, Any]]


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
        kinds = [month, Period.week_of(day), Period.year(day.year), TURN]
        return self.random.choice(kinds)


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
        async with register.database.read() as reads:
            found = await read_summary(
                reads, CALENDAR, scope, period, unit_id=unit_id, as_of=as_of
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
    january = since(period, as_of)
    by_unit = [
        UnitCounts(unit, "", _sum(_led(ours, unit), as_of), _left(its, january, as_of))
        for unit in sorted({row["lead_unit_id"] for row in there})
        for its in [_led(there, unit)]
    ]
    return Summary(
        period=period,
        as_of=as_of,
        given=_sum([row for row in there if row["assigned_on"] in period], as_of),
        due=_sum([r for r in there if r["due_on"] and r["due_on"] in period], as_of),
        cumulative=_sum(ours, as_of),
        earlier=_left(there, january, as_of),
        units=tuple(one for one in by_unit if one.counts.total or one.earlier.total),
    )


def _led(rows: Rows, unit: int) -> Rows:
    return [row for row in rows if row["lead_unit_id"] == unit]


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
