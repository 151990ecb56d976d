"""What is still said after downtime, seen around Friday 20/11/2026, 15:00.

Tuesday 24/11 is off; the 25th is a Wednesday.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkingCalendar
from domain.catch_up import (
    FAMILIES,
    JoinMorning,
    Late,
    Lost,
    OnTime,
    TooLate,
    Verdict,
    Wait,
    choose,
    verdict,
)
from domain.policy import Policy
from domain.reminders import TIMED, Moment, Rule, moments_between

CHUNG = Policy()
CALENDAR = WorkingCalendar({date(2026, 11, 24): False})
LABELLED, PLAIN = Late(label=True), Late(label=False)
OVER, NEWER = TooLate(Lost.OVER), TooLate(Lost.NEWER)


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=CHUNG.zone)


def moment(rule: Rule, slot: datetime) -> Moment:
    monthly = rule in {Rule.MONTHLY_DUE, Rule.MONTHLY_HEADS_UP}
    return Moment(rule, slot, date(2026, 11, 25) if monthly else slot.date())


WEEKLY_DUE = moment(Rule.WEEKLY_DUE, at(20, 15))
WEEKLY_HEADS_UP = moment(Rule.WEEKLY_HEADS_UP, at(20, 8, 30))
MONTHLY_DUE = moment(Rule.MONTHLY_DUE, at(25, 8))
FIRST_HEADS_UP = moment(Rule.MONTHLY_HEADS_UP, at(19, 8, 30))
LAST_HEADS_UP = moment(Rule.MONTHLY_HEADS_UP, at(23, 8, 30))
UNREACHED = moment(Rule.UNREACHED, at(23, 8))
DUE_TODAY = moment(Rule.DUE_TODAY, at(20, 8))


@pytest.mark.parametrize(
    ("late", "now", "expected"),
    [
        (WEEKLY_DUE, at(20, 14, 59), Wait(at(20, 15))),
        (WEEKLY_DUE, at(20, 15), OnTime()),
        (WEEKLY_DUE, at(20, 15, 10), OnTime()),
        (WEEKLY_DUE, at(20, 15, 11), LABELLED),
        (WEEKLY_DUE, at(20, 20), LABELLED),
        (WEEKLY_DUE, at(20, 20, 1), JoinMorning(at(23, 8))),
        (WEEKLY_DUE, at(21, 9), JoinMorning(at(23, 8))),
        (WEEKLY_DUE, at(23, 11), JoinMorning(at(23, 8))),
        (WEEKLY_DUE, at(23, 20, 1), OVER),
        (WEEKLY_HEADS_UP, at(20, 8, 40), OnTime()),
        (WEEKLY_HEADS_UP, at(20, 14, 59), PLAIN),
        (WEEKLY_HEADS_UP, at(20, 15), NEWER),
        (WEEKLY_HEADS_UP, at(27, 15), NEWER),
        (MONTHLY_DUE, at(25, 8, 10), OnTime()),
        (MONTHLY_DUE, at(25, 19, 59), LABELLED),
        (MONTHLY_DUE, at(25, 20), Wait(at(26, 7))),
        (MONTHLY_DUE, at(26, 6), Wait(at(26, 7))),
        (MONTHLY_DUE, at(26, 7), LABELLED),
        (MONTHLY_DUE, at(28, 8), LABELLED),
        (MONTHLY_DUE, at(28, 8, 1), OVER),
        (FIRST_HEADS_UP, at(20, 16), PLAIN),
        (FIRST_HEADS_UP, at(22, 8, 31), OVER),
        (LAST_HEADS_UP, at(24, 16), PLAIN),
        (LAST_HEADS_UP, at(25, 7, 59), PLAIN),
        (LAST_HEADS_UP, at(25, 8), NEWER),
        (DUE_TODAY, at(20, 23, 59), PLAIN),
        (DUE_TODAY, at(21, 0), OVER),
        (moment(Rule.OVERDUE, at(20, 8)), at(20, 20), PLAIN),
        (moment(Rule.OVERDUE, at(20, 8)), at(20, 20, 1), OVER),
        (moment(Rule.DUE_SOON, at(20, 8)), at(21, 9), OVER),
        (moment(Rule.TO_CONFIRM, at(20, 8)), at(20, 12), PLAIN),
        (moment(Rule.ADMIN_DIGEST, at(20, 8)), at(20, 20), PLAIN),
        (moment(Rule.ADMIN_DIGEST, at(20, 8)), at(21, 7), OVER),
        (UNREACHED, at(23, 12), PLAIN),
        (UNREACHED, at(23, 20), PLAIN),
        (UNREACHED, at(23, 20, 1), JoinMorning(at(25, 8))),  # the 24th is off
        (UNREACHED, at(24, 8), JoinMorning(at(25, 8))),
        (UNREACHED, at(26, 14), JoinMorning(at(26, 8))),
        (UNREACHED, at(27, 20), JoinMorning(at(27, 8))),
        (UNREACHED, at(27, 20, 1), OVER),  # the next working morning has its own
        (moment(Rule.DATA_QUALITY, at(20, 8)), at(23, 9), JoinMorning(at(23, 8))),
        (moment(Rule.DATA_QUALITY, at(20, 8)), at(26, 20, 1), OVER),
        (moment(Rule.MONTHLY_REPORT, at(1, 8, month=12)), at(7, 9, month=12), PLAIN),
        (moment(Rule.CONFIRMATION_ROUND, at(26, 8)), at(30, 9), PLAIN),
        (moment(Rule.CONFIRMATION_ROUND, at(26, 8)), at(1, 8, month=12), OVER),
        (
            moment(Rule.QUARTERLY_REPORT, at(1, 8, month=12)),
            at(8, 8, month=12),
            OVER,
        ),
    ],
)
def test_a_moment_found_late(late: Moment, now: datetime, expected: Verdict) -> None:
    assert verdict(late, now=now, calendar=CALENDAR, policy=CHUNG) == expected


def test_a_heads_up_gives_way_to_a_newer_one() -> None:
    close = Policy(monthly_heads_up_leads=(2, 1))
    first = moment(Rule.MONTHLY_HEADS_UP, at(20, 8, 30))

    found = verdict(first, now=at(23, 8, 30), calendar=CALENDAR, policy=close)

    assert found == NEWER


def told(down: datetime, up: datetime) -> dict[str, Verdict]:
    """What is told after the program was down from one time to another."""
    missed = moments_between(CHUNG, CALENDAR, after=down, until=up)
    chosen = choose(missed, now=up, calendar=CALENDAR, policy=CHUNG)
    return {
        f"{one.moment.rule} {one.moment.slot:%d/%m}": one.verdict
        for one in chosen
        if not isinstance(one.verdict, TooLate)
    }


# F31 of the fault catalogue.
@pytest.mark.parametrize(
    ("up", "expected"),
    [
        (at(20, 16), {"weekly_due 20/11": LABELLED}),
        (
            at(21, 9),
            {
                "weekly_due 20/11": JoinMorning(at(23, 8)),
                "due_today 21/11": PLAIN,
                "admin_digest 21/11": PLAIN,
            },
        ),
        (
            at(26, 14),  # Thursday, six days later
            {
                "monthly_due 25/11": LABELLED,
                "escalation 26/11": PLAIN,
                "no_deadline 26/11": PLAIN,
                "undated_list 26/11": PLAIN,
                "overdue 26/11": PLAIN,
                "due_today 26/11": PLAIN,
                "due_soon 26/11": PLAIN,
                "snoozed 26/11": PLAIN,
                "to_confirm 26/11": PLAIN,
                "three_days 26/11": PLAIN,
                "undecided 26/11": PLAIN,
                "confirmation_round 26/11": PLAIN,
                "unreached 23/11": JoinMorning(at(26, 8)),
                "data_quality 23/11": JoinMorning(at(26, 8)),
                "admin_digest 26/11": PLAIN,
            },
        ),
    ],
)
def test_down_since_friday_two_in_the_afternoon(
    up: datetime, expected: dict[str, Verdict]
) -> None:
    assert told(at(20, 14), up) == expected


def test_down_over_a_whole_friday_tells_the_closing_only() -> None:
    weekly = {
        rule: v for rule, v in told(at(19, 18), at(20, 16)).items() if "w" in rule
    }

    assert weekly == {"weekly_due 20/11": LABELLED}


def test_what_is_lost_is_listed_with_its_reason() -> None:
    missed = [WEEKLY_HEADS_UP, WEEKLY_DUE]
    chosen = choose(missed, now=at(20, 16), calendar=CALENDAR, policy=CHUNG)

    assert [one.verdict for one in chosen] == [NEWER, LABELLED]


def test_a_moment_to_come_does_not_push_out_one_that_is_due() -> None:
    given = [WEEKLY_HEADS_UP, WEEKLY_DUE]
    chosen = choose(given, now=at(20, 9), calendar=CALENDAR, policy=CHUNG)

    assert [one.verdict for one in chosen] == [PLAIN, Wait(at(20, 15))]


def test_every_rule_has_its_family() -> None:
    assert set(FAMILIES) == set(TIMED)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 2, 1)),  # noqa: DTZ001 - hypothesis wants naive limits
    st.integers(0, 40 * 24 * 60),
)
def test_an_outage_ends_with_one_message_of_a_kind(start: datetime, down: int) -> None:
    begin = start.replace(tzinfo=CHUNG.zone)
    now = begin + timedelta(minutes=down)
    missed = moments_between(CHUNG, CALENDAR, after=begin, until=now)

    chosen = choose(missed, now=now, calendar=CALENDAR, policy=CHUNG)

    said = [
        FAMILIES[one.moment.rule]
        for one in chosen
        if not isinstance(one.verdict, TooLate)
    ]
    assert len(said) == len(set(said))
    assert [one.moment for one in chosen] == missed
