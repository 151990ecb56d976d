"""A report: the figures of a period as of a date, and the tasks behind them.

All papers, tables and charts of a period are made from one of these, so they agree.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from statistics import median
from typing import Any

from domain.calendar import WorkingCalendar
from domain.entry import Entry
from domain.figures import Counts, Rate
from domain.officer_figures import Charge, OfficerFigures, by_officer
from domain.overdue_change import (
    NOWHERE,
    Cause,
    Elsewhere,
    OverdueChange,
    explain_overdue,
)
from domain.report_checks import Checks, UnitDocuments
from domain.report_parts import Asked as Asked
from domain.report_parts import Petitioned as Petitioned
from domain.report_parts import ReportTask as ReportTask
from domain.report_parts import UnitFigures as UnitFigures
from domain.report_parts import Wording as Wording
from domain.scope import Scope
from domain.standings import (
    Standing,
    by_unit,
    due_in,
    given_in,
    given_since,
    left_of_earlier,
    tally,
)
from domain.terms import days_late
from domain.violations import broken_in, documents_by_unit

ALL = Scope(everything=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How a period went. Deltas are against the previous period as it stood then."""

    asked: Asked
    given: Counts
    due: Counts
    cumulative: Counts
    earlier: Counts  # open, given in an earlier year: in no cumulative figure
    given_before: Counts
    due_before: Counts
    units: tuple[UnitFigures, ...]
    late: tuple[ReportTask, ...]  # appendix 1: due in the period, done after their day
    overdue: tuple[ReportTask, ...]  # appendix 2: open past their day, whenever given
    undated: tuple[ReportTask, ...]  # open, without a deadline, whenever given
    followed: tuple[ReportTask, ...]  # what a division still follows, and what was done
    change: OverdueChange
    changed: tuple[tuple[Cause, ReportTask], ...] = ()  # the tasks behind it
    violations: tuple[UnitDocuments, ...] = ()
    petitions: tuple[Petitioned, ...] = ()  # of the period (003, 4đ)
    unit: str = ""  # the one unit or division that it is limited to
    scope: Scope = ALL  # whose tasks it counts
    # By what had been learned until then: what makes it again must know no more.
    known_until: datetime | None = field(default=None, compare=False)
    checks: Checks = field(default_factory=Checks)
    unconfirmed: tuple[ReportTask, ...] = ()  # of what its units were asked about
    officers: tuple[OfficerFigures, ...] = ()  # of a year, where the policy wants them
    # Given in the period with a product and no deadline (004, 3): tasks, documents.
    undated_products: tuple[int, int] = (0, 0)

    @property
    def units_completed(self) -> Rate:
        """Units without an overdue open task, of those given tasks in the period."""
        busy = [unit.given for unit in self.units if unit.given.total]
        return Rate(sum(not one.open_overdue for one in busy), len(busy))

    @property
    def entered_late(self) -> Rate:
        """Of the tasks given in the period of which it is known when they came in."""
        return Rate(
            sum(unit.entered_late for unit in self.units),
            sum(unit.entered for unit in self.units),
        )

    @property
    def units_on_time(self) -> Rate:
        """Units with nothing late and nothing overdue, of the same."""
        busy = [unit.given for unit in self.units if unit.given.total]
        clean = sum(not (one.open_overdue or one.done_late) for one in busy)
        return Rate(clean, len(busy))

    @property
    def moved_to(self) -> tuple[str, ...]:
        """The units that lead now what was moved to them, each once."""
        moved = (line for cause, line in self.changed if cause is Cause.MOVED)
        return tuple(dict.fromkeys(line.place for line in moved if line.place))

    @property
    def ranking(self) -> tuple[UnitFigures, ...]:
        """The worst first: overdue whenever given, then late, then by name."""
        counted = [u for u in self.units if u.cumulative.total or u.earlier.total]
        return tuple(
            sorted(counted, key=lambda u: (-u.overdue, -u.cumulative.done_late, u.name))
        )


@dataclass(frozen=True)
class Known:
    """What a report is made of. `before` is how things stood at the earlier cut-off."""

    now: Sequence[Standing]
    before: Sequence[Standing]
    calendar: WorkingCalendar
    names: Mapping[int, str]  # of units, in the order of the office
    wordings: Mapping[int, Wording] = field(default_factory=dict)
    entered: Mapping[int, Entry] = field(default_factory=dict)  # by task
    improper: Mapping[int, str] = field(default_factory=dict)  # task -> its document
    # Unit -> documents in which it broke the procedure, as entered by hand.
    noted: Mapping[int, frozenset[str]] = field(default_factory=dict)
    documents: Mapping[int, int] = field(default_factory=dict)  # task -> document
    checks: Checks = field(default_factory=Checks)
    petitions: tuple[Petitioned, ...] = ()
    charge: Charge = field(default_factory=Charge)
    elsewhere: Elsewhere = NOWHERE  # of tasks that came or went
    scope: Scope = ALL
    until: datetime | None = None  # nothing that was learned later


def listed(asked: Asked, now: Sequence[Standing]) -> dict[str, list[Standing]]:
    """The tasks that a report names one by one."""
    period, as_of = asked.period, asked.as_of
    return {
        "late": [task for task in due_in(now, period) if task.is_late],
        "overdue": [task for task in now if task.is_overdue(as_of)],
        "undated": [task for task in now if task.is_open and task.due_on is None],
        "followed": [
            task
            for task in now
            if task.is_open or (task.done_on is not None and task.done_on in period)
        ],
    }


