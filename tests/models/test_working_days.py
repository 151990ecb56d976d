"""The state's days off from 2024 to 2027 (domain.md 4)."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest

from models.working_days import build_calendar, vietnam

VIETNAM = build_calendar({})


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


DAYS_OFF = {
    2024: [
        date(2024, 1, 1),
        *days(date(2024, 2, 8), date(2024, 2, 14)),
        date(2024, 4, 18),
        date(2024, 4, 29),
        date(2024, 4, 30),
        date(2024, 5, 1),
        date(2024, 9, 2),
        date(2024, 9, 3),
    ],
    2025: [
        date(2025, 1, 1),
        *days(date(2025, 1, 27), date(2025, 2, 1)),
        date(2025, 4, 7),
        date(2025, 4, 30),
        date(2025, 5, 1),
        date(2025, 5, 2),
        date(2025, 9, 1),
        date(2025, 9, 2),
    ],
    2026: [
        date(2026, 1, 1),
        *days(date(2026, 2, 16), date(2026, 2, 20)),
        date(2026, 4, 27),
        date(2026, 4, 30),
        date(2026, 5, 1),
        date(2026, 8, 31),
        date(2026, 9, 1),
        date(2026, 9, 2),
        date(2026, 11, 24),
    ],
    2027: [
        date(2027, 1, 1),
        *days(date(2027, 2, 4), date(2027, 2, 10)),
        date(2027, 4, 16),
        date(2027, 4, 30),
        date(2027, 5, 1),
        date(2027, 5, 3),
        date(2027, 9, 2),
        date(2027, 9, 3),
        date(2027, 11, 24),
    ],
}
MAKE_UP_DAYS = {date(2024, 5, 4), date(2025, 4, 26), date(2026, 8, 22)}


@pytest.mark.parametrize("year", DAYS_OFF)
def test_every_day_of_the_year(year: int) -> None:
    for day in days(date(year, 1, 1), date(year, 12, 31)):
        weekday = day.weekday() < 5
        expected = day in MAKE_UP_DAYS or (weekday and day not in DAYS_OFF[year])
        assert VIETNAM.is_working(day) is expected, day


def test_a_swap_that_the_package_does_not_know_needs_the_offices_word() -> None:
    friday, saturday = date(2026, 1, 2), date(2026, 1, 10)
    told = build_calendar({friday: False, saturday: True})

    assert (VIETNAM.is_working(friday), VIETNAM.is_working(saturday)) == (True, False)
    assert (told.is_working(friday), told.is_working(saturday)) == (False, True)


def test_the_office_may_work_on_the_culture_day() -> None:
    assert build_calendar({date(2026, 11, 24): True}).is_working(date(2026, 11, 24))


def test_fridays_off_from_2024_to_2027() -> None:
    fridays = days(date(2024, 1, 5), date(2027, 12, 31))[::7]

    assert [day for day in fridays if not VIETNAM.is_working(day)] == [
        date(2024, 2, 9),
        date(2025, 1, 31),
        date(2025, 5, 2),
        date(2026, 2, 20),
        date(2026, 5, 1),
        date(2027, 1, 1),
        date(2027, 2, 5),
        date(2027, 4, 16),
        date(2027, 4, 30),
        date(2027, 9, 3),
    ]


def test_months_whose_25th_is_off() -> None:
    months = [(year, month) for year in DAYS_OFF for month in range(1, 13)]

    assert [m for m in months if not VIETNAM.is_working(date(*m, 25))] == [
        *((2024, 2), (2024, 5), (2024, 8)),
        *((2025, 1), (2025, 5), (2025, 10)),
        *((2026, 1), (2026, 4), (2026, 7), (2026, 10)),
        *((2027, 4), (2027, 7), (2027, 9), (2027, 12)),
    ]


def test_a_clock_gone_wrong_finds_weekends_at_least() -> None:
    assert build_calendar({}).next_working(date(2210, 1, 6)) == date(2210, 1, 8)


@pytest.mark.parametrize("year", range(2021, 2031))
def test_it_is_the_packages_own_vietnam(year: int) -> None:
    ours = vietnam()(years=year, expand=False)
    theirs = holidays.country_holidays("VN", years=year, expand=False)
    assert dict(ours) == dict(theirs)
    assert ours.weekend_workdays == theirs.weekend_workdays
