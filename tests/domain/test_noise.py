"""No more noise than is needed: echoes, sounds, and what nobody may mute."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkingCalendar
from domain.catch_up import Late, OnTime, verdict
from domain.noise import is_audible, may_be_muted, without_echoes
from domain.policy import NEVER_MUTED, Policy, lies_between
from domain.preferences import (
    REACHES,
    Hours,
    Preferences,
    is_allowed,
    mutable_rules,
)
from domain.reminders import Rule, moments_between
from domain.tasks import Role
from domain.unsent import last_call, rest

CHUNG = Policy()
R = Rule


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({R.OVERDUE: {1}, R.DUE_SOON: {1, 2}}, {R.OVERDUE: {1}, R.DUE_SOON: {2}}),
        ({R.OVERDUE: {1}, R.ESCALATION: {1, 3}}, {R.OVERDUE: {1}, R.ESCALATION: {3}}),
        ({R.DUE_TODAY: {2}, R.DUE_SOON: {2}}, {R.DUE_TODAY: {2}, R.DUE_SOON: set()}),
        ({R.OVERDUE: {1}, R.DUE_TODAY: {1}}, {R.OVERDUE: {1}, R.DUE_TODAY: set()}),
        ({R.ESCALATION: {1}, R.DUE_SOON: {1}}, {R.ESCALATION: {1}, R.DUE_SOON: set()}),
        (
            {R.NO_DEADLINE: {4}, R.UNDATED_LIST: {4, 5}},
            {R.NO_DEADLINE: {4}, R.UNDATED_LIST: {5}},
        ),
        # Of different tasks nothing is silenced, nor by a rule of another kind.
        ({R.OVERDUE: {1}, R.DUE_SOON: {2}}, {R.OVERDUE: {1}, R.DUE_SOON: {2}}),
        ({R.OVERDUE: {1}, R.TO_CONFIRM: {1}}, {R.OVERDUE: {1}, R.TO_CONFIRM: {1}}),
        ({}, {}),
    ],
)  # fmt: skip
def test_nothing_is_said_twice_of_a_task(
    told: dict[Rule, set[int]], said: dict[Rule, set[int]]
) -> None:
    assert without_echoes(told) == said


TASKS = st.dictionaries(
    st.sampled_from(Rule), st.frozensets(st.integers(1, 5)), max_size=6
)


@given(TASKS)
def test_no_task_falls_silent_altogether(told: dict[Rule, frozenset[int]]) -> None:
    said = without_echoes(told)
    assert {t for tasks in said.values() for t in tasks} == {
        t for tasks in told.values() for t in tasks
    }


@pytest.mark.parametrize(
    ("rules", "audible"),
    [
        ({R.DUE_TODAY}, True),
        ({R.OVERDUE}, True),
        ({R.ESCALATION}, True),
        ({R.DUE_SOON}, True),
        ({R.WEEKLY_DUE}, False),
        ({R.WEEKLY_HEADS_UP, R.MONTHLY_DUE, R.NO_DEADLINE, R.TO_CONFIRM}, False),
        ({R.WEEKLY_DUE, R.OVERDUE}, True),
    ],
)
def test_routine_comes_silently(rules: set[Rule], audible: bool) -> None:
    assert is_audible(rules, CHUNG) == audible


def test_an_office_may_choose_what_makes_a_sound() -> None:
    loud = replace(CHUNG, audible=frozenset({"weekly_due"}))
    assert is_audible({R.WEEKLY_DUE}, loud)
    assert not is_audible({R.OVERDUE}, loud)


@pytest.mark.parametrize("rule", Rule)
def test_what_presses_cannot_be_muted(rule: Rule) -> None:
    """Due today, overdue, escalation, urgent, the weekly one; lost messages too."""
    always = NEVER_MUTED
    assert may_be_muted(rule, CHUNG) == (rule not in always)
    # An office may keep more from being muted, never less.
    open_to_all = replace(CHUNG, never_muted=frozenset())
    assert may_be_muted(rule, open_to_all) == (rule not in always)
    strict = replace(CHUNG, never_muted=frozenset(Rule))
    assert not may_be_muted(rule, strict)
    muting = Preferences(muted=frozenset(Rule))
    assert muting.mutes(rule, CHUNG) == may_be_muted(rule, CHUNG)


def test_only_what_may_be_muted_is_offered() -> None:
    assert all(may_be_muted(rule, CHUNG) for rule in REACHES)
    assert {rule for rule in Rule if may_be_muted(rule, CHUNG)} <= set(REACHES)


def test_what_the_office_may_not_leave_to_anybody() -> None:
    assert {"due_today", "overdue", "escalation", "urgent", "weekly_due"} <= NEVER_MUTED


@pytest.mark.parametrize(
    ("roles", "off", "rules"),
    [
        ((Role.ADMIN,), (), ()),
        ((Role.LEADER,), ("quarterly_report",), (R.MONTHLY_REPORT,)),
        ((Role.OFFICER,), (), (R.DUE_SOON, R.NO_DEADLINE, R.WEEKLY_HEADS_UP)),
        (
            (Role.TRACKER,),
            ("monthly_due",),
            (
                *(R.DUE_SOON, R.TO_CONFIRM, R.THREE_DAYS),
                *(R.MONTHLY_HEADS_UP, R.WEEKLY_HEADS_UP, R.DATA_QUALITY),
            ),
        ),
        (
            (Role.TASK_FORCE, Role.SYNTHESIS),
            ("monthly_report", "quarterly_report"),
            (R.UNDATED_LIST, R.MONTHLY_DUE),
        ),
    ],
)
def test_who_may_mute_what(
    roles: tuple[Role, ...], off: tuple[str, ...], rules: tuple[Rule, ...]
) -> None:
    assert mutable_rules(roles, replace(CHUNG, off=frozenset(off))) == rules


@pytest.mark.parametrize(
    ("start", "end", "allowed"),
    [
        (time(21), time(6, 30), True),
        (time(17), time(8), True),
        (time(18), time(19), True),
        (time(0, 30), time(6), True),
        (time(16, 59), time(8), False),
        (time(20), time(8, 1), False),
        (time(12), time(13), False),
        (time(6), time(21), False),
        (time(20), time(20), False),
        (time(8), time(17), False),
    ],
)
def test_own_quiet_hours_lie_within_limits(
    start: time, end: time, allowed: bool
) -> None:
    assert is_allowed(Hours(start, end), CHUNG) == allowed
    own = Preferences(quiet=Hours(start, end)).policy(CHUNG)
    expected = (start, end) if allowed else (CHUNG.quiet_from, CHUNG.quiet_until)
    assert (own.quiet_from, own.quiet_until) == expected


CLOCK = st.integers(0, 24 * 4 - 1).map(lambda n: time(n // 4, n % 4 * 15))
KNOWN = st.sampled_from(
    [
        CHUNG,
        Policy(quiet_from=time(18), quiet_until=time(6)),
        Policy(
            morning_at=time(9),
            monthly_due_at=time(9),
            own_quiet_latest=time(8, 30),
            late_until=time(18),
        ),
        Policy(late_until=time(23, 45), quiet_from=time(22)),
    ]
)
# Quarters of an hour after 17:00, up to 08:00.
ALLOWED = st.lists(st.integers(0, 60), min_size=2, max_size=2, unique=True).map(
    lambda two: Hours(*(time((68 + n) // 4 % 24, n % 4 * 15) for n in sorted(two)))
)
OWN = st.none() | ALLOWED | st.builds(Hours, CLOCK, CLOCK)
DAYS_OFF = st.frozensets(st.integers(0, 20), max_size=8)


@given(KNOWN, OWN, DAYS_OFF, st.integers(0, 14 * 24 * 4), st.integers(0, 59))
def test_quiet_hours_move_a_message_and_never_lose_it(
    policy: Policy, quiet: Hours | None, off: frozenset[int], quarter: int, second: int
) -> None:
    """Whatever is worth telling when it is planned is still worth it when it may leave.

    Whoever plans it, on time or after an outage, and whatever he chose for himself.
    """
    first = date(2026, 11, 16)
    calendar = WorkingCalendar({first + timedelta(days=n): False for n in off})
    own = Preferences(quiet=quiet).policy(policy)
    start = datetime(2026, 11, 16, tzinfo=policy.zone)
    now = start + timedelta(minutes=15 * quarter, seconds=second)
    for moment in moments_between(
        policy, calendar, after=now - timedelta(days=4), until=now
    ):
        decided = verdict(moment, now=now, calendar=calendar, policy=policy)
        if not isinstance(decided, OnTime | Late):
            continue
        leaves = own.after_quiet(now)
        resting = rest([moment.rule], moment.slot, calendar, policy)
        if resting is not None and resting[0] < leaves < resting[1]:
            leaves = own.after_quiet(resting[1])
        at = own.local(leaves).time()
        assert not lies_between(at, own.quiet_from, own.quiet_until)
        assert leaves < last_call(moment.rule, moment.slot, calendar, policy)


@given(KNOWN, OWN)
def test_a_reminder_at_its_time_is_never_within_anybodys_quiet_hours(
    policy: Policy, quiet: Hours | None
) -> None:
    own = Preferences(quiet=quiet).policy(policy)
    day = date(2026, 11, 20)
    for at in (policy.morning_at, policy.weekly_due_at, policy.monthly_due_at):
        assert own.after_quiet(own.at(day, at)) == own.at(day, at)


@given(ALLOWED, st.integers(0, 24 * 60 - 1))
def test_after_quiet_is_the_first_instant_that_is_not(
    quiet: Hours, minutes: int
) -> None:
    assert is_allowed(quiet, CHUNG)
    own = Preferences(quiet=quiet).policy(CHUNG)
    now = datetime(2026, 11, 20, tzinfo=own.zone) + timedelta(minutes=minutes)
    after = own.after_quiet(now)
    assert not own.is_quiet(after)
    assert (after == now) == (not own.is_quiet(now))
    assert after == now or own.is_quiet(after - timedelta(minutes=1))
