"""A unit's totals beside the register's: each figure, and the tasks behind it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkingCalendar
from domain.figures import Counts
from domain.own_figures import (
    MOST_TASKS,
    Figure,
    FigureDiffers,
    Misfit,
    Population,
    counted,
    differing_figures,
    figures_of,
    misfits,
)
from domain.periods import Period
from domain.standings import Standing
from domain.tasks import Progress

F = Figure
TODAY = date(2026, 11, 20)
DONE, OPEN = Progress.DONE, Progress.IN_PROGRESS


def task(number: int, progress: Progress, due: int | None, done: int = 0) -> Standing:
    """Given on 2 November; `due` and `done` are days of November."""
    return Standing(
        number,
        progress,
        date(2026, 11, 2),
        date(2026, 11, due) if due else None,
        date(2026, 11, done) if done else None,
        lead_unit_id=1,
    )


TASKS = (
    task(1, DONE, 10, 9),
    task(2, DONE, 10, 12),
    task(3, OPEN, 18),
    task(4, Progress.NOT_STARTED, 30),
    task(5, OPEN, None),
)


@pytest.mark.parametrize(
    ("said", "differs"),
    [
        ({F.TOTAL: 5, F.DONE: 2, F.LATE: 1, F.OPEN: 3, F.OVERDUE: 1}, ()),
        ({F.EARLY: 1, F.ON_TIME: 1, F.IN_TERM: 1, F.NO_DEADLINE: 1}, ()),
        ({F.LATE: 0}, (FigureDiffers(F.LATE, 0, 1, ("NV-2",)),)),
        ({F.OVERDUE: 0, F.DONE: 3}, (
            FigureDiffers(F.DONE, 3, 2, ("NV-1", "NV-2")),
            FigureDiffers(F.OVERDUE, 0, 1, ("NV-3",)),
        )),
        ({F.RETURNED: 2}, (FigureDiffers(F.RETURNED, 2, 0),)),
    ],
)  # fmt: skip
def test_what_differs(
    said: dict[Figure, int], differs: tuple[FigureDiffers, ...]
) -> None:
    found = differing_figures(said, TASKS, as_of=TODAY, calendar=WorkingCalendar())
    assert found == differs


def test_more_tasks_than_are_worth_listing() -> None:
    many = [task(number, OPEN, 18) for number in range(MOST_TASKS + 1)]
    (found,) = differing_figures(
        {F.TOTAL: 1}, many, as_of=TODAY, calendar=WorkingCalendar()
    )
    assert (found.ours, found.tasks) == (MOST_TASKS + 1, ())


@pytest.mark.parametrize(
    ("population", "period", "ids"),
    [
        (Population.GIVEN, Period.year(2026), [1, 2, 3, 4, 5]),
        (Population.GIVEN, Period.month(2026, 10), []),
        (Population.DUE, Period.between(date(2026, 11, 1), TODAY), [1, 2, 3]),
    ],
)
def test_of_which_tasks_it_speaks(
    population: Population, period: Period, ids: list[int]
) -> None:
    assert [one.id for one in counted(TASKS, population, period)] == ids


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({F.TOTAL: 45, F.DONE: 40, F.OPEN: 5}, ()),
        ({F.TOTAL: 45, F.DONE: 40}, ()),
        ({F.TOTAL: 45, F.DONE: 40, F.OPEN: 4}, (Misfit(F.TOTAL, (F.DONE, F.OPEN)),)),
        ({F.TOTAL: 45, F.DONE: 46}, (Misfit(F.TOTAL, (F.DONE,)),)),
        ({F.DONE: 40, F.LATE: 2, F.ON_TIME: 30}, ()),  # some had no deadline
        (
            {F.DONE: 40, F.LATE: 2, F.ON_TIME: 39},
            (Misfit(F.DONE, (F.ON_TIME, F.LATE)),),
        ),
        ({F.LATE: 2}, ()),
    ],
)
def test_what_does_not_fit_itself(
    said: dict[Figure, int], found: tuple[Misfit, ...]
) -> None:
    assert misfits(said) == found


@given(st.lists(st.integers(0, 9), min_size=7, max_size=7))
def test_what_the_register_counts_fits_itself(numbers: list[int]) -> None:
    on_time, late, undated, no_deadline, term, overdue, open_without = numbers
    counts = Counts(
        done_on_time_or_early=on_time,
        done_late=late,
        done_undated=undated,
        done_no_deadline=no_deadline,
        open_in_term=term,
        open_overdue=overdue,
        open_no_deadline=open_without,
    )
    figures = figures_of(counts)
    assert set(figures) == set(Figure)
    assert not misfits(figures)
