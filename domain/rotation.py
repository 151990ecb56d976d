"""Which backups are kept: many of today, fewer of what is long past."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

EVERY = timedelta(hours=1)  # delivery.md section 4, "durability"
HOURS, DAYS, WEEKS, MONTHS = 24, 14, 8, 12  # of each so many are kept


def is_due(times: Iterable[datetime], now: datetime) -> bool:
    """Whether the newest backup is an hour old. One of the future is not believed."""
    return all(now - at >= EVERY or at > now for at in times)


def surplus(times: Iterable[datetime]) -> set[datetime]:
    """Those that may go: the last of each hour, day, week and month stays, for so many
    hours, days, weeks and months in which there is one. The newest one always stays.
    """
    newest_first = sorted(times, reverse=True)
    kept: set[datetime] = set()
    for period, most in (
        (lambda at: (at.date(), at.hour), HOURS),
        (lambda at: at.date(), DAYS),
        (lambda at: at.isocalendar()[:2], WEEKS),
        (lambda at: (at.year, at.month), MONTHS),
    ):
        kept |= _newest_of_each(newest_first, period, most)
    return set(newest_first) - kept


def _newest_of_each(
    newest_first: Iterable[datetime], period: Callable[[datetime], object], most: int
) -> set[datetime]:
    found: dict[object, datetime] = {}
    for at in newest_first:
        if len(found) < most:
            found.setdefault(period(at), at)
    return set(found.values())
