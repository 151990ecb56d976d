"""The week that an update counts for: from one close to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from domain.calendar import DAY, WorkingCalendar
from domain.day_off import told_on
from domain.policy import Policy, Weekday


@dataclass(frozen=True, slots=True)
class WeeklyWindow:
    """The week an update counts for: from one weekly close to the next."""

    opens: datetime
    closes: datetime


def weekly_window(
    policy: Policy, calendar: WorkingCalendar, slot: datetime
) -> WeeklyWindow:
    """The week in which an instant lies; an instant at the close still belongs to it.

    Whoever has made no update since `opens` owes one; the roll-call card is frozen at
    `closes`. A week without a single working day has no close of its own.
    """
    at, today = slot.astimezone(UTC), policy.today(slot)
    ahead = _weekly_closes(policy, calendar, today, DAY)
    nominal, closes = next(one for one in ahead if one[1] >= at)
    back = _weekly_closes(policy, calendar, nominal - DAY, -DAY)
    _, opens = next(one for one in back if one[1] < at)
    return WeeklyWindow(policy.local(opens), policy.local(closes))


def closed_weeks(
    policy: Policy, calendar: WorkingCalendar, *, after: datetime, until: datetime
) -> list[date]:
    """The weeks that closed after `after` and not later than `until`, by their Friday.

    A week without a working day closed with the one before it.
    """
    found: dict[datetime, date] = {}
    start, end = after.astimezone(UTC), until.astimezone(UTC)
    for nominal, closed in _weekly_closes(policy, calendar, policy.today(after), DAY):
        if closed > end:
            break
        if closed > start:
            found.setdefault(closed, nominal)
    return list(found.values())


def _weekly_closes(
    policy: Policy, calendar: WorkingCalendar, day: date, step: timedelta
) -> Iterator[tuple[date, datetime]]:
    """(nominal day, close) of week after week, each by the policy of its own day."""
    while True:
        there = policy.on(day)
        told = told_on(day, there.weekly_day_off, calendar)
        if there.weekly_day is Weekday.of(day) and told is not None:
            at = policy.at(told, policy.on(told).weekly_close_at)
            yield day, at.astimezone(UTC)
        day += step
