"""What a rule does whose day is off, as the policy chooses."""

from __future__ import annotations

from datetime import date

import pytest

from domain.calendar import DAY, WorkingCalendar
from domain.day_off import DayOff, told_on
from domain.policy import Policy
from domain.reminders import Rule, moments_of_day
from domain.weekly_window import closed_weeks, weekly_window

# A Friday, the Sunday of the 25th, and Tuesday the 24th are off.
FRIDAY, SUNDAY, TUESDAY = date(2026, 10, 16), date(2026, 10, 25), date(2026, 11, 24)
CALENDAR = WorkingCalendar({FRIDAY: False, TUESDAY: False})
P, N, S, SEND = DayOff.PREVIOUS, DayOff.NEXT, DayOff.SKIP, DayOff.SEND


@pytest.mark.parametrize(
    ("how", "day", "told"),
    [
        (P, SUNDAY, date(2026, 10, 23)),
        (N, SUNDAY, date(2026, 10, 26)),
        (S, SUNDAY, None),
        (SEND, SUNDAY, SUNDAY),
        *((how, date(2026, 10, 22), date(2026, 10, 22)) for how in DayOff),
    ],
)
def test_a_day_off_is_moved_skipped_or_kept(
    how: DayOff, day: date, told: date | None
) -> None:
    assert told_on(day, how, CALENDAR) == told


def days_of(rule: Rule, policy: Policy, first: date, last: date) -> list[int]:
    days = (first + DAY * n for n in range((last - first).days + 1))
    return [
        day.day
        for day in days
        for moment in moments_of_day(policy, CALENDAR, day)
        if moment.rule is rule
    ]


@pytest.mark.parametrize(
    ("rule", "policy", "days"),
    [
        (Rule.WEEKLY_DUE, Policy(), [15, 23, 30]),
        (Rule.WEEKLY_DUE, Policy(weekly_day_off=S), [23, 30]),
        (Rule.MONTHLY_DUE, Policy(), [23]),
        (Rule.MONTHLY_DUE, Policy(monthly_day_off=N), [26]),
        (Rule.MONTHLY_HEADS_UP, Policy(), [20, 22]),
        (Rule.MONTHLY_HEADS_UP, Policy(monthly_day_off=N), [21, 23]),
    ],
)
def test_the_cycles_of_october(rule: Rule, policy: Policy, days: list[int]) -> None:
    assert days_of(rule, policy, date(2026, 10, 12), date(2026, 10, 31)) == days


@pytest.mark.parametrize(
    ("rule", "policy", "times"),
    [
        (Rule.DUE_TODAY, Policy(), 1),
        (Rule.DUE_TODAY, Policy(due_today_day_off=S), 0),
        (Rule.OVERDUE, Policy(), 0),
        (Rule.OVERDUE, Policy(overdue_day_off=SEND), 1),
        (Rule.TO_CONFIRM, Policy(), 0),
        (Rule.TO_CONFIRM, Policy(to_confirm_day_off=SEND), 1),
    ],
)
def test_a_morning_off(rule: Rule, policy: Policy, times: int) -> None:
    assert len(days_of(rule, policy, TUESDAY, TUESDAY)) == times


def test_a_week_that_is_skipped_belongs_to_the_next() -> None:
    """Nobody is counted late on a Friday that was not asked about."""
    policy = Policy(weekly_day_off=S)
    thursday = policy.at(FRIDAY - DAY, policy.weekly_due_at)
    window = weekly_window(policy, CALENDAR, thursday)
    assert (window.opens.day, window.closes.day) == (9, 23)
    until = policy.at(date(2026, 10, 24), policy.morning_at)
    assert closed_weeks(policy, CALENDAR, after=thursday, until=until) == [
        date(2026, 10, 23)
    ]
