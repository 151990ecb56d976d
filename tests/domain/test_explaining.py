"""Why somebody is told of a task, and what follows if nothing happens."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from domain.calendar import WorkingCalendar
from domain.directory import Directory
from domain.escalation import Ladder
from domain.explaining import Part, Whose, count_of, part_in
from domain.following import (
    Wish,
    next_moment,
    next_of_proposal,
    next_of_request,
    next_step,
    urgent_climb,
)
from domain.policy import Policy, Versions
from domain.processes import ProcessKind
from domain.reminders import REPORTS, Rule
from domain.tasks import Progress, Role, TaskFacts, Urgency
from domain.urgent import UrgentFacts

POLICY = Policy()
# The 24th is off (Ngày Văn hóa Việt Nam).
CALENDAR = WorkingCalendar({date(2026, 11, 24): False})
FRIDAY = date(2026, 11, 20)
AFTERNOON = POLICY.at(FRIDAY, time(15))
UNIT, DIVISION = 3, 9
AN, CHI, HEAD, LAN, LEADER = 1, 2, 4, 5, 6
DIRECTORY = Directory(
    holders={
        (UNIT, Role.CONTACT): (CHI,),
        (UNIT, Role.UNIT_HEAD): (HEAD,),
        (DIVISION, Role.TRACKER): (LAN,),
    },
    active=frozenset({AN, CHI, HEAD, LAN, LEADER}),
)


def task(due: str | None, progress: Progress = Progress.IN_PROGRESS) -> TaskFacts:
    entered = datetime(2026, 10, 1, 9, tzinfo=POLICY.zone)
    due_on = date.fromisoformat(due) if due else None
    return TaskFacts(7, progress, due_on, entered, entered.date())


@pytest.mark.parametrize(
    ("due", "rule", "on", "ladder", "climbs_on"),
    [
        # Due in a week: three working days before, then the day after the deadline.
        ("2026-11-27", Rule.DUE_SOON, "2026-11-23", Ladder.UNIT_HEAD, "2026-11-30"),
        ("2026-11-23", Rule.DUE_TODAY, "2026-11-23", Ladder.UNIT_HEAD, "2026-11-25"),
        # Overdue since Thursday: told each working day, the head has been told.
        ("2026-11-19", Rule.OVERDUE, "2026-11-23", Ladder.TRACKER, "2026-11-25"),
        # Long overdue: Mondays only, and nobody is above the leader.
        ("2026-10-15", Rule.OVERDUE, "2026-11-23", None, None),
        # Without a deadline: three months after the assignment.
        (None, Rule.NO_DEADLINE, "2027-01-01", None, None),
    ],
)
def test_what_comes_next(
    due: str | None, rule: Rule, on: str, ladder: Ladder | None, climbs_on: str | None
) -> None:
    step = next_step(task(due), now=AFTERNOON, calendar=CALENDAR, policy=POLICY)
    assert step.rule is rule
    assert step.at == POLICY.at(date.fromisoformat(on), POLICY.morning_at)
    assert step.ladder is ladder
    assert (step.climbs_at.date().isoformat() if step.climbs_at else None) == climbs_on


@pytest.mark.parametrize(
    ("due", "put_off", "rule", "on"),
    [
        # Three working days before is the 23rd; put off, it is said again on the 25th.
        ("2026-11-27", "2026-11-25", Rule.SNOOZED, "2026-11-25"),
        # The 24th is off by now: on the next morning that is worked.
        ("2026-11-27", "2026-11-24", Rule.SNOOZED, "2026-11-25"),
        # The next stage comes after it has been said again.
        ("2026-12-01", "2026-11-23", Rule.SNOOZED, "2026-11-23"),
        # The deadline was moved to an earlier day since: it speaks as ever.
        ("2026-11-23", "2026-11-25", Rule.DUE_TODAY, "2026-11-23"),
        ("2026-11-19", "2026-11-25", Rule.OVERDUE, "2026-11-23"),
    ],
)
def test_what_the_reader_put_off_comes_when_he_wants_it(
    due: str, put_off: str, rule: Rule, on: str
) -> None:
    step = next_step(
        task(due),
        now=AFTERNOON,
        calendar=CALENDAR,
        policy=POLICY,
        wish=Wish(put_off=date.fromisoformat(put_off)),
    )
    at = POLICY.at(date.fromisoformat(on), POLICY.morning_at)
    assert (step.rule, step.at) == (rule, at)


@pytest.mark.parametrize(
    ("due", "rule", "on"),
    [
        ("2026-11-27", Rule.DUE_TODAY, "2026-11-27"),  # may not be muted
        ("2026-11-19", Rule.OVERDUE, "2026-11-23"),
    ],
)
def test_what_the_reader_muted_is_not_announced(due: str, rule: Rule, on: str) -> None:
    wish = Wish(muted={"due_soon"})
    step = next_step(
        task(due), now=AFTERNOON, calendar=CALENDAR, policy=POLICY, wish=wish
    )
    at = POLICY.at(date.fromisoformat(on), POLICY.morning_at)
    assert (step.rule, step.at) == (rule, at)


@pytest.mark.parametrize(
    ("kind", "raised", "on"),
    [
        (ProcessKind.EXTENSION, "2026-11-20", "2026-11-25"),  # 2, the 24th is off
        (ProcessKind.EXTENSION, "2026-11-18", "2026-11-25"),  # 4: the second step
        (ProcessKind.OBSTACLE, "2026-11-18", "2026-11-26"),  # 5: to the committee
        (ProcessKind.PETITION, "2026-11-10", None),  # nobody is above
    ],
)
def test_what_nobody_decides_is_told_of_again(
    kind: ProcessKind, raised: str, on: str | None
) -> None:
    step = next_of_request(
        kind,
        date.fromisoformat(raised),
        now=AFTERNOON,
        calendar=CALENDAR,
        policy=POLICY,
    )
    assert (step.at.date().isoformat() if step.at else None) == on


@pytest.mark.parametrize("progress", [Progress.REPORTED, Progress.DONE])
def test_nothing_comes_of_what_is_handed_in(progress: Progress) -> None:
    handed_in = task("2026-11-23", progress)
    step = next_step(handed_in, now=AFTERNOON, calendar=CALENDAR, policy=POLICY)
    assert step.rule is step.ladder is None


@pytest.mark.parametrize(
    ("rule", "reason", "officer", "part"),
    [
        (Rule.OVERDUE, "daily", AN, Part.OFFICER),
        (Rule.DUE_TODAY, "", HEAD, Part.HEAD),
        (Rule.DUE_SOON, "", LAN, Part.TRACKER),
        (Rule.NO_DEADLINE, "", CHI, Part.FOR_UNIT),
        (Rule.ESCALATION, "unit_head", HEAD, Part.HEAD),
        (Rule.ESCALATION, "tracker", LAN, Part.TRACKER),
        (Rule.ESCALATION, "tracker", LEADER, Part.OFFICE_LEADER),
        (Rule.ESCALATION, "leader", LEADER, Part.LEADER),
        (Rule.TO_CONFIRM, "", LAN, Part.TRACKER),
        (Rule.WEEKLY_DUE, "", AN, Part.OWES),
    ],
)
def test_why_he_is_told(rule: Rule, reason: str, officer: int, part: Part) -> None:
    whose = Whose(AN, UNIT, DIVISION)
    assert part_in(rule, reason, officer, whose, DIRECTORY) is part


def test_the_week_after_is_the_next_that_asks() -> None:
    """In the week of a Friday off it is the working day before."""
    calendar = WorkingCalendar({date(2026, 11, 27): False})
    after = POLICY.at(FRIDAY, POLICY.weekly_due_at) + timedelta(minutes=1)
    step = next_moment((Rule.WEEKLY_HEADS_UP,), after, calendar, POLICY)
    assert step.at == POLICY.at(date(2026, 11, 26), POLICY.weekly_heads_up_at)


def test_a_rule_that_the_office_does_not_have_is_not_promised() -> None:
    without = Policy(off=frozenset({Rule.OVERDUE, Rule.ESCALATION}))
    step = next_step(
        task("2026-11-19"), now=AFTERNOON, calendar=CALENDAR, policy=without
    )
    assert (step.rule, step.ladder) == (None, None)


def test_a_round_in_a_year_is_seen_coming() -> None:
    patient = Policy(no_deadline_months=12)
    step = next_step(task(None), now=AFTERNOON, calendar=CALENDAR, policy=patient)
    assert step.rule is Rule.NO_DEADLINE
    assert step.at is not None
    assert step.at.date() == date(2027, 10, 1)


@pytest.mark.parametrize(
    ("due", "asked_at", "rule", "on", "climbs_on"),
    [
        # Before eight the morning of that day is still to come.
        ("2026-11-20", time(7, 59), Rule.DUE_TODAY, FRIDAY, "2026-11-23"),
        ("2026-11-20", time(8), Rule.OVERDUE, date(2026, 11, 23), "2026-11-23"),
        ("2026-11-19", time(6), Rule.OVERDUE, FRIDAY, "2026-11-20"),
        ("2026-11-19", time(9), Rule.OVERDUE, date(2026, 11, 23), "2026-11-25"),
    ],
)
def test_what_starts_this_morning_is_not_said_to_start_tomorrow(
    due: str, asked_at: time, rule: Rule, on: date, climbs_on: str
) -> None:
    now = POLICY.at(FRIDAY, asked_at)
    step = next_step(task(due), now=now, calendar=CALENDAR, policy=POLICY)
    assert (step.rule, step.at) == (rule, POLICY.at(on, POLICY.morning_at))
    assert step.climbs_at is not None
    assert step.climbs_at.date() == date.fromisoformat(climbs_on)


def test_each_morning_is_asked_by_the_policy_of_its_day() -> None:
    """From Monday on the office warns at nine, and has no ladder any more."""
    later = Policy(
        valid_from=date(2026, 11, 23), morning_at=time(9), off=frozenset({"escalation"})
    )
    policy = Versions([POLICY, later]).on(FRIDAY)
    step = next_step(
        task("2026-11-20"), now=AFTERNOON, calendar=CALENDAR, policy=policy
    )
    assert step.at == POLICY.at(date(2026, 11, 23), time(9))
    assert step.ladder is None


@pytest.mark.parametrize(
    ("asked_at", "answered", "climbs_at"),
    [
        (time(9, 5), False, time(10)),
        (time(9, 5), True, None),  # somebody said "đã nhận"
        (time(10, 1), False, None),  # it has climbed
    ],
)
def test_what_is_urgent_climbs_within_the_hour(
    asked_at: time, answered: bool, climbs_at: time | None
) -> None:
    entered = POLICY.at(FRIDAY, time(9))
    facts = TaskFacts(7, Progress.NOT_STARTED, None, entered, FRIDAY)
    flash = UrgentFacts(facts, Urgency.FLASH, FRIDAY, answered)
    step = urgent_climb(flash, now=POLICY.at(FRIDAY, asked_at), policy=POLICY)
    assert step.climbs_at == (POLICY.at(FRIDAY, climbs_at) if climbs_at else None)
    assert step.ladder is (Ladder.TRACKER if climbs_at else None)


@pytest.mark.parametrize(
    ("today", "on"),
    [("20", "2026-11-25"), ("25", "2026-11-26"), ("26", "2026-11-27"), ("27", None)],
)
def test_a_proposal_is_told_before_on_the_last_day_and_once_it_is_over(
    today: str, on: str | None
) -> None:
    step = next_of_proposal(
        FRIDAY,
        now=POLICY.at(date(2026, 11, int(today)), time(9)),
        calendar=CALENDAR,
        policy=POLICY,
    )
    assert (step.at.date().isoformat() if step.at else None) == on


@pytest.mark.parametrize("rule", REPORTS)
def test_a_report_and_a_round_are_seen_coming(rule: Rule) -> None:
    step = next_moment((rule,), AFTERNOON, CALENDAR, POLICY)
    assert step.rule is rule
    assert step.at is not None


@pytest.mark.parametrize(
    ("rule", "policy", "count"),
    [
        (Rule.NO_DEADLINE, Policy(no_deadline_months=6), 6),
        (Rule.UNDATED_LIST, POLICY, 3),
        (Rule.THREE_DAYS, Policy(proposal_days=5), 5),
        (Rule.ESCALATION, Policy(acknowledged_pause_days=1), 1),
        (Rule.OVERDUE, POLICY, 0),
    ],
)
def test_the_words_say_the_number_of_the_office(
    rule: Rule, policy: Policy, count: int
) -> None:
    assert count_of(rule, policy) == count
