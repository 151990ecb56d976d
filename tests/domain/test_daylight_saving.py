"""The zone may be chosen: one with daylight saving skips an hour and repeats one.

Berlin, 2026: on 29/03 two o'clock does not exist, on 25/10 it comes twice.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.calendar import WorkingCalendar
from domain.policy import Policy
from domain.reminders import Rule, moments_between, slot_key

CALENDAR = WorkingCalendar({})
BEGINS, ENDS = date(2026, 3, 29), date(2026, 10, 25)  # both are Sundays


@pytest.mark.parametrize("day", [BEGINS, ENDS])
@pytest.mark.parametrize("at", [time(1, 59), time(2), time(2, 30), time(3), time(8)])
def test_each_moment_is_found_once(day: date, at: time) -> None:
    """Whatever the steps in which time is looked at."""
    policy = Policy(zone_name="Europe/Berlin", morning_at=at)
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=4)
    found = []
    for step in range(30 * 3):
        after = start + timedelta(minutes=20 * step)
        until = after + timedelta(minutes=20)
        found += moments_between(policy, CALENDAR, after=after, until=until)

    keys = [slot_key(one) for one in found if one.rule is Rule.DUE_TODAY]

    assert keys.count(f"{day.isoformat()}T{at:%H:%M}") == 1
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("day", [BEGINS, ENDS])
def test_the_next_time_is_always_ahead(day: date) -> None:
    policy = Policy(zone_name="Europe/Berlin", morning_at=time(2, 30))
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=3)
    for _ in range(60):
        ahead = policy.next_time(at)
        assert timedelta() < ahead - at <= timedelta(hours=25)
        at += timedelta(minutes=7)


@pytest.mark.parametrize("day", [BEGINS, ENDS])
def test_quiet_hours_end(day: date) -> None:
    policy = Policy(zone_name="Europe/Berlin", quiet_until=time(2, 30))
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=3)
    for _ in range(60):
        ends = policy.after_quiet(at)
        assert at <= ends
        assert not policy.is_quiet(ends)
        at += timedelta(minutes=7)
