"""The printed figures of the four provinces, computed again (domain.md 7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkingCalendar
from domain.figures import (
    Counts,
    Rate,
    UnitCounts,
    counts_of,
    since,
    units_completed,
    units_on_time,
    worst_first,
)
from domain.periods import Period
from domain.standings import Standing, summary_of
from domain.tasks import OPEN, Progress, TaskFacts

TODAY = date(2026, 11, 20)
BUCKETS = (
    "done_on_time_or_early",
    "done_late",
    "done_no_deadline",
    "done_undated",
    "open_in_term",
    "open_overdue",
    "open_no_deadline",
)


def percent(rate: Rate) -> str:
    return f"{rate.numerator}/{rate.denominator} {rate.percent()}"


def test_ninh_thuan_second_quarter_of_2020() -> None:
    counts = Counts(
        done_on_time_or_early=758, done_late=41, open_overdue=3, open_in_term=6
    )

    assert percent(counts.completed) == "799/808 98.9"  # printed as 99,6
    assert percent(counts.completed_of_due) == "799/802 99.6"
    assert percent(counts.on_time) == "758/799 94.9"
    assert percent(counts.late) == "41/799 5.1"
    assert percent(counts.overdue) == "3/808 0.4"


def test_lang_son_due_in_may_2021() -> None:
    due = Counts(done_on_time_or_early=173, done_late=5, open_overdue=4)

    assert percent(due.of_total(due.done_on_time_or_early)) == "173/182 95.1"
    assert percent(due.of_total(due.done_late)) == "5/182 2.7"
    assert percent(due.of_total(due.open_overdue)) == "4/182 2.2"  # printed as 2,3


def test_lang_son_since_january_2021() -> None:
    counts = Counts(
        done_on_time_or_early=1246, done_late=28, open_in_term=163, open_overdue=4
    )

    assert percent(counts.completed) == "1274/1441 88.4"
    assert percent(counts.on_time) == "1246/1274 97.8"
    assert percent(counts.late) == "28/1274 2.2"
    assert percent(counts.of_total(counts.open)) == "167/1441 11.6"


def test_units_of_ninh_thuan() -> None:
    clean = [Counts(done_on_time_or_early=1)] * 18
    late = [Counts(done_late=1)] * 7
    overdue = [Counts(open_overdue=1)] * 2
    without_tasks = [Counts()]
    units = [
        UnitCounts(number, f"Sở {number}", counts)
        for number, counts in enumerate(clean + late + overdue + without_tasks)
    ]

    assert percent(units_completed(units)) == "25/27 92.6"
    assert percent(units_on_time(units)) == "18/27 66.7"


def test_the_worst_units_stand_in_one_order_everywhere() -> None:
    counted = {
        "Sở C": Counts(done_on_time_or_early=9),
        "Sở B": Counts(open_overdue=1, done_late=1),
        "Sở A": Counts(done_late=3),
        "Sở D": Counts(open_overdue=1, done_late=1),
        "Sở E": Counts(open_overdue=1, done_late=2),
    }
    units = [UnitCounts(n, *one) for n, one in enumerate(counted.items())]
    names = [unit.name[-1] for unit in worst_first(units)]
    assert names == ["E", "B", "D", "A", "C"]
    # What is overdue of earlier years makes a unit as bad; late it is not counted.
    units[0] = replace(units[0], earlier=Counts(open_overdue=1, open_in_term=5))
    names = [unit.name[-1] for unit in worst_first(units)]
    assert names == ["E", "B", "D", "C", "A"]


@pytest.mark.parametrize(
    ("period", "as_of", "january"),
    [
        (Period.month(2026, 12), date(2026, 12, 31), 2026),
        (Period.year(2026), date(2026, 2, 3), 2026),
        # A week and a stretch across New Year count from the year they begin in, on
        # whichever day they are asked for: all that is given in them is counted.
        (Period.week_of(date(2027, 1, 1)), date(2026, 12, 30), 2026),
        (Period.week_of(date(2027, 1, 1)), date(2027, 1, 3), 2026),
        (Period.between(date(2025, 10, 1), date(2027, 1, 31)), date(2026, 5, 5), 2025),
        (Period.week_of(date(2027, 1, 4)), date(2027, 1, 4), 2027),
        (Period.month(2027, 2), date(2027, 3, 9), 2027),
        # Of one to come nothing is given; the year that runs is told.
        (Period.month(2027, 2), date(2026, 11, 20), 2026),
    ],
)
def test_the_cumulative_figures_count_from_the_first_of_january(
    period: Period, as_of: date, january: int
) -> None:
    assert since(period, as_of) == date(january, 1, 1)


DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@given(DAYS, DAYS, DAYS, st.lists(DAYS, max_size=9))
def test_all_that_is_given_in_the_period_is_in_the_cumulative_figures(
    one: date, other: date, as_of: date, assigned: list[date]
) -> None:
    period = Period.between(min(one, other), max(one, other))
    tasks = [
        Standing(number, Progress.IN_PROGRESS, day, None, None, 1)
        for number, day in enumerate(assigned)
        if day <= as_of
    ]
    calendar, names = WorkingCalendar({}), {1: "Sở Y tế"}
    found = summary_of(tasks, period, as_of=as_of, calendar=calendar, names=names)
    assert found.given.total <= found.cumulative.total
    assert found.cumulative.total + found.earlier.total == len(tasks)
    left = sum((unit.earlier for unit in found.units), Counts())
    whole = sum((unit.counts for unit in found.units), Counts())
    assert (left, whole) == (found.earlier, found.cumulative)


def test_the_sample_office_in_november_2026() -> None:
    counts = Counts(
        done_on_time_or_early=26,
        done_late=4,
        done_no_deadline=9,
        open_in_term=36,
        open_overdue=24,
        open_no_deadline=21,
        due_today=5,
    )

    assert (counts.total, counts.done, counts.open) == (120, 39, 81)
    assert percent(counts.on_time) == "26/30 86.7"


def test_a_half_is_rounded_up_and_an_empty_set_has_no_rate() -> None:
    assert Rate(1, 8).percent() == Decimal("12.5")
    assert Rate(1, 8).percent(0) == Decimal(13)
    assert Rate(1, 16).percent(1) == Decimal("6.3")
    assert Rate(2, 3).percent(2) == Decimal("66.67")
    assert Counts().completed.percent() is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"done_early": 1},
        {"open_in_term": 2, "due_today": 1, "due_soon": 2},
        {"open_overdue": 1, "to_confirm": 1, "returned": 1},
        {"open_overdue": -1},
        {"done_late": 2, "done_undated": -1},
    ],
)
def test_a_part_is_never_greater_than_its_whole(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="than"):
        Counts(**wrong)


def task(
    progress: Progress, due_on: date | None, done_on: date | None = None
) -> TaskFacts:
    return TaskFacts(
        id=1,
        progress=progress,
        due_on=due_on,
        entered_at=datetime(2026, 1, 5, tzinfo=UTC),
        assigned_on=date(2026, 1, 5),
        done_on=done_on,
    )


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (
            task(Progress.DONE, TODAY, date(2026, 11, 19)),
            Counts(done_on_time_or_early=1, done_early=1),
        ),
        (task(Progress.DONE, TODAY, TODAY), Counts(done_on_time_or_early=1)),
        (task(Progress.DONE, TODAY, date(2026, 11, 21)), Counts(done_late=1)),
        (task(Progress.DONE, TODAY), Counts(done_undated=1)),
        (task(Progress.DONE, None, TODAY), Counts(done_no_deadline=1)),
        (
            task(Progress.NOT_STARTED, TODAY),
            Counts(open_in_term=1, due_today=1, not_started=1),
        ),
        (
            task(Progress.IN_PROGRESS, date(2026, 11, 23)),
            Counts(open_in_term=1, due_soon=1),
        ),
        (task(Progress.IN_PROGRESS, date(2026, 12, 23)), Counts(open_in_term=1)),
        (
            task(Progress.REPORTED, date(2026, 11, 19)),
            Counts(open_overdue=1, to_confirm=1),
        ),
        (task(Progress.RETURNED, None), Counts(open_no_deadline=1, returned=1)),
        (task(Progress.CANCELLED, TODAY), Counts()),
    ],
)
def test_a_task_is_in_its_bucket(facts: TaskFacts, expected: Counts) -> None:
    assert counts_of(facts, today=TODAY, calendar=WorkingCalendar()) == expected


DATES = st.none() | st.dates(date(2026, 10, 1), date(2026, 12, 31))
TASKS = st.builds(task, st.sampled_from(Progress), DATES, DATES)


@given(st.lists(TASKS))
def test_every_task_is_counted_once(tasks: list[TaskFacts]) -> None:
    each = [counts_of(t, today=TODAY, calendar=WorkingCalendar()) for t in tasks]
    counts = sum(each, Counts())

    assert counts.total == sum(t.progress is not Progress.CANCELLED for t in tasks)
    assert counts.open == sum(t.progress in OPEN for t in tasks)
    assert counts.total == sum(getattr(counts, bucket) for bucket in BUCKETS)
