"""A later version begins by itself on its day; what is past keeps its own times."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkingCalendar
from domain.catch_up import OnTime, TooLate, verdict
from domain.policy import Policy, Versions, Weekday
from domain.reminders import Moment, Rule, moments_between
from domain.weekly_window import weekly_window

OLD = Policy(name="old", valid_from=date(2026, 1, 1))
NEW = Policy(
    name="new",
    valid_from=date(2026, 11, 23),  # a Monday
    morning_at=time(8, 30),
    weekly_due_at=time(14),
    weekly_close_at=time(16),
    off=frozenset({"due_soon"}),
)
BOTH = Versions([OLD, NEW]).on(date(2026, 11, 20))
WEEKDAYS = WorkingCalendar({})


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=OLD.zone)


@pytest.mark.parametrize(
    ("stored", "day", "name"),
    [
        ([OLD, NEW], date(2026, 11, 22), "old"),
        ([OLD, NEW], date(2026, 11, 23), "new"),
        ([OLD, NEW], date(2030, 1, 1), "new"),
        # Before all of them the earliest holds.
        ([OLD, NEW], date(2020, 1, 1), "old"),
        ([NEW], date(2026, 1, 1), "new"),
        # Taken back: the last word holds from its own day, also over later ones.
        ([NEW, OLD], date(2026, 11, 23), "old"),
        ([OLD, NEW, OLD], date(2026, 11, 23), "old"),
    ],
)
def test_the_version_of_a_day(stored: list[Policy], day: date, name: str) -> None:
    versions = Versions(stored)
    assert versions.on(day).name == name
    # Each version knows the others.
    assert versions.on(date(2026, 12, 1)).on(day).name == name


def test_a_policy_without_a_version_is_refused() -> None:
    with pytest.raises(ValueError, match="without a version"):
        Versions([])


def test_a_policy_alone_holds_on_every_day() -> None:
    assert Policy().on(date(1999, 1, 1)) == Policy()


def test_the_new_version_begins_at_midnight_of_the_office() -> None:
    assert BOTH.in_force(at(22, 23, 59)).name == "old"
    assert BOTH.in_force(at(23, 0)).name == "new"


def test_each_day_has_the_moments_of_its_own_version() -> None:
    found = moments_between(BOTH, WEEKDAYS, after=at(20, 0), until=at(27, 23))
    weekly = [one.slot for one in found if one.rule is Rule.WEEKLY_DUE]
    overdue = [one.slot for one in found if one.rule is Rule.OVERDUE]
    assert weekly == [at(20, 15), at(27, 14)]
    assert overdue[:2] == [at(20, 8), at(23, 8, 30)]
    assert [one.slot for one in found if one.rule is Rule.DUE_SOON] == [at(20, 8)]


def test_what_was_due_under_the_old_times_is_judged_by_them() -> None:
    last_friday = Moment(Rule.WEEKLY_DUE, at(20, 15), date(2026, 11, 20))
    said = verdict(last_friday, now=at(20, 15, 5), calendar=WEEKDAYS, policy=BOTH)
    assert said == OnTime()
    tuesday = verdict(last_friday, now=at(24, 9), calendar=WEEKDAYS, policy=BOTH)
    assert isinstance(tuesday, TooLate)


def test_a_week_runs_from_the_old_close_to_the_new_one() -> None:
    window = weekly_window(BOTH, WEEKDAYS, at(24, 9))
    assert (window.opens, window.closes) == (at(20, 17), at(27, 16))


def test_a_week_whose_day_is_moved_is_whole() -> None:
    moved = Policy(valid_from=date(2026, 11, 23), weekly_day=Weekday.THURSDAY)
    policy = Versions([OLD, moved]).on(date(2026, 11, 20))
    window = weekly_window(policy, WEEKDAYS, at(24, 9))
    assert (window.opens, window.closes) == (at(20, 17), at(26, 17))


DAYS_OFF = st.frozensets(
    st.integers(0, 40).map(lambda n: date(2026, 11, 1) + timedelta(days=n)), max_size=12
)


@given(DAYS_OFF, st.integers(0, 60 * 24 * 20))
def test_every_instant_lies_in_one_week(off: frozenset[date], minutes: int) -> None:
    """The weeks follow each other without a gap, whatever is off."""
    calendar = WorkingCalendar(dict.fromkeys(off, False))
    slot = at(5, 0) + timedelta(minutes=minutes)
    week = weekly_window(BOTH, calendar, slot)
    assert week.opens < slot <= week.closes
    later = weekly_window(BOTH, calendar, week.closes + timedelta(seconds=1))
    assert later.opens == week.closes


def test_a_rule_that_the_office_does_not_have_never_speaks() -> None:
    quiet = Policy(off=frozenset({"weekly_due", "weekly_heads_up"}))
    found = moments_between(quiet, WEEKDAYS, after=at(1, 0), until=at(30, 23))
    assert {Rule.WEEKLY_DUE, Rule.WEEKLY_HEADS_UP}.isdisjoint(m.rule for m in found)
    assert Rule.OVERDUE in {one.rule for one in found}
