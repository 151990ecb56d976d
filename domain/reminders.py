"""What time asks, part one: at which moments the rules speak (design.md section 5).

A moment is a wall time of the office. It is never stored as a schedule: it is computed
again from the policy and the calendar, and unique keys make planning twice harmless.
Part two, which tasks a moment is about, is `domain/task_reminders.py`.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from domain.calendar import DAY, WorkingCalendar, add_months
from domain.day_off import DayOff, told_on
from domain.periods import Period
from domain.policy import Policy

MOST_MOMENTS = 800  # a clock that jumped to 2200 must not fill the machine
LONGEST_LOOK_BACK = 92  # days; nothing older is worth sending (delivery.md 2.8)
QUARTER_STARTS = (1, 4, 7, 10)  # months


class Rule(StrEnum):
    """The rules, in the order in which one moment's rules are planned."""

    URGENT = "urgent"  # hỏa tốc
    URGED = "urged"  # by somebody's hand
    ESCALATION = "escalation"
    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    DUE_SOON = "due_soon"
    SNOOZED = "snoozed"  # due soon, and put off until now
    TO_CONFIRM = "to_confirm"
    THREE_DAYS = "three_days"  # of a proposal
    UNDECIDED = "undecided"  # what somebody asked for
    NO_DEADLINE = "no_deadline"
    UNDATED_LIST = "undated_list"  # the task force's side of the same
    MONTHLY_REPORT = "monthly_report"
    QUARTERLY_REPORT = "quarterly_report"
    CONFIRMATION_ROUND = "confirmation_round"
    MONTHLY_DUE = "monthly_due"
    MONTHLY_HEADS_UP = "monthly_heads_up"
    WEEKLY_HEADS_UP = "weekly_heads_up"
    WEEKLY_DUE = "weekly_due"
    DATA_QUALITY = "data_quality"  # what is to be mended in the register
    UNREACHED = "unreached"  # who cannot be told anything
    ADMIN_DIGEST = "admin_digest"  # of messages, not of tasks


# These speak when something happens; they have no moments.
AT_ONCE = (Rule.URGENT, Rule.URGED)
TIMED = tuple(rule for rule in Rule if rule not in AT_ONCE)
DAILY_RULES = (
    *(Rule.ESCALATION, Rule.OVERDUE, Rule.DUE_TODAY, Rule.DUE_SOON, Rule.SNOOZED),
    *(Rule.TO_CONFIRM, Rule.THREE_DAYS, Rule.UNDECIDED, Rule.NO_DEADLINE),
    Rule.UNDATED_LIST,
)
REPORTS = (Rule.MONTHLY_REPORT, Rule.QUARTERLY_REPORT, Rule.CONFIRMATION_ROUND)


@dataclass(frozen=True, slots=True)
class Moment:
    """One time at which one rule speaks.

    `slot` is aware, in the office's zone. `nominal` is the day the office names: the
    week's Friday, the month's 25th, for a daily rule the day itself; the slot lies
    earlier (of a report later) when that day is off. `lead` is in working days, for
    what announces another day.
    """

    rule: Rule
    slot: datetime
    nominal: date
    lead: int = 0


def slot_key(moment: Moment) -> str:
    """The moment's part of a unique key, for example `2026-11-20T15:00`.

    It is the nominal day with the wall time, so that a day off declared later moves
    the slot without making a second one. A heads-up says its lead as well:
    `T-3:2026-11-25T08:30`.
    """
    key = f"{moment.nominal.isoformat()}T{moment.slot:%H:%M}"
    return f"T-{moment.lead}:{key}" if moment.lead else key


def moments_between(
    policy: Policy, calendar: WorkingCalendar, *, after: datetime, until: datetime
) -> list[Moment]:
    """List the moments later than `after` and not later than `until`, ascending.

    At most the newest 800, of at most the last 92 days: older ones are not worth
    sending, and a wrong clock must not make more.
    """
    last = policy.today(until)
    day = max(policy.today(after), last - timedelta(days=LONGEST_LOOK_BACK))
    found: list[Moment] = []
    while day <= last:
        found += moments_of_day(policy, calendar, day)
        day += DAY
    start, end = after.astimezone(UTC), until.astimezone(UTC)
    # Compared in UTC: two times of one zone would be compared by the wall alone.
    within = [m for m in found if start < m.slot.astimezone(UTC) <= end]
    return within[-MOST_MOMENTS:]


def moments_of_day(
    policy: Policy, calendar: WorkingCalendar, day: date
) -> list[Moment]:
    """List the moments of one day of the office, ascending.

    They are those of the policy that holds on that day.
    """
    policy = policy.on(day)
    found = [
        moment
        for moment in (
            *_daily(policy, calendar, day),
            *_weekly(policy, calendar, day),
            *_monthly(policy, calendar, day),
            *_reports(policy, calendar, day),
        )
        if moment.rule not in policy.off
    ]
    order = tuple(Rule)
    return sorted(
        found, key=lambda m: (m.slot.astimezone(UTC), order.index(m.rule), m.lead)
    )


