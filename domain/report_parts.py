"""What a report is asked for, and its parts: lines of tasks, figures of units."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from domain.figures import Counts, since
from domain.periods import Period
from domain.policy import OnTimeBasis
from domain.standings import Standing


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is about: which tasks, which period, as of when, and by whose rule.

    `unit_id` limits it to the tasks that one unit leads; `entry_limit` is how many
    working days an entry may take; `by_officer`: the figures of each officer too.
    """

    period: Period
    as_of: date
    basis: OnTimeBasis = OnTimeBasis.REPORTED_DATE
    unit_id: int | None = None
    entry_limit: int = 1
    by_officer: bool = False

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
    """One line of an appendix: the task as it stood at the cut-off.

    `place`: the unit to which it was moved, or from which it was received.
    """

    standing: Standing
    unit: str
    wording: Wording
    days_late: int  # calendar days, until it was done or the cut-off; 0: in term
    place: str = ""

    @property
    def id(self) -> int:
        return self.standing.id


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """One lead unit's figures in the three populations.

    `entry_days`: the median of the calendar days from a document's date to its tasks'
    entry, of the `entered`: tasks given in the period of which it is known when they
    came in; None where there is none. `entered_late`: so many of those took longer than
    the office allows. `late_months`: months in which it let a deadline pass. `earlier`:
    what it has open still of the years before, in none of the three.
    """

    unit_id: int
    name: str
    given: Counts
    due: Counts
    cumulative: Counts
    entry_days: int | None = None
    entered_late: int = 0
    entered: int = 0
    late_months: int = 0
    earlier: Counts = field(default_factory=Counts)

    @property
    def is_busy(self) -> bool:
        """Whether any of the three populations has a task of it."""
        return bool(self.given.total or self.due.total or self.cumulative.total)

    @property
    def overdue(self) -> int:
        """All that is open past its day, whenever it was given."""
        return self.cumulative.open_overdue + self.earlier.open_overdue

    @property
    def late_times(self) -> int:
        """Tasks due in the period that were not done by their day."""
        return self.due.done_late + self.due.open_overdue
