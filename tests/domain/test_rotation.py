"""Backups of the last hours, days, weeks and months are kept, and no others."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.rotation import DAYS, HOURS, MONTHS, WEEKS, is_due, surplus

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 20, 15, 30, tzinfo=HANOI)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("minutes", "due"), [([], True), ([59], False), ([60], True), ([600, 5], False)]
)
def test_one_an_hour(minutes: list[int], due: bool) -> None:
    assert is_due([NOW - timedelta(minutes=m) for m in minutes], NOW) is due


def test_a_backup_of_the_future_stops_nothing() -> None:
    """The clock was wrong once, and is right again."""
    assert is_due([NOW + timedelta(days=300)], NOW)


def after_years() -> set[datetime]:
    """What is left of two years of hourly backups, rotated after each."""
    kept: set[datetime] = set()
    at = NOW - timedelta(days=730)
    while at <= NOW:
        kept.add(at)
        kept -= surplus(kept)
        at += HOUR
    return kept


def test_after_two_years_there_are_few_and_they_reach_far_back() -> None:
    kept = after_years()
    assert NOW in kept
    assert {NOW - HOUR * n for n in range(HOURS)} <= kept
    assert {(NOW - timedelta(days=n)).date() for n in range(DAYS)} <= {
        at.date() for at in kept
    }
    assert len(kept) <= HOURS + DAYS + WEEKS + MONTHS
    assert min(kept) < NOW - timedelta(days=30 * (MONTHS - 2))


def test_rotating_again_takes_nothing_more() -> None:
    kept = after_years()
    assert surplus(kept) == set()


def test_a_single_one_stays() -> None:
    assert surplus([NOW]) == set()
    assert surplus([]) == set()
