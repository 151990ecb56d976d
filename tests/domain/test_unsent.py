"""Planned in time around Friday 20/11/2026, and Telegram out of reach.

Tuesday 24/11 is off; the 25th is a Wednesday.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from domain.calendar import WorkingCalendar
from domain.catch_up import TooLate, verdict
from domain.policy import Policy
from domain.reminders import TIMED, Moment, Rule
from domain.unsent import last_call, late_from, rest

CHUNG = Policy()
CALENDAR = WorkingCalendar({date(2026, 11, 24): False})


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=CHUNG.zone)


@pytest.mark.parametrize(
    ("rule", "slot", "until"),
    [
        (Rule.WEEKLY_HEADS_UP, at(20, 8, 30), at(20, 15)),
        (Rule.WEEKLY_DUE, at(20, 15), at(23, 20)),
        (Rule.WEEKLY_DUE, at(23, 15), at(25, 20)),
        (Rule.MONTHLY_DUE, at(25, 8), at(28, 8, 10)),
        (Rule.MONTHLY_HEADS_UP, at(23, 8, 30), at(25, 8)),
        (Rule.MONTHLY_HEADS_UP, at(19, 8, 30), at(22, 8, 40)),
        (Rule.DUE_TODAY, at(20, 8), at(21, 8, 10)),
        (Rule.DUE_SOON, at(20, 8), at(21, 8, 10)),
        (Rule.OVERDUE, at(20, 8), at(21, 8, 10)),
        (Rule.ESCALATION, at(20, 8), at(21, 8, 10)),
        (Rule.TO_CONFIRM, at(20, 8), at(21, 8, 10)),
        (Rule.URGED, at(20, 15), at(23, 20)),
        (Rule.URGENT, at(20, 23), at(21, 23)),
        (Rule.MONTHLY_REPORT, at(20, 8), at(27, 8)),
        # Asked on Thursday, reported on Tuesday: a weekend without the machine.
        (Rule.CONFIRMATION_ROUND, at(26, 8), at(1, 8, month=12)),
        (Rule.UNREACHED, at(23, 8), at(27, 20)),
        (Rule.DATA_QUALITY, at(20, 8), at(26, 20)),
    ],
)
def test_until_when_it_is_worth_telling(
    rule: Rule, slot: datetime, until: datetime
) -> None:
    assert last_call(rule, slot, CALENDAR, CHUNG) == until


@pytest.mark.parametrize("rule", TIMED)
@pytest.mark.parametrize("hours", range(0, 120, 3))
def test_planned_late_or_sent_late_is_judged_alike(rule: Rule, hours: int) -> None:
    """Outside quiet hours, in which nothing leaves."""
    slot = at(20, 15) if rule is Rule.WEEKLY_DUE else at(20, 8, 30)
    now = slot + timedelta(hours=hours)
    if CHUNG.is_quiet(now) or hours == 0:
        return
    late = Moment(rule, slot, date(2026, 11, 25))
    planned = verdict(late, now=now, calendar=CALENDAR, policy=CHUNG)
    sent = now < last_call(rule, slot, CALENDAR, CHUNG)
    assert sent != isinstance(planned, TooLate)


def test_a_weekly_message_does_not_come_on_a_saturday() -> None:
    assert rest([Rule.WEEKLY_DUE], at(20, 15), CALENDAR, CHUNG) == (
        at(20, 20),
        at(23, 8),
    )
    assert rest([Rule.UNREACHED], at(20, 8), CALENDAR, CHUNG) == (at(20, 20), at(23, 8))
    assert rest([Rule.OVERDUE, Rule.WEEKLY_DUE], at(20, 15), CALENDAR, CHUNG) is None


@pytest.mark.parametrize(
    ("rules", "says_so"),
    [
        ([Rule.WEEKLY_DUE], True),
        ([Rule.MONTHLY_DUE], True),
        ([Rule.MONTHLY_DUE, Rule.OVERDUE], False),
        ([Rule.DUE_TODAY], False),
    ],
)
def test_who_says_that_he_comes_late(rules: list[Rule], says_so: bool) -> None:
    found = late_from(rules, at(20, 15), CHUNG)
    assert found == (at(20, 15, 10) if says_so else None)
