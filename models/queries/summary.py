"""The figures of a summary, by one statement over an index that covers it.

The database says of every task which bucket it is in and counts those that are alike;
`counts_of` of domain/figures.py says the same about one task. A few thousand groups
cross the wire, and no task's row is touched.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    SQLColumnExpression,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from domain.calendar import WorkingCalendar
from domain.figures import Counts, Summary, UnitCounts, since
from domain.periods import Period
from domain.scope import Scope
from domain.standings import summary_of
from domain.tasks import OPEN, Progress
from domain.terms import soon_until
from models.queries.buckets import bucket_code, fields_of
from models.queries.scopes import led_within
from models.queries.standings import Cut, office_names, read_moved
from models.tables import Task, Unit
from models.work import Reads

GIVEN, DUE, CUMULATIVE, EARLIER = range(4)

Sums = Counter[str]


async def read_summary(  # noqa: PLR0913  # the six things that one question says
    reads: Reads,
    calendar: WorkingCalendar,
    scope: Scope,
    period: Period,
    *,
    unit_id: int | None = None,
    as_of: date | None = None,
) -> Summary:
    """How things stand, within what the asker may count.

    `as_of` is today if nothing is said. At a date that is past every task counts as it
    stood then: the statement leaves out those to which something happened since, and
    they are added from their history. `unit_id` limits all of it to the tasks which
    that unit leads. A unit without a task since 1 January, and without an open one of
    before, is not named.
    """
    as_of = as_of or reads.today
    counted = and_(Task.progress != Progress.CANCELLED, _asked(scope, unit_id))
    if as_of < reads.today:
        counted = and_(counted, Task.id.not_in(Cut(as_of).moved()))
    code = bucket_code(as_of, soon_until(as_of, calendar))
    groups = _groups(code, counted, period, as_of)
    rows = (await reads.session.execute(_named(groups))).all()
    totals = _totals(rows)
    found = Summary(
        period=period,
        as_of=as_of,
        given=_counts(totals[GIVEN]),
        due=_counts(totals[DUE]),
        cumulative=_counts(totals[CUMULATIVE]),
        earlier=_counts(totals[EARLIER]),
        units=_units(rows),
    )
    if as_of >= reads.today:
        return found
    moved = await read_moved(reads, Cut(as_of), scope, unit_id=unit_id)
    names = await office_names(reads)
    then = summary_of(moved, period, as_of=as_of, calendar=calendar, names=names)
    return found.plus(then, names)


def _asked(scope: Scope, unit_id: int | None) -> ColumnElement[bool]:
    """What the asker may count, limited to the unit he names."""
    within = led_within(scope)
    if unit_id is not None:
        within = and_(within, Task.lead_unit_id == unit_id)
    # In a CASE no index serves it. By that of the unit or of the division SQLite would
    # fetch every row: seven times slower for a tracker, with a million tasks.
    return case((within, True), else_=False)


def _groups(
    code: ColumnElement[int], counted: ColumnElement[bool], period: Period, as_of: date
) -> Subquery:
    """The populations, each by its own stretch of the index.

    Told by unit: the cumulative one, and what earlier years left.
    """
    given = Task.assigned_on.between(period.first, period.last)
    due = Task.due_on.between(period.first, period.last)
    january = since(period, as_of)
    # One bound only: with two SQLite may take the later, and read the whole year.
    left = and_(counted, Task.assigned_on < january, _is_open(as_of))
    counted = and_(Task.assigned_on <= as_of, counted)
    nobody = cast(null(), Task.lead_unit_id.type)
    return union_all(
        _alike(GIVEN, nobody, code, and_(counted, given)),
        _alike(DUE, nobody, code, and_(counted, due)),
        _alike(
            CUMULATIVE,
            Task.lead_unit_id,
            code,
            and_(counted, Task.assigned_on >= january),
        ),
        # A sum, so that SQLite groups what it finds by date, and does not walk the
        # units by their own index, which fetches every row.
        _alike(EARLIER, Task.lead_unit_id + 0, code, left),
    ).subquery()


def _is_open(as_of: date) -> ColumnElement[bool]:
    """Also what a register says to be done only later than that."""
    found = or_(Task.progress.in_(OPEN), Task.done_on > as_of)
    # In a CASE, so that the index that covers the summary serves it and no other.
    return case((found, True), else_=False)


def _alike(
    population: int,
    unit: SQLColumnExpression[Any],
    code: ColumnElement[int],
    where: ColumnElement[bool],
) -> Select[Any]:
    """How many tasks of a population are alike."""
    # Named in a subquery, because a database does not see that two texts with holes
    # are the same expression to group by.
    tasks = select(unit.label("unit_id"), code.label("code")).where(where).subquery()
    return select(
        literal(population).label("population"),
        tasks.c.unit_id,
        tasks.c.code,
        func.count().label("tasks"),
    ).group_by(tasks.c.unit_id, tasks.c.code)


def _named(groups: Subquery) -> Select[Any]:
    """The groups with the names of their units, in the order of the office."""
    return (
        select(groups, Unit.name)
        .outerjoin(Unit, Unit.id == groups.c.unit_id)
        .order_by(Unit.sort_order, Unit.name, groups.c.unit_id)
    )


def _totals(rows: Sequence[Row[Any]]) -> dict[int, Sums]:
    totals: dict[int, Sums] = defaultdict(Counter)
    for row in rows:
        _add(totals[row.population], row)
    return totals


def _units(rows: Sequence[Row[Any]]) -> tuple[UnitCounts, ...]:
    """The figures of each unit, in the order of the rows."""
    units: dict[tuple[int, str], dict[int, Sums]] = {}
    for row in rows:
        if row.unit_id is not None:
            sums = units.setdefault((row.unit_id, row.name), defaultdict(Counter))
            _add(sums[row.population], row)
    return tuple(
        UnitCounts(unit, name, _counts(sums[CUMULATIVE]), _counts(sums[EARLIER]))
        for (unit, name), sums in units.items()
    )


def _add(sums: Sums, row: Row[Any]) -> None:
    for field in fields_of(row.code):
        sums[field] += row.tasks


def _counts(sums: Sums) -> Counts:
    return Counts(**sums)
