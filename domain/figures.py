"""The figures of a summary: every bucket counted, every rate with its denominator.

The buckets are the cross product of progress and term (domain.md 1.3). None is left
out: the seeds forgot the tasks still in term, and then their sums did not add up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from domain.calendar import WorkingCalendar
from domain.periods import Period
from domain.tasks import Dated, Progress
from domain.terms import Term, term_of


@dataclass(frozen=True, slots=True)
class Rate:
    """A part of a whole; people are always shown both beside the percentage."""

    numerator: int
    denominator: int

    def percent(self, digits: int = 1) -> Decimal | None:
        """Rounded half up; None of an empty whole, which is neither 0 % nor 100 %."""
        if self.denominator == 0:
            return None
        exact = Decimal(100) * self.numerator / self.denominator
        return exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many tasks are in each bucket. Cancelled tasks are in none.

    The first block adds up to `total`. The second counts parts of the first: early
    ones of those done on time or early, due ones of those in term, the rest of those
    open. Raises ValueError when a part is greater than its whole.
    """

    done_on_time_or_early: int = 0
    done_late: int = 0
    done_no_deadline: int = 0
    done_undated: int = 0  # had a deadline, but nobody knows when it was done
    open_in_term: int = 0
    open_overdue: int = 0
    open_no_deadline: int = 0

    done_early: int = 0
    due_today: int = 0
    due_soon: int = 0
    not_started: int = 0
    to_confirm: int = 0  # reported, and waiting for the tracker
    returned: int = 0

    def __post_init__(self) -> None:
        parts = (
            (self.done_early, self.done_on_time_or_early),
            (self.due_today + self.due_soon, self.open_in_term),
            (self.not_started + self.to_confirm + self.returned, self.open),
        )
        if any(part > whole for part, whole in parts):
            raise ValueError(f"a part is greater than its whole: {self}")
        if min(getattr(self, field.name) for field in fields(self)) < 0:
            raise ValueError(f"fewer than no tasks: {self}")

    def __mul__(self, times: int) -> Counts:
        """So many tasks that are alike."""
        return Counts(**{f.name: times * getattr(self, f.name) for f in fields(self)})

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            **{
                field.name: getattr(self, field.name) + getattr(other, field.name)
                for field in fields(self)
            }
        )

    @property
    def done(self) -> int:
        return self.done_with_deadline + self.done_no_deadline

    @property
    def done_with_deadline(self) -> int:
        """Those of which one may ask whether they were on time."""
        return self.done_on_time_or_early + self.done_late + self.done_undated

    @property
    def open(self) -> int:
        return self.open_in_term + self.open_overdue + self.open_no_deadline

    @property
    def total(self) -> int:
        return self.done + self.open

    def of_total(self, count: int) -> Rate:
        """The share that a bucket has in this population, for example 173/182."""
        return Rate(count, self.total)

    @property
    def completed(self) -> Rate:
        """Tỷ lệ hoàn thành, of all assigned."""
        return Rate(self.done, self.total)

    @property
    def completed_of_due(self) -> Rate:
        """Tỷ lệ hoàn thành as VPCP counts it: without those still in term."""
        return Rate(self.done, self.done + self.open_overdue)

    @property
    def on_time(self) -> Rate:
        """Đúng hạn, of the done tasks that had a deadline."""
        return Rate(self.done_on_time_or_early, self.done_with_deadline)

    @property
    def late(self) -> Rate:
        """Trễ hạn, of the done tasks that had a deadline."""
        return Rate(self.done_late, self.done_with_deadline)

    @property
    def overdue(self) -> Rate:
        """Đang thực hiện quá hạn, of all assigned."""
        return Rate(self.open_overdue, self.total)


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """The cumulative figures of one lead unit, under the name it had.

    `earlier`: what it has open still of the years before, which no cumulative figure
    counts.
    """

    unit_id: int
    name: str
    counts: Counts
    earlier: Counts = field(default_factory=Counts)

    @property
    def overdue(self) -> int:
        """All that is open past its day, whenever it was given."""
        return self.counts.open_overdue + self.earlier.open_overdue

    def __add__(self, other: UnitCounts) -> UnitCounts:
        return replace(
            self,
            counts=self.counts + other.counts,
            earlier=self.earlier + other.earlier,
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """How things stand as of a date, in three populations (domain.md 1.6).

    `given`: assigned within the period. `due`: with a deadline within it.
    `cumulative`: assigned since 1 January (`since`). `earlier`: assigned before that
    and open still. `units`: both, of each lead unit that has any.
    """

    period: Period
    as_of: date
    given: Counts
    due: Counts
    cumulative: Counts
    units: tuple[UnitCounts, ...] = ()
    earlier: Counts = field(default_factory=Counts)

    @property
    def overdue(self) -> int:
        """All that is open past its day, whenever it was given."""
        return self.cumulative.open_overdue + self.earlier.open_overdue

    @property
    def undated(self) -> int:
        """All that is open without a deadline, whenever it was given."""
        return self.cumulative.open_no_deadline + self.earlier.open_no_deadline

    @property
    def to_confirm(self) -> int:
        """All that was reported done and waits, whenever it was given."""
        return self.cumulative.to_confirm + self.earlier.to_confirm

    @property
    def since(self) -> date:
        return since(self.period, self.as_of)

    def plus(self, other: Summary, order: Iterable[int]) -> Summary:
        """Both together, with the units in this order."""
        units: dict[int, UnitCounts] = {unit.unit_id: unit for unit in self.units}
        for unit in other.units:
            first = units.get(unit.unit_id)
            units[unit.unit_id] = unit if first is None else first + unit
        return replace(
            self,
            given=self.given + other.given,
            due=self.due + other.due,
            cumulative=self.cumulative + other.cumulative,
            earlier=self.earlier + other.earlier,
            units=tuple(units[unit] for unit in order if unit in units),
        )


def since(period: Period, as_of: date) -> date:
    """From when the cumulative figures count: 1 January of the period's year.

    Of a week or a stretch across New Year it is the year in which it begins: so all
    that is given in the period is in the cumulative figures, on whichever day they are
    asked for. Of a period to come it is the year of the cut-off.
    """
    return date(min(period.first, as_of).year, 1, 1)


def worst_first(units: Iterable[UnitCounts]) -> list[UnitCounts]:
    """Overdue whenever given, then late, then by name: in words and chart alike."""
    return sorted(
        units, key=lambda unit: (-unit.overdue, -unit.counts.done_late, unit.name)
    )


def units_completed(units: Iterable[UnitCounts]) -> Rate:
    """Units without an overdue open task, of the units that have tasks."""
    busy = [unit.counts for unit in units if unit.counts.total]
    return Rate(sum(not counts.open_overdue for counts in busy), len(busy))


def units_on_time(units: Iterable[UnitCounts]) -> Rate:
    """Units with nothing late and nothing overdue, of the units that have tasks."""
    busy = [unit.counts for unit in units if unit.counts.total]
    clean = sum(not (counts.open_overdue or counts.done_late) for counts in busy)
    return Rate(clean, len(busy))


def counts_of(task: Dated, *, today: date, calendar: WorkingCalendar) -> Counts:
    """One task as figures: the meaning of every bucket, against which SQL is tested."""
    return counts_in(task.progress, term_of(task, today=today, calendar=calendar))


def counts_in(progress: Progress, term: Term) -> Counts:
    """The buckets of one task of this progress that stands so."""
    if progress is Progress.CANCELLED:
        return Counts()
    if progress is Progress.DONE:
        return _DONE[term]
    part = _OPEN_PARTS.get(progress)
    return replace(_OPEN[term], **{part: 1}) if part else _OPEN[term]


_DONE = {
    Term.EARLY: Counts(done_on_time_or_early=1, done_early=1),
    Term.ON_TIME: Counts(done_on_time_or_early=1),
    Term.LATE: Counts(done_late=1),
    Term.DONE_UNDATED: Counts(done_undated=1),
    Term.NO_DEADLINE: Counts(done_no_deadline=1),
}

_OPEN = {
    Term.IN_TERM: Counts(open_in_term=1),
    Term.DUE_SOON: Counts(open_in_term=1, due_soon=1),
    Term.DUE_TODAY: Counts(open_in_term=1, due_today=1),
    Term.OVERDUE: Counts(open_overdue=1),
    Term.NO_DEADLINE: Counts(open_no_deadline=1),
}

_OPEN_PARTS = {
    Progress.NOT_STARTED: "not_started",
    Progress.REPORTED: "to_confirm",
    Progress.RETURNED: "returned",
}
