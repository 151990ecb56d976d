"""Counting working days, on a calendar of which every day off is written here."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import (
    PublicDays,
    WorkingCalendar,
    add_months,
    months_between,
    unconfirmed_years,
)

PLAIN = WorkingCalendar()
FRIDAY = date(2026, 11, 20)
SATURDAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 23)
CULTURE_DAY = date(2026, 11, 24)
OFF_24 = WorkingCalendar({CULTURE_DAY: False})

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
CALENDARS = st.dictionaries(DAYS, st.booleans(), max_size=40).map(WorkingCalendar)
FEW = st.integers(0, 15)


def test_the_office_works_monday_to_friday() -> None:
    week = [PLAIN.is_working(MONDAY + timedelta(days=n)) for n in range(7)]

    assert week == [True] * 5 + [False] * 2


@pytest.mark.parametrize(
    ("overrides", "public", "works"),
    [
        ({}, PublicDays(), False),
        ({}, PublicDays(work=frozenset({SATURDAY})), True),
        ({SATURDAY: False}, PublicDays(work=frozenset({SATURDAY})), False),
        ({SATURDAY: True}, PublicDays(off=frozenset({SATURDAY})), True),
    ],
)
def test_the_offices_own_word_wins_over_the_states(
    overrides: dict[date, bool], public: PublicDays, works: bool
) -> None:
    calendar = WorkingCalendar(overrides, lambda year: public)

    assert calendar.is_working(SATURDAY) is works


@pytest.mark.parametrize(
    ("received", "calendar", "expected"),
    [
        # domain.md 4.3: the day of receipt is not counted.
        (date(2017, 9, 8), PLAIN, date(2017, 9, 13)),
        (FRIDAY, PLAIN, date(2026, 11, 25)),
        (FRIDAY, OFF_24, date(2026, 11, 26)),
        (SATURDAY, PLAIN, date(2026, 11, 25)),
    ],
)
def test_three_working_days_from_receipt(
    received: date, calendar: WorkingCalendar, expected: date
) -> None:
    assert calendar.after(received, 3) == expected


@pytest.mark.parametrize(
    ("due", "days", "expected"),
    [
        (date(2026, 11, 25), 1, MONDAY),  # the 24th is off
        (date(2026, 11, 25), 3, date(2026, 11, 19)),
        (SATURDAY, 1, FRIDAY),
        (SATURDAY, 0, FRIDAY),
        (FRIDAY, 0, FRIDAY),
    ],
)
def test_working_days_before_a_day(due: date, days: int, expected: date) -> None:
    assert OFF_24.before(due, days) == expected


@pytest.mark.parametrize(
    ("today", "due", "left"),
    [
        (FRIDAY, FRIDAY, 0),
        (FRIDAY, SATURDAY, 0),
        (FRIDAY, MONDAY, 1),
        (FRIDAY, date(2026, 11, 26), 3),
        (FRIDAY, date(2026, 11, 19), 0),
    ],
)
def test_working_days_left(today: date, due: date, left: int) -> None:
    assert OFF_24.working_days_between(today, due) == left


def test_a_year_without_a_working_day_is_a_mistake() -> None:
    never = WorkingCalendar({MONDAY + timedelta(days=n): False for n in range(400)})

    with pytest.raises(ValueError, match="no working day within 366 days"):
        never.next_working(MONDAY)


@pytest.mark.parametrize(
    ("confirmed", "left"),
    [((), [2026, 2027]), ((2026,), [2027]), ((2025, 2027), [2026]), ((2026, 2027), [])],
)
def test_this_year_and_the_next_want_confirming(
    confirmed: tuple[int, ...], left: list[int]
) -> None:
    assert unconfirmed_years(confirmed, FRIDAY) == left


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 8, 31), 3, date(2026, 11, 30)),  # domain.md 4.3: clamped
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 3, 31), 0, date(2026, 3, 31)),
    ],
)
def test_months_later(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@given(day=DAYS, months=st.integers(0, 60), more=st.integers(0, 27))
def test_whole_months_between(day: date, months: int, more: int) -> None:
    assert months_between(day, add_months(day, months)) == months
    assert months_between(day, add_months(day, months) + timedelta(days=more)) == months


def test_days_that_are_not_what_their_weekday_says() -> None:
    calendar = WorkingCalendar({CULTURE_DAY: False, SATURDAY: True, MONDAY: True})
    assert calendar.exceptions(2026) == [SATURDAY, CULTURE_DAY]


@given(calendar=CALENDARS, day=DAYS, days=FEW)
def test_going_forth_counts_what_was_asked(
    calendar: WorkingCalendar, day: date, days: int
) -> None:
    reached = calendar.after(day, days)

    assert calendar.is_working(reached)
    if days:
        assert calendar.working_days_between(day, reached) == days


@given(calendar=CALENDARS, day=DAYS, days=FEW)
def test_going_back_from_a_working_day_and_forth_returns(
    calendar: WorkingCalendar, day: date, days: int
) -> None:
    start = calendar.next_working(day)

    assert calendar.after(calendar.before(start, days), days) == start


@given(calendar=CALENDARS, day=DAYS)
def test_the_nearest_working_days_enclose_a_day(
    calendar: WorkingCalendar, day: date
) -> None:
    before, after = calendar.previous_working(day), calendar.next_working(day)

    assert before <= day <= after
    assert (before == after) == calendar.is_working(day)


@given(calendar=CALENDARS, first=DAYS, one=FEW, other=FEW)
def test_days_left_add_up(
    calendar: WorkingCalendar, first: date, one: int, other: int
) -> None:
    middle = first + timedelta(days=one)
    last = middle + timedelta(days=other)

    left = calendar.working_days_between
    assert left(first, last) == left(first, middle) + left(middle, last)
