"""How single tasks stood at a date, and the figures that they add up to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from domain.calendar import WorkingCalendar
from domain.figures import Counts, Summary, UnitCounts, counts_in, since
from domain.on_time import Completion
from domain.periods import Period
from domain.tasks import OPEN, Progress
from domain.terms import Term, explains, term_of


class Kind(NamedTuple):
    """What decides about a task's bucket: tasks of one kind are counted together."""

    progress: Progress
    due_on: date | None
    done_on: date | None
    unsigned: bool = False
    justified: bool = False

    def term(self, *, today: date, calendar: WorkingCalendar) -> Term:
        """As `term_of`; an answer without a signature is late (CT 20, point i)."""
        if (
            self.unsigned
            and not self.justified
            and self.progress is Progress.DONE
            and self.due_on
        ):
            return Term.LATE
        return term_of(self, today=today, calendar=calendar)


@dataclass(frozen=True, slots=True)
class Standing:
    """One task as it stood at a date. Dates are the office's."""

    id: int
    progress: Progress
    assigned_on: date
    due_on: date | None
    done_on: date | None
    lead_unit_id: int
    tracking_unit_id: int | None = None
    must_report: bool | None = None
    original_due_on: date | None = None
    justified_on: date | None = None  # when its lateness until then was accepted
    unsigned: bool = False  # done, but its answer bears no digital signature

    @property
    def kind(self) -> Kind:
        return Kind(
            self.progress, self.due_on, self.done_on, self.unsigned, self.justified
        )

    @property
    def justified(self) -> bool:
        return explains(self.justified_on, self.done_on)

    @property
    def is_open(self) -> bool:
        return self.progress in OPEN

    def is_overdue(self, today: date) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < today

    @property
    def is_late(self) -> bool:
        """Done, after its day."""
        if self.progress is not Progress.DONE or self.due_on is None or self.justified:
            return False
        after = self.done_on is not None and self.done_on > self.due_on
        return after or self.unsigned

    def known_by(self, as_of: date) -> Standing:
        """Without what a register says to be done only later than that."""
        if self.done_on is None or self.done_on <= as_of:
            return self
        return replace(self, progress=Progress.IN_PROGRESS, done_on=None)

    def judged(self, completion: Completion) -> Standing:
        """By the signature and the sending of its answer."""
        if self.progress is not Progress.DONE:
            return self
        return replace(self, done_on=completion.on, unsigned=completion.unsigned)


def tally(
    tasks: Iterable[Standing], *, today: date, calendar: WorkingCalendar
) -> Counts:
    """Every bucket of these tasks, as of `today`."""
    alike = Counter(task.kind for task in tasks)
    found: Counter[tuple[Progress, Term]] = Counter()
    for kind, times in alike.items():
        found[kind.progress, kind.term(today=today, calendar=calendar)] += times
    total = Counts()
    for (progress, term), times in found.items():
        total += counts_in(progress, term) * times
    return total


def given_in(tasks: Iterable[Standing], period: Period) -> list[Standing]:
    """Assigned within the period."""
    return [task for task in tasks if task.assigned_on in period]


def due_in(tasks: Iterable[Standing], period: Period) -> list[Standing]:
    """With a deadline within the period."""
    return [task for task in tasks if task.due_on and task.due_on in period]


def given_since(tasks: Iterable[Standing], day: date) -> list[Standing]:
    """The cumulative population."""
    return [task for task in tasks if task.assigned_on >= day]


def left_of_earlier(tasks: Iterable[Standing], day: date) -> list[Standing]:
    """Given before that day and open still: what earlier years left behind.

    They are in no cumulative figure, which counts from 1 January; nobody forgets them.
    """
    return [task for task in tasks if task.assigned_on < day and task.is_open]


def by_unit(tasks: Iterable[Standing]) -> dict[int, list[Standing]]:
    """The tasks of each lead unit."""
    found: dict[int, list[Standing]] = defaultdict(list)
    for task in tasks:
        found[task.lead_unit_id].append(task)
    return found


def summary_of(
    tasks: Collection[Standing],
    period: Period,
    *,
    as_of: date,
    calendar: WorkingCalendar,
    names: Mapping[int, str],
) -> Summary:
    """The figures of these tasks; `names` are the units, in the office's order."""

    def count(some: Iterable[Standing]) -> Counts:
        return tally(some, today=as_of, calendar=calendar)

    january = since(period, as_of)
    cumulative, left = given_since(tasks, january), left_of_earlier(tasks, january)
    units, behind = by_unit(cumulative), by_unit(left)
    return Summary(
        period=period,
        as_of=as_of,
        given=count(given_in(tasks, period)),
        due=count(due_in(tasks, period)),
        cumulative=count(cumulative),
        earlier=count(left),
        units=tuple(
            UnitCounts(
                unit, name, count(units.get(unit, ())), count(behind.get(unit, ()))
            )
            for unit, name in names.items()
            if unit in units or unit in behind
        ),
    )