def _daily(policy: Policy, calendar: WorkingCalendar, day: date) -> Iterator[Moment]:
    """What is due today is said on a day off too; the other rules skip it, unless the
    policy says otherwise.

    So are messages of which nobody knows whether they arrived: within a day.
    """
    slot = policy.at(day, policy.morning_at)
    yield Moment(Rule.ADMIN_DIGEST, slot, day)
    sent = {
        Rule.DUE_TODAY: policy.due_today_day_off,
        Rule.OVERDUE: policy.overdue_day_off,
        Rule.TO_CONFIRM: policy.to_confirm_day_off,
    }
    for rule in DAILY_RULES:
        if told_on(day, sent.get(rule, DayOff.SKIP), calendar) is not None:
            yield Moment(rule, slot, day)


def is_first_of_week(calendar: WorkingCalendar, day: date) -> bool:
    """The first day worked in its week, from Monday on."""
    return calendar.is_working(day) and first_of_week(calendar, day) == day


def first_of_week(calendar: WorkingCalendar, day: date) -> date:
    """The first day worked from the Monday of that day on."""
    return calendar.next_working(day - timedelta(days=day.weekday()))


def _weekly(policy: Policy, calendar: WorkingCalendar, day: date) -> Iterator[Moment]:
    """The week's two moments, on the working day before when the Friday is off.

    Only the next Friday can fall on `day`: when a whole week is off (Tết 2026), its
    Friday would fall on the Friday before, which has spoken already.
    """
    if is_first_of_week(calendar, day):
        yield Moment(Rule.UNREACHED, policy.at(day, policy.morning_at), day)
    checked = policy.data_quality_day.on_or_before(day)
    if calendar.next_working(checked) == day:
        yield Moment(Rule.DATA_QUALITY, policy.at(day, policy.morning_at), checked)
    nominal = policy.weekly_day.on_or_after(day)
    if told_on(nominal, policy.on(nominal).weekly_day_off, calendar) == day:
        for rule, at in _weekly_times(policy):
            yield Moment(rule, policy.at(day, at), nominal)


def _weekly_times(policy: Policy) -> tuple[tuple[Rule, time], ...]:
    return (
        (Rule.WEEKLY_HEADS_UP, policy.weekly_heads_up_at),
        (Rule.WEEKLY_DUE, policy.weekly_due_at),
    )


def _monthly(policy: Policy, calendar: WorkingCalendar, day: date) -> Iterator[Moment]:
    """The month's moments; leads count from the day on which the month is closed.

    So a 25th on a Sunday is said on Friday, and its last heads-up on Thursday: a
    heads-up after the closing would be absurd.
    """
    nominal = monthly_nominal(policy, day)
    if policy.monthly_day_off is DayOff.NEXT:
        last = monthly_nominal(policy, day.replace(day=1) - DAY)
        before = monthly_nominal(policy, last.replace(day=1))
        for one in {before, last, nominal}:
            yield from _month(policy, calendar, day, one)
    else:
        yield from _month(policy, calendar, day, nominal)


def _month(
    policy: Policy, calendar: WorkingCalendar, day: date, nominal: date
) -> Iterator[Moment]:
    closing = told_on(nominal, policy.monthly_day_off, calendar)
    if closing is None:
        return
    if closing == day:
        at = policy.at(day, policy.monthly_due_at)
        yield Moment(Rule.MONTHLY_DUE, at, nominal)
    for lead in policy.monthly_heads_up_leads:
        if calendar.before(closing, lead) == day:
            at = policy.at(day, policy.monthly_heads_up_at)
            yield Moment(Rule.MONTHLY_HEADS_UP, at, nominal, lead)


def _reports(policy: Policy, calendar: WorkingCalendar, day: date) -> Iterator[Moment]:
    """So many working days after the period; `nominal` is the day after it.

    The round in which the units confirm the state lies so many working days before
    that: whichever month's report it is for.
    """
    at = policy.at(day, policy.report_at)
    nominal = day.replace(day=1)
    if reported_on(nominal, calendar, policy) == day:
        yield Moment(Rule.MONTHLY_REPORT, at, nominal)
        if nominal.month in QUARTER_STARTS:
            yield Moment(Rule.QUARTERLY_REPORT, at, nominal)
    lead = policy.confirmation_lead
    for months in range(3):  # a long lead, and Tết, may take more than a month
        following = add_months(nominal, months)
        closing = reported_on(following, calendar, policy)
        if calendar.before(closing, lead) == day:
            yield Moment(Rule.CONFIRMATION_ROUND, at, following, lead)


def reported_on(nominal: date, calendar: WorkingCalendar, policy: Policy) -> date:
    """The day on which the report is made of the period before `nominal`."""
    return calendar.after(nominal - DAY, policy.report_days)


def reported_period(moment: Moment) -> Period:
    """What a report's moment is about: the period that ends before its nominal day."""
    eve = moment.nominal - DAY
    if moment.rule is Rule.QUARTERLY_REPORT:
        return Period.quarter(eve.year, (eve.month + 2) // 3)
    return Period.month(eve.year, eve.month)


def monthly_nominal(policy: Policy, day: date) -> date:
    """The first 25th on or after a day (or the last day of a shorter month)."""
    this = _day_of_month(day, policy.monthly_day)
    if this >= day:
        return this
    next_month = day.replace(day=1) + timedelta(days=31)
    return _day_of_month(next_month, policy.monthly_day)


def _day_of_month(month: date, number: int) -> date:
    return month.replace(day=min(number, monthrange(month.year, month.month)[1]))
