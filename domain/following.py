"""What follows a reminder if nothing happens: the next time, the next step up.

The rules themselves are asked, morning by morning, each by the policy of its day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from domain.calendar import DAY, WorkingCalendar
from domain.day_off import told_on
from domain.escalation import Ladder, escalation_steps
from domain.policy import Policy
from domain.processes import ProcessKind, steps_of
from domain.proposals import proposal_clock
from domain.reminders import Moment, Rule, moments_of_day
from domain.task_reminders import due_soon_stage, is_due_today, overdue_reason
from domain.tasks import TaskFacts
from domain.undated import undated_round
from domain.urgent import UrgentFacts, UrgentStep, urgent_steps

LOOK_AHEAD = 100  # days, beside the months until a round of undated tasks
LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is said next, and when; and to whom the warning climbs after that.

    `unanswered`: it climbs because nobody said "đã nhận", whatever the deadline.
    """

    rule: Rule | None = None
    at: datetime | None = None
    ladder: Ladder | None = None
    climbs_at: datetime | None = None
    unanswered: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """What the reader himself chose: until when he does not want to hear that the task
    is due soon, and the rules of which he does not hear at all."""

    put_off: date | None = None
    muted: Collection[str] = ()


AS_EVER = Wish()


def next_step(
    task: TaskFacts,
    *,
    now: datetime,
    calendar: WorkingCalendar,
    policy: Policy,
    wish: Wish = AS_EVER,
) -> NextStep:
    """The next morning that speaks of the task, and the next step up.

    Of today too, as long as its morning is still to come.
    """
    told, climbs, reached = None, None, None
    again = _said_again(task, wish.put_off, calendar)
    longest = policy.no_deadline_months * LONGEST_MONTH + LOOK_AHEAD
    for morning in _mornings(policy, policy.today(now) - DAY, longest):
        on = policy.on(morning.nominal)
        step = _step(task, morning.nominal, calendar, on)
        if morning.slot <= now:
            reached = step
            continue
        said = _said(task, morning, calendar, on)
        rule = _unless_put_off(_first(said, on, wish), morning, again)
        if told is None and rule is not None:
            told = rule, morning.slot
        if climbs is None and step is not None and step != reached:
            climbs = step, morning.slot
        if told and climbs:
            break
    return NextStep(*(told or (None, None)), *(climbs or (None, None)))


def _mornings(policy: Policy, first: date, days: int) -> Iterator[Moment]:
    for ahead in range(days + 1):
        day = first + DAY * ahead
        on = policy.on(day)
        yield Moment(Rule.OVERDUE, on.at(day, on.morning_at), day)


def _first(said: Iterable[Rule], policy: Policy, wish: Wish) -> Rule | None:
    """The first of the rules that the office has and the reader hears."""
    for rule in said:
        if rule not in policy.off and rule not in wish.muted:
            return rule
    return None


def _said_again(
    task: TaskFacts, put_off: date | None, calendar: WorkingCalendar
) -> date | None:
    """The morning to which it is put off; never past the deadline."""
    if put_off is None or task.due_on is None or put_off >= task.due_on:
        return None
    return calendar.next_working(put_off)


def _unless_put_off(
    rule: Rule | None, morning: Moment, again: date | None
) -> Rule | None:
    if again is None:
        return rule
    if rule is None and morning.nominal == again:
        return Rule.SNOOZED
    held = rule is Rule.DUE_SOON and morning.nominal < again
    return None if held else rule


def _said(
    task: TaskFacts, morning: Moment, calendar: WorkingCalendar, policy: Policy
) -> Iterator[Rule]:
    day = morning.nominal
    told_today = told_on(day, policy.due_today_day_off, calendar) is not None
    if told_today and is_due_today(task, morning):
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


def urgent_climb(facts: UrgentFacts, *, now: datetime, policy: Policy) -> NextStep:
    """When a hỏa tốc that nobody answers is told to the superiors, if it is ahead."""
    at = facts.task.entered_at + policy.urgent_answer_within
    if at <= now or UrgentStep.UNANSWERED not in urgent_steps(
        facts, now=at, policy=policy
    ):
        return NextStep()
    climbs_at = policy.local(at)
    return NextStep(ladder=Ladder.TRACKER, climbs_at=climbs_at, unanswered=True)


def next_of_proposal(
    received_on: date, *, now: datetime, calendar: WorkingCalendar, policy: Policy
) -> NextStep:
    """The next stage of one that is not handled yet; after the last one nothing."""
    clock = proposal_clock(received_on, calendar=calendar, policy=policy)
    over = calendar.next_working(clock.due_on + DAY)
    for day in (clock.heads_up_on, clock.due_on, over):
        on = policy.on(day)
        at = on.at(day, on.morning_at)
        if at > now and Rule.THREE_DAYS not in on.off:
            return NextStep(Rule.THREE_DAYS, at)
    return NextStep()


def next_of_request(
    kind: ProcessKind,
    raised_on: date,
    *,
    now: datetime,
    calendar: WorkingCalendar,
    policy: Policy,
) -> NextStep:
    """The next step of one that nobody has decided; after the last one nothing."""
    for after in steps_of(kind, policy):
        day = calendar.after(raised_on, after)
        on = policy.on(day)
        at = on.at(day, on.morning_at)
        if at > now:
            return NextStep(Rule.UNDECIDED, at)
    return NextStep()


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
