"""A unit's own totals, as it reports them, against the register's (003, 4c: đối chiếu).

Where only totals are known, nothing says which task is meant: each figure that differs
is listed with both values and with the register's tasks behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.calendar import WorkingCalendar
from domain.figures import Counts
from domain.periods import Period
from domain.standings import Standing, due_in, given_in, tally
from domain.tasks import task_code

MOST_TASKS = 15  # listed behind one figure; of more than that a file tells better


class Population(StrEnum):
    """Which of a period's tasks are counted (domain.md 1.6)."""

    GIVEN = "given"  # assigned within it
    DUE = "due"  # with a deadline within it


class Figure(StrEnum):
    """What a unit may report a number of. Each is a sum of the buckets of `Counts`."""

    TOTAL = "total"
    DONE = "done"
    EARLY = "early"
    ON_TIME = "on_time"  # early ones too, as the reports count them
    LATE = "late"
    OPEN = "open"
    NOT_STARTED = "not_started"
    TO_CONFIRM = "to_confirm"
    RETURNED = "returned"
    IN_TERM = "in_term"
    OVERDUE = "overdue"
    NO_DEADLINE = "no_deadline"  # done or not


def figures_of(counts: Counts) -> dict[Figure, int]:
    """Every figure of these counts."""
    return {
        Figure.TOTAL: counts.total,
        Figure.DONE: counts.done,
        Figure.EARLY: counts.done_early,
        Figure.ON_TIME: counts.done_on_time_or_early,
        Figure.LATE: counts.done_late,
        Figure.OPEN: counts.open,
        Figure.NOT_STARTED: counts.not_started,
        Figure.TO_CONFIRM: counts.to_confirm,
        Figure.RETURNED: counts.returned,
        Figure.IN_TERM: counts.open_in_term,
        Figure.OVERDUE: counts.open_overdue,
        Figure.NO_DEADLINE: counts.open_no_deadline + counts.done_no_deadline,
    }


# What must hold within one statement: the parts are not more than the whole; `True`:
# and they are all of it.
SUMS: Sequence[tuple[Figure, tuple[Figure, ...], bool]] = (
    (Figure.TOTAL, (Figure.DONE, Figure.OPEN), True),
    (Figure.DONE, (Figure.ON_TIME, Figure.LATE), False),
    (Figure.ON_TIME, (Figure.EARLY,), False),
    (Figure.OPEN, (Figure.IN_TERM, Figure.OVERDUE), False),
    (Figure.OPEN, (Figure.NOT_STARTED, Figure.TO_CONFIRM, Figure.RETURNED), False),
    (Figure.TOTAL, (Figure.NO_DEADLINE,), False),
)


@dataclass(frozen=True)
class Misfit:
    """Figures of one statement that cannot all be right: the parts, and their whole."""

    whole: Figure
    parts: tuple[Figure, ...]


def misfits(said: Mapping[Figure, int]) -> tuple[Misfit, ...]:
    """What the unit should look at in its own figures; only what it said is added."""
    found = []
    for whole, parts, exact in SUMS:
        known = [part for part in parts if part in said]
        if whole not in said or not known:
            continue
        total = sum(said[part] for part in known)
        complete = exact and len(known) == len(parts)
        if total > said[whole] or (complete and total != said[whole]):
            found.append(Misfit(whole, tuple(known)))
    return tuple(found)


@dataclass(frozen=True)
class FigureDiffers:
    """One figure on which the two differ. `tasks`: the register's codes behind it,
    empty where they are more than are worth listing."""

    figure: Figure
    theirs: int
    ours: int
    tasks: tuple[str, ...] = ()


def counted(
    tasks: Iterable[Standing], population: Population, period: Period
) -> list[Standing]:
    """The tasks of which such a statement speaks."""
    within = {Population.GIVEN: given_in, Population.DUE: due_in}
    return within[population](tasks, period)


def differing_figures(
    said: Mapping[Figure, int],
    tasks: Sequence[Standing],
    *,
    as_of: date,
    calendar: WorkingCalendar,
) -> tuple[FigureDiffers, ...]:
    """In the order of the figures; `tasks` are those that the statement speaks of."""
    each = [
        (task, figures_of(tally((task,), today=as_of, calendar=calendar)))
        for task in tasks
    ]
    found = []
    for figure in Figure:
        behind = [task.id for task, counts in each if counts[figure]]
        if figure not in said or said[figure] == len(behind):
            continue
        listed = behind if len(behind) <= MOST_TASKS else []
        codes = tuple(task_code(number) for number in sorted(listed))
        found.append(FigureDiffers(figure, said[figure], len(behind), codes))
    return tuple(found)


@dataclass(frozen=True)
class FiguresCompared:
    """What came of comparing totals: to the unit, or (`to_unit` False) to who tracks.

    `first` to `last` is the period that was compared; `said` counts the figures.
    """

    unit: str
    population: Population
    first: date
    last: date
    as_of: date
    said: int
    differing: tuple[FigureDiffers, ...]
    misfits: tuple[Misfit, ...] = ()
    to_unit: bool = True
