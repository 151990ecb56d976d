"""What was planned in time and could not leave: delivery.md 2.8 holds for it too.

Telegram was out of reach, for an hour or for three days. A message that waited tells
only what is still worth telling, and a weekly one does not come on a Saturday.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from domain.calendar import DAY, WorkingCalendar
from domain.policy import Policy
from domain.reminders import (
    REPORTS,
    Rule,
    moments_between,
    moments_of_day,
    reported_on,
)

MONTHLY = frozenset({Rule.MONTHLY_HEADS_UP, Rule.MONTHLY_DUE})
# Lists of the week: they are worth reading until the next one is near.
WEEKLY_LISTS = frozenset({Rule.UNREACHED, Rule.DATA_QUALITY})
REPORT_LATE_WITHIN = timedelta(days=7)
LABELLED = frozenset({Rule.WEEKLY_DUE, Rule.MONTHLY_DUE})


def last_call(
    rule: Rule, slot: datetime, calendar: WorkingCalendar, policy: Policy
) -> datetime:
    """Until when this rule's moment is worth telling; from then on it is not.

    A daily one ends with its day, but what quiet hours hold back has its time on the
    next morning, until that one speaks itself: they move, they never drop.
    """
    day = policy.local(slot).date()
    policy = policy.on(day)
    match rule:
        case Rule.WEEKLY_HEADS_UP:
            return policy.at(day, policy.weekly_due_at)
        case Rule.WEEKLY_DUE:
            return policy.at(calendar.next_working(day + DAY), policy.late_until)
        case Rule.MONTHLY_HEADS_UP | Rule.MONTHLY_DUE:
            return _monthly(slot, calendar, policy)
        case Rule.URGED:
            return policy.at(calendar.next_working(day + DAY), policy.late_until)
        case Rule.URGENT:
            return slot + policy.urgent_news_within
    if rule in REPORTS:
        return _report(rule, slot, calendar, policy)
    if rule in WEEKLY_LISTS:
        return policy.at(last_of_week(day, calendar), policy.late_until)
    return policy.at(day + DAY, policy.morning_at) + policy.on_time_within


def last_of_week(day: date, calendar: WorkingCalendar) -> date:
    """The last day worked before a week has passed since that day."""
    return max(day, calendar.previous_working(day + 6 * DAY))


def _monthly(slot: datetime, calendar: WorkingCalendar, policy: Policy) -> datetime:
    """For three days, or until the month's next moment says it better."""
    over = slot + policy.monthly_late_within + policy.on_time_within
    later = moments_between(policy, calendar, after=slot, until=over)
    return next((one.slot for one in later if one.rule in MONTHLY), over)


def _report(
    rule: Rule, slot: datetime, calendar: WorkingCalendar, policy: Policy
) -> datetime:
    """A report for a week: it is a paper, and none comes in its place for a month. A
    round for three days, and until its report is made, for nobody opens one by hand."""
    if rule is not Rule.CONFIRMATION_ROUND:
        return slot + REPORT_LATE_WITHIN
    over = slot + policy.monthly_late_within + policy.on_time_within
    moments = moments_of_day(policy, calendar, policy.local(slot).date())
    closes = [
        policy.at(reported_on(one.nominal, calendar, policy), policy.report_at)
        for one in moments
        if one.rule is rule
    ]
    return max((over, *closes))


def rest(
    rules: Collection[Rule], slot: datetime, calendar: WorkingCalendar, policy: Policy
) -> tuple[datetime, datetime] | None:
    """From when until when a message about nothing but the week is held back.

    From the evening of its day to the next working morning.
    """
    if set(rules) != {Rule.WEEKLY_DUE} and not WEEKLY_LISTS.issuperset(rules):
        return None
    day = policy.local(slot).date()
    morning = policy.at(calendar.next_working(day + DAY), policy.morning_at)
    return policy.at(day, policy.late_until), morning


def late_from(
    rules: Collection[Rule], slot: datetime, policy: Policy
) -> datetime | None:
    """From when it says that it comes late; None if it never does."""
    return slot + policy.on_time_within if set(rules) <= LABELLED else None
