"""Why somebody was reminded: his part in it, and what comes next if nothing happens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.calendar import DAY, WorkingCalendar
from domain.directory import Directory
from domain.escalation import Ladder, escalation_steps
from domain.policy import Policy
from domain.reminders import Moment, Rule, moments_of_day
from domain.task_reminders import due_soon_stage, is_due_today, overdue_reason
from domain.tasks import Role, TaskFacts
from domain.undated import undated_round

RAISED = "raised"  # the reason for which who asked for something hears where it lies
LOOK_AHEAD = 100  # days, beside the months until a round of undated tasks
LONGEST_MONTH = 31


class Part(StrEnum):
    """For what reason a person, or a group, is told."""

    OFFICER = "officer"  # the task is his
    FOR_UNIT = "for_unit"  # nobody has it yet: he answers for the unit
    OWES = "owes"  # open tasks of his lack an update of the week
    GROUP = "group"
    CONTACT = "contact"
    HEAD = "head"
    TRACKER = "tracker"
    SYNTHESIS = "synthesis"
    OFFICE_LEADER = "office_leader"
    LEADER = "leader"
    TASK_FORCE = "task_force"
    DIVISION = "division"  # handles the proposal
    DECIDER = "decider"  # of what somebody asked for
    RAISER = "raiser"  # asked for it himself
    REGISTER = "register"  # he keeps it, or tracks what stands in it
    STAND_IN = "stand_in"  # of one of these, who is away
    ADMIN = "admin"


BY_RULE = {
    Rule.UNDATED_LIST: Part.TASK_FORCE,
    Rule.TO_CONFIRM: Part.TRACKER,
    Rule.THREE_DAYS: Part.DIVISION,
    Rule.UNDECIDED: Part.DECIDER,
    Rule.WEEKLY_DUE: Part.OWES,
    Rule.WEEKLY_HEADS_UP: Part.OWES,
    Rule.MONTHLY_REPORT: Part.SYNTHESIS,
    Rule.QUARTERLY_REPORT: Part.SYNTHESIS,
    Rule.CONFIRMATION_ROUND: Part.CONTACT,
    Rule.UNREACHED: Part.HEAD,
    Rule.DATA_QUALITY: Part.REGISTER,
    Rule.ADMIN_DIGEST: Part.ADMIN,
}


STEPS: Mapping[str, Part] = {
    Ladder.UNIT_HEAD.value: Part.HEAD,
    Ladder.LEADER.value: Part.LEADER,
}


@dataclass(frozen=True, slots=True)
class Whose:
    """To whom a task belongs."""

    officer_id: int | None
    lead_unit_id: int
    tracking_unit_id: int | None


def part_in(
    rule: Rule, reason: str, officer: int, whose: Whose, directory: Directory
) -> Part:
    """The part for which this officer is told of a task by a rule."""
    if reason == RAISED:
        return Part.RAISER
    if rule in BY_RULE:
        return BY_RULE[rule]
    tracks = officer in directory.of(whose.tracking_unit_id, Role.TRACKER)
    if rule is Rule.ESCALATION:
        above = Part.TRACKER if tracks else Part.OFFICE_LEADER
        return STEPS.get(reason, above)
    return _in_unit(officer, whose, directory) or _above(
        rule, officer, directory, tracks=tracks
    )


def _in_unit(officer: int, whose: Whose, directory: Directory) -> Part | None:
    if officer == whose.officer_id:
        return Part.OFFICER
    if officer in directory.responsible(None, whose.lead_unit_id):
        return Part.FOR_UNIT
    if officer in directory.of(whose.lead_unit_id, Role.UNIT_HEAD):
        return Part.HEAD
    return None


def _above(rule: Rule, officer: int, directory: Directory, *, tracks: bool) -> Part:
    if tracks:
        return Part.TRACKER
    if officer in directory.stand_ins.values():
        return Part.STAND_IN
    return Part.OFFICE_LEADER if rule is Rule.URGENT else Part.CONTACT


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is said next, and when; and to whom the warning climbs after that."""

    rule: Rule | None = None
    at: datetime | None = None
    ladder: Ladder | None = None
    climbs_at: datetime | None = None


