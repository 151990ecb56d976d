"""A report: the figures of a period as of a date, and the tasks behind them.

All papers, tables and charts of a period are made from one of these, so they agree.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from domain.calendar import WorkingCalendar
from domain.figures import Counts, Rate, since
from domain.overdue_change import OverdueChange, explain_overdue
from domain.periods import Period
from domain.policy import OnTimeBasis
from domain.report_checks import Checks, UnitDocuments
from domain.standings import (
    Standing,
    by_unit,
    due_in,
    given_in,
    given_since,
    tally,
)
from domain.terms import days_late


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is about: which tasks, which period, as of when, and by whose rule.

    `unit_id` limits it to the tasks that one unit leads.
    """

    period: Period
    as_of: date
    basis: OnTimeBasis = OnTimeBasis.REPORTED_DATE
    unit_id: int | None = None

    @property
    def previous(self) -> Period:
        return self.period.previous()

    @property
    def previous_as_of(self) -> date:
        return self.period.cut_off_before(self.as_of)

    @property
    def since(self) -> date:
        return since(self.period, self.as_of)

    @property
    def floor(self) -> date:
        """No figure looks at tasks that were over before this day."""
        return min(self.since, self.period.first, self.previous.first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a paper says of a task besides its dates; empty where nobody said it."""

    number: str = ""
    issued_on: date | None = None
    abstract: str = ""
    content: str = ""
    answer: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Petitioned:
    """What a unit petitioned, and what it was told; "" while nobody has."""

    unit: str
    words: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class ReportTask:
    """One line of an appendix: the task as it stood at the cut-off."""

    standing: Standing
    unit: str
    wording: Wording
    days_late: int  # calendar days, until it was done or the cut-off; 0: in term

    @property
    def id(self) -> int:
        return self.standing.id


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """One lead unit's figures in the three populations.

    `entry_days`: the median of the calendar days from a document's date to its tasks'
    entry, of the tasks given in the period; None where nobody knows.
    """

    unit_id: int
    name: str
    given: Counts
    due: Counts
    cumulative: Counts
    entry_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How a period went. Deltas are against the previous period as it stood then."""

    asked: Asked
    given: Counts
    due: Counts
    cumulative: Counts
    given_before: Counts
    due_before: Counts
    units: tuple[UnitFigures, ...]
    late: tuple[ReportTask, ...]  # appendix 1: due in the period, done after their day
    overdue: tuple[ReportTask, ...]  # appendix 2: open past their day
    undated: tuple[ReportTask, ...]  # open, without a deadline, whenever given
    followed: tuple[ReportTask, ...]  # what a division still follows, and what was done
    change: OverdueChange
    violations: tuple[UnitDocuments, ...] = ()
    petitions: tuple[Petitioned, ...] = ()  # of the period (003, 4đ)
    unit: str = ""  # the one unit or division that it is limited to
    checks: Checks = field(default_factory=Checks)
    unconfirmed: tuple[ReportTask, ...] = ()  # of what its units were asked about

    @property
    def units_completed(self) -> Rate:
        """Units without an overdue open task, of those given tasks in the period."""
        busy = [unit.given for unit in self.units if unit.given.total]
        return Rate(sum(not one.open_overdue for one in busy), len(busy))

    @property
    def units_on_time(self) -> Rate:
        """Units with nothing late and nothing overdue, of the same."""
        busy = [unit.given for unit in self.units if unit.given.total]
        clean = sum(not (one.open_overdue or one.done_late) for one in busy)
        return Rate(clean, len(busy))

    @property
    def ranking(self) -> tuple[UnitFigures, ...]:
        """The worst first: overdue, then late, then by name."""
        return tuple(
            sorted(
                (unit for unit in self.units if unit.cumulative.total),
                key=lambda unit: (
                    -unit.cumulative.open_overdue,
                    -unit.cumulative.done_late,
                    unit.name,
                ),
            )
        )


@dataclass(frozen=True)
class Known:
    """What a report is made of. `before` is how things stood at the earlier cut-off."""

    now: Sequence[Standing]
    before: Sequence[Standing]
    calendar: WorkingCalendar
    names: Mapping[int, str]  # of units, in the order of the office
    wordings: Mapping[int, Wording] = field(default_factory=dict)
    entered: Mapping[int, int] = field(default_factory=dict)  # task -> days to entry
    improper: Mapping[int, str] = field(default_factory=dict)  # task -> its document
    checks: Checks = field(default_factory=Checks)
    petitions: tuple[Petitioned, ...] = ()


def listed(asked: Asked, now: Sequence[Standing]) -> dict[str, list[Standing]]:
    """The tasks that a report names one by one."""
    period, as_of = asked.period, asked.as_of
    return {
        "late": [task for task in due_in(now, period) if task.is_late],
        "overdue": [t for t in given_since(now, asked.since) if t.is_overdue(as_of)],
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
    return Report(
        asked=asked,
        given=count(given_in(now, asked.period)),
        due=count(due_in(now, asked.period)),
        cumulative=count(given_since(now, asked.since)),
        given_before=count(given_in(before, asked.previous), then),
        due_before=count(due_in(before, asked.previous), then),
        units=_units(asked, known),
        late=_lines(lists["late"], asked, known),
        overdue=_lines(lists["overdue"], asked, known),
        undated=_lines(lists["undated"], asked, known),
        followed=_lines(lists["followed"], asked, known),
        change=explain_overdue(
            given_since(before, asked.since),
            then,
            given_since(now, asked.since),
            asked.as_of,
        ),
        violations=_violations(known),
        petitions=known.petitions,
        unit=unit,
        checks=known.checks,
        unconfirmed=_lines(
            [task for task in now if task.id in known.checks.unconfirmed], asked, known
        ),
    )


def _units(asked: Asked, known: Known) -> tuple[UnitFigures, ...]:
    given = by_unit(given_in(known.now, asked.period))
    due = by_unit(due_in(known.now, asked.period))
    cumulative = by_unit(given_since(known.now, asked.since))

    def count(tasks: Collection[Standing]) -> Counts:
        return tally(tasks, today=asked.as_of, calendar=known.calendar)

    return tuple(
        UnitFigures(
            unit_id=unit,
            name=name,
            given=count(given.get(unit, ())),
            due=count(due.get(unit, ())),
            cumulative=count(cumulative.get(unit, ())),
            entry_days=_entry_days(given.get(unit, ()), known.entered),
        )
        for unit, name in known.names.items()
        if unit in given or unit in due or unit in cumulative
    )


def _entry_days(tasks: Collection[Standing], entered: Mapping[int, int]) -> int | None:
    days = [entered[task.id] for task in tasks if task.id in entered]
    return round(median(days)) if days else None


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


def _violations(known: Known) -> tuple[UnitDocuments, ...]:
    """Documents, not tasks: one document may give a unit several."""
    documents: dict[int, set[str]] = {}
    for task in known.now:
        if task.id in known.improper:
            unit = documents.setdefault(task.lead_unit_id, set())
            unit.add(known.improper[task.id])
    return tuple(
        UnitDocuments(unit, name, len(documents[unit]))
        for unit, name in known.names.items()
        if unit in documents
    )
