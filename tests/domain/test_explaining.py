"""What comes next of a task if nothing happens, and why somebody is told of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from domain.calendar import WorkingCalendar
from domain.directory import Directory
from domain.escalation import Ladder
from domain.explaining import Part, Whose, next_moment, next_step, part_in
from domain.policy import Policy
from domain.reminders import Rule
from domain.tasks import Progress, Role, TaskFacts

POLICY = Policy()
# The 24th is off (Ngày Văn hóa Việt Nam).
CALENDAR = WorkingCalendar({date(2026, 11, 24): False})
FRIDAY = date(2026, 11, 20)
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
    step = next_step(task(due), after=FRIDAY, calendar=CALENDAR, policy=POLICY)
    assert step.rule is rule
    assert step.at == POLICY.at(date.fromisoformat(on), POLICY.morning_at)
    assert step.ladder is ladder
    assert (step.climbs_at.date().isoformat() if step.climbs_at else None) == climbs_on


@pytest.mark.parametrize("progress", [Progress.REPORTED, Progress.DONE])
def test_nothing_comes_of_what_is_handed_in(progress: Progress) -> None:
    handed_in = task("2026-11-23", progress)
    step = next_step(handed_in, after=FRIDAY, calendar=CALENDAR, policy=POLICY)
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
        task("2026-11-19"), after=FRIDAY, calendar=CALENDAR, policy=without
    )
    assert (step.rule, step.ladder) == (None, None)


def test_a_round_in_a_year_is_seen_coming() -> None:
    patient = Policy(no_deadline_months=12)
    step = next_step(task(None), after=FRIDAY, calendar=CALENDAR, policy=patient)
    assert step.rule is Rule.NO_DEADLINE
    assert step.at is not None
    assert step.at.date() == date(2027, 10, 1)