def next_step(
    task: TaskFacts, *, after: date, calendar: WorkingCalendar, policy: Policy
) -> NextStep:
    """If nothing happens: the next morning that speaks of the task, the next step up.

    It asks the rules themselves, morning by morning.
    """
    told, climbs = None, None
    reached = _step(task, after, calendar, policy)
    longest = policy.no_deadline_months * LONGEST_MONTH + LOOK_AHEAD
    for ahead in range(1, longest + 1):
        morning = Moment(
            Rule.OVERDUE, policy.at(after + DAY * ahead, policy.morning_at), after
        )
        rule = told[0] if told else _said(task, morning, calendar, policy)
        if told is None and rule is not None:
            told = rule, morning.slot
        step = _step(task, morning.slot.date(), calendar, policy)
        if climbs is None and step is not None and step != reached:
            climbs = step, morning.slot
        if told and climbs:
            break
    return NextStep(*(told or (None, None)), *(climbs or (None, None)))


def _said(
    task: TaskFacts, morning: Moment, calendar: WorkingCalendar, policy: Policy
) -> Rule | None:
    """The first of the rules that the office has."""
    reached = _reached(task, morning, calendar, policy)
    return next((rule for rule in reached if rule not in policy.off), None)


def _reached(
    task: TaskFacts, morning: Moment, calendar: WorkingCalendar, policy: Policy
) -> Iterator[Rule]:
    day = morning.slot.date()
    if is_due_today(task, morning):
        yield Rule.DUE_TODAY
    if overdue_reason(task, moment=morning, calendar=calendar, policy=policy):
        yield Rule.OVERDUE
    if not calendar.is_working(day):
        return
    stage = due_soon_stage(task, moment=morning, calendar=calendar, policy=policy)
    if stage is not None and stage.on == day:
        yield Rule.DUE_SOON
    round_ = undated_round(task, moment=morning, calendar=calendar, policy=policy)
    if round_ is not None and round_.told == day:
        yield Rule.NO_DEADLINE


def _step(
    task: TaskFacts, day: date, calendar: WorkingCalendar, policy: Policy
) -> Ladder | None:
    """The step reached by the last working morning up to that day."""
    if Rule.ESCALATION in policy.off:
        return None
    morning = calendar.previous_working(day)
    moment = Moment(Rule.ESCALATION, policy.at(morning, policy.morning_at), morning)
    steps = escalation_steps(task, moment=moment, calendar=calendar, policy=policy)
    return steps[-1].ladder if steps else None


def next_moment(
    rules: Iterable[Rule], after: datetime, calendar: WorkingCalendar, policy: Policy
) -> NextStep:
    """The next time at which one of these rules speaks to anybody."""
    wanted = tuple(rules)
    day = policy.today(after)
    for ahead in range(LOOK_AHEAD):
        for moment in moments_of_day(policy, calendar, day + DAY * ahead):
            if moment.rule in wanted and moment.slot > after:
                return NextStep(moment.rule, moment.slot)
    return NextStep()


def document_of(rule: Rule, policy: Policy) -> str:
    """The document by which the office goes in this, as its policy names it, or ""."""
    match rule:
        case Rule.WEEKLY_DUE | Rule.WEEKLY_HEADS_UP:
            return policy.weekly_source
        case Rule.MONTHLY_DUE | Rule.MONTHLY_HEADS_UP:
            return policy.monthly_source
        case Rule.NO_DEADLINE | Rule.UNDATED_LIST:
            return policy.no_deadline_source
        case Rule.MONTHLY_REPORT:
            return policy.monthly_report_source
        case Rule.QUARTERLY_REPORT:
            return policy.quarterly_report_source
        case Rule.CONFIRMATION_ROUND:
            return policy.confirmation_source
    return ""