def make_report(asked: Asked, known: Known, *, unit: str = "") -> Report:
    """Count and list. Raises nothing: a period without tasks has figures too."""

    def count(tasks: Collection[Standing], as_of: date = asked.as_of) -> Counts:
        return tally(tasks, today=as_of, calendar=known.calendar)

    now, before, then = known.now, known.before, asked.previous_as_of
    lists = listed(asked, now)
    change = explain_overdue(before, then, now, asked.as_of, known.elsewhere)
    return Report(
        asked=asked,
        given=count(given_in(now, asked.period)),
        due=count(due_in(now, asked.period)),
        cumulative=count(given_since(now, asked.since)),
        earlier=count(left_of_earlier(now, asked.since)),
        given_before=count(given_in(before, asked.previous), then),
        due_before=count(due_in(before, asked.previous), then),
        units=_units(asked, known),
        late=_lines(lists["late"], asked, known),
        overdue=_lines(lists["overdue"], asked, known),
        undated=_lines(lists["undated"], asked, known),
        followed=_lines(lists["followed"], asked, known),
        change=change,
        changed=_changed(change, asked, known),
        violations=documents_by_unit(
            broken_in(known.noted, now, known.improper), known.names
        ),
        petitions=known.petitions,
        unit=unit,
        scope=known.scope,
        known_until=known.until,
        checks=known.checks,
        undated_products=_undated_products(asked, known),
        officers=by_officer(
            now, known.charge, asked.period, as_of=asked.as_of, calendar=known.calendar
        ),
        unconfirmed=_lines(
            [task for task in now if task.id in known.checks.unconfirmed], asked, known
        ),
    )


def _changed(
    change: OverdueChange, asked: Asked, known: Known
) -> tuple[tuple[Cause, ReportTask], ...]:
    """As they stand now; what is not there any more as it stood then."""
    everywhere = (*known.before, *known.elsewhere.now, *known.now)
    there = {task.id: task for task in everywhere}
    places = {task: known.names.get(at, "") for task, at in change.places.items()}
    return tuple(
        (cause, replace(line, place=places.get(line.id, "")))
        for cause, ids in change.tasks.items()
        for line in _lines([there[task] for task in ids], asked, known)
    )


def _units(asked: Asked, known: Known) -> tuple[UnitFigures, ...]:
    given = by_unit(given_in(known.now, asked.period))
    due = by_unit(due_in(known.now, asked.period))
    cumulative = by_unit(given_since(known.now, asked.since))
    earlier = by_unit(left_of_earlier(known.now, asked.since))

    def count(tasks: Collection[Standing]) -> Counts:
        return tally(tasks, today=asked.as_of, calendar=known.calendar)

    return tuple(
        UnitFigures(
            unit_id=unit,
            name=name,
            given=count(given.get(unit, ())),
            due=count(due.get(unit, ())),
            cumulative=count(cumulative.get(unit, ())),
            late_months=_late_months(due.get(unit, ()), asked.as_of),
            earlier=count(earlier.get(unit, ())),
            **_entry(given.get(unit, ()), asked, known),
        )
        for unit, name in known.names.items()
        if any(unit in some for some in (given, due, cumulative, earlier))
    )


def _late_months(due: Collection[Standing], as_of: date) -> int:
    """In how many months a deadline passed before the task was done (001-9)."""
    late = [task.due_on for task in due if task.is_late or task.is_overdue(as_of)]
    return len({(day.year, day.month) for day in late if day})


def _entry(tasks: Collection[Standing], asked: Asked, known: Known) -> dict[str, Any]:
    entries = [known.entered[task.id] for task in tasks if task.id in known.entered]
    counted = [one for one in entries if one.counts]
    late = [one.is_late(known.calendar, asked.entry_limit) for one in counted]
    days = [one.days for one in counted]
    return {
        "entry_days": round(median(days)) if days else None,
        "entered_late": sum(late),
        "entered": len(counted),
    }


def products_undated(asked: Asked, now: Sequence[Standing]) -> list[Standing]:
    """Given in the period: a product is asked for, and no deadline named (004, 3)."""
    given = given_in(now, asked.period)
    return [task for task in given if task.must_report and task.due_on is None]


def _undated_products(asked: Asked, known: Known) -> tuple[int, int]:
    tasks = products_undated(asked, known.now)
    documents = {known.documents[t.id] for t in tasks if t.id in known.documents}
    alone = sum(task.id not in known.documents for task in tasks)
    return len(tasks), len(documents) + alone


def _lines(
    tasks: Sequence[Standing], asked: Asked, known: Known
) -> tuple[ReportTask, ...]:
    """By unit in the office's order, the longest late first."""
    order = {unit: number for number, unit in enumerate(known.names)}
    lines = [
        ReportTask(
            task,
            known.names.get(task.lead_unit_id, ""),
            known.wordings.get(task.id, Wording()),
            _days_late(task, asked.as_of),
        )
        for task in tasks
    ]
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                order.get(line.standing.lead_unit_id, len(order)),
                line.standing.due_on or date.max,
                line.id,
            ),
        )
    )


def _days_late(task: Standing, as_of: date) -> int:
    until = as_of if task.is_open else task.done_on
    return days_late(task.due_on, until) if task.due_on and until else 0
