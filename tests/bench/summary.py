"""`summary`: `/tongket` on a million tasks, beside the SQL one would write by hand.

The hand-written statement counts the same four populations on the same index, with the
database's own words for today's buckets, and puts them into no objects. What it counts
of each population and unit is what `read_summary` says, which is looked at first.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, text

from domain.calendar import WorkingCalendar
from domain.figures import UnitCounts
from domain.periods import Period
from domain.scope import Scope
from domain.tasks import Progress
from models.queries.summary import read_summary
from models.tables import Task, Unit
from models.work import Database
from tests.bench.databases import KINDS, Databases
from tests.bench.figures import Budget, Line, Runs, spending
from tests.bench.sizes import Size

TODAY = date(2026, 11, 20)
NOVEMBER = Period.month(2026, 11)
UNITS = 130
AT_ONCE = 2_000
ENTERED = datetime(2026, 1, 5, 1, tzinfo=UTC)
# By bucket first: by progress SQLite takes that one's index, and fetches every row.
BY_HAND = """
SELECT {population}, {unit}, progress, bucket, count(*) FROM (
  SELECT lead_unit_id, progress, CASE
    WHEN progress = 'done' THEN CASE WHEN due_on IS NULL THEN 0
      WHEN done_on IS NULL THEN 1 WHEN done_on < due_on THEN 2
      WHEN done_on = due_on THEN 3 ELSE 4 END
    WHEN due_on IS NULL THEN 5 WHEN due_on < '2026-11-20' THEN 6
    WHEN due_on = '2026-11-20' THEN 7 WHEN due_on <= '2026-11-25' THEN 8
    ELSE 9 END AS bucket
  FROM task WHERE assigned_on {until} AND progress != 'cancelled' AND {where}
) AS counted GROUP BY {unit}, bucket, progress
"""
UNTIL = "<= '2026-11-20'"
# (number, by unit, given until, and which of those)
POPULATIONS = (
    ("0", "0", UNTIL, "assigned_on BETWEEN '2026-11-01' AND '2026-11-30'"),
    ("1", "0", UNTIL, "due_on BETWEEN '2026-11-01' AND '2026-11-30'"),
    ("2", "lead_unit_id", UNTIL, "assigned_on >= '2026-01-01'"),
    # `+ 0` as in ours: without it SQLite walks the units and takes twice as long.
    (
        "3",
        "lead_unit_id + 0",
        "< '2026-01-01'",
        "CASE WHEN progress IN ('not_started', 'in_progress', 'reported', 'returned')"
        " OR done_on > '2026-11-20' THEN TRUE ELSE FALSE END",
    ),
)
STATEMENT = " UNION ALL ".join(
    BY_HAND.format(population=number, unit=unit, until=until, where=where)
    for number, unit, until, where in POPULATIONS
).replace("GROUP BY 0, ", "GROUP BY ")


async def summary(databases: Databases, size: Size) -> list[Line]:
    """One line a way and a database."""
    lines: list[Line] = []
    for kind in KINDS:
        async with databases.copy(kind, "summary", filling(size.tasks)) as database:
            await check_alike(database)
            runs = Runs()
            for _ in range(size.runs + 1):  # the first warms both up
                await _by_hand(database, runs)
                await _ours(database, runs)
        for times in runs.by_name.values():
            del times[0]
        lines += _lines(kind, runs)
    return lines


def _lines(kind: str, runs: Runs) -> list[Line]:
    def milliseconds(name: str) -> float:
        return 1_000 / runs.per_second(name)

    ratio = runs.ratio("by hand", "dondoc")
    return [
        Line(f"{kind}, by hand", {"ms": milliseconds("by hand"), "to SQL": 1.0}),
        Line(
            f"{kind}, dondoc",
            {"ms": milliseconds("dondoc"), "to SQL": ratio},
            (Budget("to SQL", at_most=1.15),),
        ),
    ]


async def check_alike(database: Database) -> None:
    """Both count the same: of each population all, the overdue, and the units."""
    async with database.read() as reads:
        rows = (await reads.session.execute(text(STATEMENT))).all()
    asked = WorkingCalendar({}), Scope(everything=True), NOVEMBER
    async with database.read() as reads:
        ours = await read_summary(reads, *asked, as_of=TODAY)
    said = [Counter[int]() for _ in POPULATIONS]
    for population, unit, *_, tasks in rows:
        said[population][unit] += tasks
    told = [ours.given, ours.due, ours.cumulative, ours.earlier]
    assert [one.total() for one in said] == [one.total for one in told]
    assert dict(said[2]) == _of_units(ours.units, "counts")
    assert dict(said[3]) == _of_units(ours.units, "earlier")


def _of_units(units: Sequence[UnitCounts], which: str) -> dict[int, int]:
    totals = {unit.unit_id: getattr(unit, which).total for unit in units}
    return {unit: total for unit, total in totals.items() if total}


async def _by_hand(database: Database, runs: Runs) -> None:
    async with database.read() as reads:
        with spending(1) as spent:
            (await reads.session.execute(text(STATEMENT))).all()
    runs.add("by hand", spent)


async def _ours(database: Database, runs: Runs) -> None:
    calendar, everything = WorkingCalendar({}), Scope(everything=True)
    async with database.read() as reads:
        with spending(1) as spent:
            await read_summary(reads, calendar, everything, NOVEMBER, as_of=TODAY)
    runs.add("dondoc", spent)


def filling(tasks: int) -> Any:
    async def fill(database: Database) -> None:
        units = [
            {"id": n, "code": f"U{n}", "name": f"Đơn vị {n}", "folded": f"don vi {n}"}
            for n in range(1, UNITS + 1)
        ]
        async with database.begin() as work:
            await work.session.execute(insert(Unit), units)
            rows = list[dict[str, Any]]()
            for row in _rows(tasks):
                rows.append(row)
                if len(rows) == AT_ONCE:
                    await work.session.execute(insert(Task), rows)
                    rows = []
            if rows:
                await work.session.execute(insert(Task), rows)

    return fill


def _rows(tasks: int) -> Iterator[dict[str, Any]]:
    """Nearly all of one year, which is the worst: they are in the cumulative figures.

    One in thirty is of the year before, and a third of those are open still.
    """
    dice = random.Random(1)
    for number in range(1, tasks + 1):
        is_old = number % 30 == 0
        january = date(2026 - is_old, 1, 1)
        assigned = january + timedelta(days=dice.randrange(323))
        due = assigned + timedelta(days=dice.randrange(7, 60))
        done = assigned + timedelta(days=dice.randrange(3, 70))
        is_done = done <= TODAY and number % 90 > 0
        yield {
            "id": number,
            "content": "Báo cáo",
            "folded": "bao cao",
            "lead_unit_id": 1 + number % UNITS,
            "assigned_on": assigned,
            "due_on": due if dice.random() < 0.9 else None,
            "progress": Progress.DONE if is_done else Progress.IN_PROGRESS,
            "done_on": done if is_done else None,
            "entered_at": ENTERED,
        }
