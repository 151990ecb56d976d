"""At which moments the rules speak: the office's weeks and months of 2026 and 2027."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkingCalendar
from domain.policy import Policy, Weekday
from domain.reminders import (
    MOST_MOMENTS,
    Moment,
    Rule,
    moments_between,
    moments_of_day,
    slot_key,
)
from domain.weekly_window import weekly_window

CHUNG = Policy()
TET = [date(2026, 2, day) for day in range(16, 21)]  # Monday to Friday
DAYS_OFF = [*TET, date(2026, 11, 24), date(2027, 1, 1)]
CALENDAR = WorkingCalendar(dict.fromkeys(DAYS_OFF, False))
WEEKLY = {Rule.WEEKLY_HEADS_UP, Rule.WEEKLY_DUE}
MONTHLY = {Rule.MONTHLY_HEADS_UP, Rule.MONTHLY_DUE}
DAYS = st.dates(date(2026, 1, 1), date(2027, 3, 1))


def hanoi(day: date, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHUNG.zone)


def moments(
    first: date, last: date, *, calendar: WorkingCalendar = CALENDAR
) -> list[Moment]:
    """The moments of these days, whole."""
    end = hanoi(last + timedelta(days=1)) - timedelta(seconds=1)
    return moments_between(
        CHUNG, calendar, after=hanoi(first) - timedelta(seconds=1), until=end
    )


def told(found: list[Moment], rules: set[Rule]) -> list[str]:
    """Rule and wall time of the slot, as the office would write it down."""
    return [f"{m.rule} {m.slot:%d/%m %H:%M}" for m in found if m.rule in rules]


def test_an_ordinary_friday() -> None:
    friday = date(2026, 11, 20)

    assert told(moments(friday, friday), set(Rule)) == [
        "escalation 20/11 08:00",
        "overdue 20/11 08:00",
        "due_today 20/11 08:00",
        "due_soon 20/11 08:00",
        "snoozed 20/11 08:00",
        "to_confirm 20/11 08:00",
        "three_days 20/11 08:00",
        "undecided 20/11 08:00",
        "no_deadline 20/11 08:00",
        "undated_list 20/11 08:00",
        "admin_digest 20/11 08:00",
        "weekly_heads_up 20/11 08:30",
        "weekly_due 20/11 15:00",
    ]


def test_on_a_day_off_only_what_cannot_wait_is_told() -> None:
    assert told(moments(date(2026, 11, 21), date(2026, 11, 22)), set(Rule)) == [
        "due_today 21/11 08:00",
        "admin_digest 21/11 08:00",
        "due_today 22/11 08:00",
        "admin_digest 22/11 08:00",
    ]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        # The 24th is off: 1 working day before the 25th is Monday the 23rd.
        (
            date(2026, 11, 1),
            date(2026, 11, 30),
            [
                "monthly_heads_up 19/11 08:30",
                "monthly_heads_up 23/11 08:30",
                "monthly_due 25/11 08:00",
            ],
        ),
        # A Sunday: the month is closed on Friday, and told of before that.
        (
            date(2026, 10, 1),
            date(2026, 10, 31),
            [
                "monthly_heads_up 20/10 08:30",
                "monthly_heads_up 22/10 08:30",
                "monthly_due 23/10 08:00",
            ],
        ),
    ],
)
def test_a_month(first: date, last: date, expected: list[str]) -> None:
    calendar = WorkingCalendar({date(2026, 11, 24): False})

    assert told(moments(first, last, calendar=calendar), MONTHLY) == expected


@pytest.mark.parametrize(
    ("off", "policy", "expected"),
    [
        ([], CHUNG, ["data_quality 16/11 08:00", "data_quality 23/11 08:00"]),
        # A Monday off: on the next working day.
        ([16], CHUNG, ["data_quality 17/11 08:00", "data_quality 23/11 08:00"]),
        # A whole week off: once, on the Monday after it.
        ([16, 17, 18, 19, 20], CHUNG, ["data_quality 23/11 08:00"]),
        (
            [],
            replace(CHUNG, data_quality_day=Weekday.WEDNESDAY),
            ["data_quality 18/11 08:00"],
        ),
        ([], replace(CHUNG, off=frozenset({"data_quality"})), []),
    ],
)
def test_once_a_week_the_register_is_looked_through(
    off: list[int], policy: Policy, expected: list[str]
) -> None:
    calendar = WorkingCalendar({date(2026, 11, day): False for day in off})
    days = [date(2026, 11, day) for day in range(16, 24)]
    found = [one for day in days for one in moments_of_day(policy, calendar, day)]
    assert told(found, {Rule.DATA_QUALITY}) == expected


def test_a_friday_off_speaks_on_thursday_and_keeps_its_name() -> None:
    found = moments(date(2026, 12, 28), date(2027, 1, 3))
    weekly = [m for m in found if m.rule in WEEKLY]

    assert told(found, WEEKLY) == [
        "weekly_heads_up 31/12 08:30",
        "weekly_due 31/12 15:00",
    ]
    assert [slot_key(m) for m in weekly] == ["2027-01-01T08:30", "2027-01-01T15:00"]


def test_a_week_wholly_off_is_silent() -> None:
    assert told(moments(date(2026, 2, 9), date(2026, 2, 27)), {Rule.WEEKLY_DUE}) == [
        "weekly_due 13/02 15:00",
        "weekly_due 27/02 15:00",
    ]


def test_heads_ups_of_a_month_have_keys_of_their_own() -> None:
    found = moments(date(2026, 10, 1), date(2026, 10, 31))

    assert [slot_key(m) for m in found if m.rule in MONTHLY] == [
        "T-3:2026-10-25T08:30",
        "T-1:2026-10-25T08:30",
        "2026-10-25T08:00",
    ]


def test_a_month_without_a_31st_speaks_on_its_last_day() -> None:
    policy = Policy(monthly_day=31)
    found = moments_between(
        policy,
        WorkingCalendar(),
        after=hanoi(date(2026, 4, 29)),
        until=hanoi(date(2026, 5, 1)),
    )

    assert told(found, {Rule.MONTHLY_DUE}) == ["monthly_due 30/04 08:00"]


def test_the_start_is_excluded_and_the_end_included() -> None:
    slot = hanoi(date(2026, 11, 20), 15)

    before = moments_between(
        CHUNG, CALENDAR, after=slot - timedelta(seconds=1), until=slot
    )
    after = moments_between(
        CHUNG, CALENDAR, after=slot, until=slot + timedelta(seconds=1)
    )

    assert (told(before, set(Rule)), after) == (["weekly_due 20/11 15:00"], [])


def test_a_clock_that_jumped_to_2200_makes_few_moments() -> None:
    found = moments_between(
        CHUNG,
        CALENDAR,
        after=hanoi(date(2026, 11, 20)),
        until=datetime(2200, 1, 1, tzinfo=UTC),
    )

    assert len(found) <= MOST_MOMENTS
    assert f"{found[-1].slot:%d/%m/%Y}" == "31/12/2199"


def test_a_clock_turned_back_makes_none() -> None:
    now = hanoi(date(2026, 11, 20), 16)

    assert (
        moments_between(CHUNG, CALENDAR, after=now, until=now - timedelta(hours=3))
        == []
    )


@pytest.mark.parametrize(
    ("midnight", "hour_in_utc"),
    [
        (datetime(2026, 3, 29, tzinfo=UTC), 6),  # summer time begins in Berlin
        (datetime(2026, 10, 25, tzinfo=UTC), 7),  # and ends
    ],
)
def test_in_a_zone_with_summer_time_the_wall_decides(
    midnight: datetime, hour_in_utc: int
) -> None:
    berlin = Policy(zone_name="Europe/Berlin")
    until = midnight + timedelta(hours=12)
    found = moments_between(berlin, CALENDAR, after=midnight, until=until)

    (morning,) = [m for m in found if m.rule is Rule.DUE_TODAY]
    assert f"{morning.slot:%H:%M}" == "08:00"
    assert morning.slot.astimezone(UTC).hour == hour_in_utc


@given(DAYS, st.integers(0, 60), st.integers(0, 24 * 60))
def test_moments_are_the_same_however_time_is_cut(
    first: date, days: int, cut: int
) -> None:
    start, end = hanoi(first), hanoi(first + timedelta(days=days))
    middle = min(end, start + timedelta(minutes=cut))

    between = [
        *moments_between(CHUNG, CALENDAR, after=start, until=middle),
        *moments_between(CHUNG, CALENDAR, after=middle, until=end),
    ]

    assert between == moments_between(CHUNG, CALENDAR, after=start, until=end)


@given(DAYS)
def test_a_key_names_one_moment_of_a_rule(first: date) -> None:
    found = moments(first, first + timedelta(days=60))

    assert len({(m.rule, slot_key(m)) for m in found}) == len(found)
    assert [m.slot for m in found] == sorted(m.slot for m in found)


@pytest.mark.parametrize(
    ("at", "opens", "closes"),
    [
        ((date(2026, 11, 20), 15, 0), date(2026, 11, 13), date(2026, 11, 20)),
        ((date(2026, 11, 20), 17, 0), date(2026, 11, 13), date(2026, 11, 20)),
        ((date(2026, 11, 20), 17, 1), date(2026, 11, 20), date(2026, 11, 27)),
        ((date(2026, 12, 31), 15, 0), date(2026, 12, 25), date(2026, 12, 31)),
        ((date(2027, 1, 1), 9, 0), date(2026, 12, 31), date(2027, 1, 8)),
        # The week of Tết has no close of its own.
        ((date(2026, 2, 13), 15, 0), date(2026, 2, 6), date(2026, 2, 13)),
        ((date(2026, 2, 18), 15, 0), date(2026, 2, 13), date(2026, 2, 27)),
        ((date(2026, 2, 27), 15, 0), date(2026, 2, 13), date(2026, 2, 27)),
    ],
)
def test_the_week_in_which_an_update_counts(
    at: tuple[date, int, int], opens: date, closes: date
) -> None:
    window = weekly_window(CHUNG, CALENDAR, hanoi(*at))

    assert (window.opens, window.closes) == (hanoi(opens, 17), hanoi(closes, 17))
