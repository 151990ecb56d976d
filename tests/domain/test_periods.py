"""Periods and the ones before them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.periods import Period


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.week_of(date(2026, 11, 20)), date(2026, 11, 16), date(2026, 11, 22)),
        (Period.week_of(date(2026, 11, 22)), date(2026, 11, 16), date(2026, 11, 22)),
        (Period.month(2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        (Period.month(2026, 12), date(2026, 12, 1), date(2026, 12, 31)),
        (Period.quarter(2026, 4), date(2026, 10, 1), date(2026, 12, 31)),
        (Period.year(2026), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_first_and_last_day(period: Period, first: date, last: date) -> None:
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (Period.week_of(date(2026, 1, 1)), Period.week_of(date(2025, 12, 25))),
        (Period.month(2026, 1), Period.month(2025, 12)),
        (Period.quarter(2026, 1), Period.quarter(2025, 4)),
        (Period.year(2026), Period.year(2025)),
        (
            Period.between(date(2026, 10, 11), date(2026, 10, 20)),
            Period.between(date(2026, 10, 1), date(2026, 10, 10)),
        ),
    ],
)
def test_the_period_before(period: Period, before: Period) -> None:
    assert period.previous() == before


def test_what_is_no_period() -> None:
    with pytest.raises(ValueError, match="month"):
        Period.month(2026, 13)
    with pytest.raises(ValueError, match="quarter"):
        Period.quarter(2026, 5)
    with pytest.raises(ValueError, match="ends before"):
        Period.between(date(2026, 2, 1), date(2026, 1, 1))


@given(st.dates(min_value=date(3, 1, 1)))
def test_periods_of_a_day_hold_it_and_join_the_one_before(day: date) -> None:
    quarter = (day.month + 2) // 3
    for period in (
        Period.month(day.year, day.month),
        Period.quarter(day.year, quarter),
        Period.year(day.year),
    ):
        assert day in period
        assert period.previous().last == period.first - timedelta(days=1)


@pytest.mark.parametrize(
    ("period", "today", "cut_off"),
    [
        (Period.month(2026, 10), date(2026, 11, 20), date(2026, 10, 31)),
        (Period.month(2026, 11), date(2026, 11, 20), date(2026, 11, 20)),
        (Period.month(2026, 12), date(2026, 11, 20), date(2026, 11, 20)),
    ],
)
def test_a_may_report_printed_in_july_shows_may(
    period: Period, today: date, cut_off: date
) -> None:
    assert period.cut_off(today) == cut_off


@pytest.mark.parametrize(
    ("period", "as_of", "before"),
    [
        (Period.month(2021, 5), date(2021, 5, 31), date(2021, 4, 30)),
        (Period.month(2021, 5), date(2021, 7, 1), date(2021, 4, 30)),
        (Period.month(2021, 5), date(2021, 5, 10), date(2021, 4, 10)),
        (Period.month(2021, 3), date(2021, 3, 30), date(2021, 2, 28)),
        (Period.quarter(2020, 2), date(2020, 6, 30), date(2020, 3, 31)),
    ],
)
def test_a_running_month_is_held_against_as_many_days(
    period: Period, as_of: date, before: date
) -> None:
    assert period.cut_off_before(as_of) == before


@pytest.mark.parametrize("month", [11, 12])
def test_a_month_to_come_is_held_against_what_is_known(month: int) -> None:
    """Else tasks would have been overdue on a day that has not come."""
    today = date(2026, 10, 20)
    assert Period.month(2026, month).cut_off_before(today) == today
