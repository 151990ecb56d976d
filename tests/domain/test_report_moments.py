"""The moments around reports, the Monday lists, and the close of a week."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from domain.calendar import WorkingCalendar
from domain.policy import Policy
from domain.reminders import (
    REPORTS,
    Moment,
    Rule,
    moments_between,
)
from domain.weekly_window import closed_weeks

CHUNG = Policy()
DAYS_OFF = [date(2026, 11, 24), date(2027, 1, 1)]
CALENDAR = WorkingCalendar(dict.fromkeys(DAYS_OFF, False))


def stretch(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def moments(first: date, last: date) -> list[Moment]:
    """The moments of these days, whole."""
    start, end = CHUNG.at(first, time()), CHUNG.at(last, time(23, 59))
    return moments_between(CHUNG, CALENDAR, after=start, until=end)


def told(found: list[Moment], rules: set[Rule]) -> list[str]:
    """Rule and wall time of the slot, as the office would write it down."""
    return [f"{m.rule} {m.slot:%d/%m %H:%M}" for m in found if m.rule in rules]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        # November's report on Tuesday 01/12; the round before it on the 26th.
        (
            *(date(2026, 11, 20), date(2026, 12, 3)),
            ["confirmation_round 26/11 08:00", "monthly_report 01/12 08:00"],
        ),
        # A quarter is over: on Monday 04/01/2027, because the 1st is a day off.
        (
            *(date(2026, 12, 28), date(2027, 1, 6)),
            [
                *("confirmation_round 29/12 08:00", "monthly_report 04/01 08:00"),
                "quarterly_report 04/01 08:00",
            ],
        ),
    ],
)
def test_a_period_is_reported_on_the_first_working_day_after_it(
    first: date, last: date, expected: list[str]
) -> None:
    assert told(moments(first, last), set(REPORTS)) == expected


def test_a_report_waits_for_the_first_day_worked_after_tet() -> None:
    """February 2027 begins with four working days; a whole week off moves nothing."""
    tet = dict.fromkeys(stretch(date(2027, 2, 1), date(2027, 2, 10)), False)
    found = moments_between(
        CHUNG,
        WorkingCalendar(tet),
        after=CHUNG.at(date(2027, 1, 20), time(0)),
        until=CHUNG.at(date(2027, 2, 28), time(23)),
    )
    reports = [(m.rule, m.slot.date(), m.nominal) for m in found if m.rule in REPORTS]
    assert reports == [
        (Rule.CONFIRMATION_ROUND, date(2027, 1, 27), date(2027, 2, 1)),
        (Rule.MONTHLY_REPORT, date(2027, 2, 11), date(2027, 2, 1)),
        (Rule.CONFIRMATION_ROUND, date(2027, 2, 24), date(2027, 3, 1)),
    ]


@pytest.mark.parametrize(
    ("days", "lead", "rounds"),
    [
        (1, 3, ["29/12", "27/01", "24/02"]),
        # The report of the fifth working day: units are asked in the new month.
        (5, 3, ["05/01", "02/02", "02/03"]),
        # Twenty working days reach over Tết into the month before the last one.
        (1, 20, ["04/12", "04/01", "25/01"]),
    ],
)
def test_units_are_asked_before_the_day_of_the_report(
    days: int, lead: int, rounds: list[str]
) -> None:
    tet = dict.fromkeys(stretch(date(2027, 2, 4), date(2027, 2, 10)), False)
    found = moments_between(
        Policy(report_days=days, confirmation_lead=lead),
        WorkingCalendar({**tet, date(2027, 1, 1): False}),
        after=CHUNG.at(date(2026, 12, 1), time(9)),
        until=CHUNG.at(date(2027, 3, 3), time(23)),
    )
    asked = {
        m.nominal: f"{m.slot:%d/%m}" for m in found if m.rule is Rule.CONFIRMATION_ROUND
    }
    wanted = (date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1))
    assert [asked[one] for one in wanted] == rounds


@pytest.mark.parametrize(
    ("day", "is_first"),
    [
        (date(2026, 11, 23), True),  # Monday
        (date(2026, 11, 24), False),  # off
        (date(2026, 11, 25), False),
        (date(2026, 11, 21), False),  # Saturday
        (date(2027, 1, 4), True),
    ],
)
def test_who_cannot_be_reached_is_listed_on_the_first_working_day(
    day: date, is_first: bool
) -> None:
    assert bool(told(moments(day, day), {Rule.UNREACHED})) is is_first


def test_a_week_is_closed_once_and_a_week_off_not_at_all() -> None:
    """Tết 2026: the whole week of Friday 20/02 is off."""
    tet = dict.fromkeys(stretch(date(2026, 2, 16), date(2026, 2, 20)), False)
    weeks = closed_weeks(
        CHUNG,
        WorkingCalendar(tet),
        after=CHUNG.at(date(2026, 2, 6), time(17)),
        until=CHUNG.at(date(2026, 2, 27), time(17)),
    )
    assert weeks == [date(2026, 2, 13), date(2026, 2, 27)]
    assert not closed_weeks(
        CHUNG,
        WorkingCalendar(),
        after=CHUNG.at(date(2026, 2, 27), time(17)),
        until=CHUNG.at(date(2026, 3, 6), time(16, 59)),
    )
