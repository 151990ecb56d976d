"""The profile's times, seen in the office's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from domain.policy import Policy, Weekday

CHUNG = Policy()


def hanoi(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=CHUNG.zone)


def test_days_have_names() -> None:
    assert Weekday.of(date(2026, 11, 20)) is Weekday.FRIDAY
    assert Weekday.FRIDAY.on_or_after(date(2026, 11, 20)) == date(2026, 11, 20)
    assert Weekday.FRIDAY.on_or_after(date(2026, 11, 21)) == date(2026, 11, 27)


def test_at_half_past_six_it_is_still_yesterday_in_utc() -> None:
    assert CHUNG.today(datetime(2026, 11, 19, 23, 30, tzinfo=UTC)) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("now", "speaks_at"),
    [
        (hanoi(20, 19, 59), hanoi(20, 19, 59)),
        (hanoi(20, 20), hanoi(21, 7)),
        (hanoi(20, 23, 59), hanoi(21, 7)),
        (hanoi(21, 6, 59), hanoi(21, 7)),
        (hanoi(21, 7), hanoi(21, 7)),
    ],
)
def test_quiet_hours_move_a_message(now: datetime, speaks_at: datetime) -> None:
    assert CHUNG.after_quiet(now) == speaks_at
    assert CHUNG.is_quiet(now) == (now != speaks_at)


def test_quiet_hours_may_lie_within_one_day() -> None:
    noon = Policy(quiet_from=time(12), quiet_until=time(13))

    assert noon.after_quiet(hanoi(20, 12, 30)) == hanoi(20, 13)
    assert not noon.is_quiet(hanoi(20, 23))
