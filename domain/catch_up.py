"""What is still worth saying when a moment is found late (delivery.md 2.8).

The program was down, or the machine slept: moments lie in the past and were never
planned. Each gets a verdict, and of each family only the newest is told, so that an
outage ends with one message per person and kind, never with a replay.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from domain.calendar import DAY, WorkingCalendar
from domain.policy import Policy
from domain.reminders import REPORTS, Moment, Rule, moments_between
from domain.unsent import WEEKLY_LISTS, last_call, last_of_week


@dataclass(frozen=True, slots=True)
class OnTime:
    """Within ten minutes of its slot."""


@dataclass(frozen=True, slots=True)
class Late:
    """Say it now; `label` adds "(gửi muộn do gián đoạn hệ thống)"."""

    label: bool


@dataclass(frozen=True, slots=True)
class JoinMorning:
    """Say it only within the digest of that morning, to those who still owe."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Wait:
    """Worth saying, but not now: not due yet, or within quiet hours."""

    until: datetime


class Lost(StrEnum):
    """Why a moment is not told any more."""

    OVER = "over"  # its time has passed
    NEWER = "newer"  # a newer moment says it better


@dataclass(frozen=True, slots=True)
class TooLate:
    why: Lost


Verdict = OnTime | Late | JoinMorning | Wait | TooLate


@dataclass(frozen=True, slots=True)
class Choice:
    """A moment and what becomes of it; the lost ones are listed with their reason."""

    moment: Moment
    verdict: Verdict


class Family(StrEnum):
    """Moments of which only the newest is told."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    ESCALATION = "escalation"
    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    DUE_SOON = "due_soon"
    TO_CONFIRM = "to_confirm"
    THREE_DAYS = "three_days"
    UNDECIDED = "undecided"
    NO_DEADLINE = "no_deadline"
    UNDATED_LIST = "undated_list"
    ADMIN_DIGEST = "admin_digest"
    SNOOZED = "snoozed"
    UNREACHED = "unreached"
    DATA_QUALITY = "data_quality"
    MONTHLY_REPORT = "monthly_report"
    QUARTERLY_REPORT = "quarterly_report"
    CONFIRMATION_ROUND = "confirmation_round"


FAMILIES = {
    Rule.WEEKLY_HEADS_UP: Family.WEEKLY,
    Rule.WEEKLY_DUE: Family.WEEKLY,
    Rule.MONTHLY_HEADS_UP: Family.MONTHLY,
    Rule.MONTHLY_DUE: Family.MONTHLY,
    Rule.ESCALATION: Family.ESCALATION,
    Rule.OVERDUE: Family.OVERDUE,
    Rule.DUE_TODAY: Family.DUE_TODAY,
    Rule.DUE_SOON: Family.DUE_SOON,
    Rule.TO_CONFIRM: Family.TO_CONFIRM,
    Rule.THREE_DAYS: Family.THREE_DAYS,
    Rule.UNDECIDED: Family.UNDECIDED,
    Rule.NO_DEADLINE: Family.NO_DEADLINE,
    Rule.UNDATED_LIST: Family.UNDATED_LIST,
    Rule.ADMIN_DIGEST: Family.ADMIN_DIGEST,
    Rule.SNOOZED: Family.SNOOZED,
    Rule.UNREACHED: Family.UNREACHED,
    Rule.DATA_QUALITY: Family.DATA_QUALITY,
    Rule.MONTHLY_REPORT: Family.MONTHLY_REPORT,
    Rule.QUARTERLY_REPORT: Family.QUARTERLY_REPORT,
    Rule.CONFIRMATION_ROUND: Family.CONFIRMATION_ROUND,
}


def choose(
    moments: Iterable[Moment],
    *,
    now: datetime,
    calendar: WorkingCalendar,
    policy: Policy,
) -> tuple[Choice, ...]:
    """Decide about all moments not planned yet, in their order.

    Of each family the newest that is due gets its verdict; the older ones are lost.
    """
    given = tuple(moments)
    newest: dict[Family, Moment] = {}
    for moment in given:
        family = FAMILIES[moment.rule]
        if _is_due(moment, now) and _is_newer(moment, newest.get(family)):
            newest[family] = moment
    return tuple(
        Choice(
            moment,
            TooLate(Lost.NEWER)
            if _is_due(moment, now) and newest[FAMILIES[moment.rule]] is not moment
            else verdict(moment, now=now, calendar=calendar, policy=policy),
        )
        for moment in given
    )


def verdict(
    moment: Moment, *, now: datetime, calendar: WorkingCalendar, policy: Policy
) -> Verdict:
    """What becomes of one moment, if it is the newest of its family."""
    policy = policy.on(moment.slot.date())
    if not _is_due(moment, now):
        return Wait(moment.slot)
    if _is_within(moment.slot, now, policy.on_time_within):
        return OnTime()
    match moment.rule:
        case Rule.WEEKLY_DUE:
            return _weekly_due(moment, now, calendar, policy)
        case Rule.WEEKLY_HEADS_UP:
            return _weekly_heads_up(moment, now, policy)
        case Rule.MONTHLY_HEADS_UP | Rule.MONTHLY_DUE:
            return _monthly(moment, now, calendar, policy)
    if moment.rule in REPORTS:
        return _report(moment, now, calendar, policy)
    if moment.rule in WEEKLY_LISTS:
        return _weekly_list(moment, now, calendar, policy)
    return _daily(moment, now, policy)


def _weekly_due(
    moment: Moment, now: datetime, calendar: WorkingCalendar, policy: Policy
) -> Verdict:
    """Late until 20:00 that day; then within the next working morning's digest."""
    if _is_before_evening(moment.slot, now, policy):
        return Late(label=True)
    next_day = calendar.next_working(moment.slot.date() + DAY)
    policy = policy.on(next_day)
    morning = policy.at(next_day, policy.morning_at)
    # That digest itself may be late, as long as its own day lasts.
    if _is_before_evening(morning, now, policy):
        return JoinMorning(morning)
    return TooLate(Lost.OVER)


def _weekly_list(
    moment: Moment, now: datetime, calendar: WorkingCalendar, policy: Policy
) -> Verdict:
    """Late on its own day; then, in its week, within the digest of a working morning.

    What was found out once a week would else be silent for another one.
    """
    if _is_before_evening(moment.slot, now, policy):
        return Late(label=False)
    today = policy.today(now)
    evening = policy.at(today, policy.late_until)
    over = evening.astimezone(UTC) < now.astimezone(UTC)
    day = calendar.next_working(today + DAY if over else today)
    if day > last_of_week(moment.slot.date(), calendar):
        return TooLate(Lost.OVER)
    return JoinMorning(policy.at(day, policy.on(day).morning_at))


def _weekly_heads_up(moment: Moment, now: datetime, policy: Policy) -> Verdict:
    """Worth saying until the moment of the same day that it announces."""
    announced = policy.at(moment.slot.date(), policy.weekly_due_at)
    if announced.astimezone(UTC) <= now.astimezone(UTC):
        return TooLate(Lost.NEWER)
    return Late(label=False)


def _monthly(
    moment: Moment, now: datetime, calendar: WorkingCalendar, policy: Policy
) -> Verdict:
    """For three days, by day only; a heads-up until the month's next moment."""
    if not _is_within(moment.slot, now, policy.monthly_late_within):
        return TooLate(Lost.OVER)
    if _has_newer(moment, now, calendar, policy):
        return TooLate(Lost.NEWER)
    if policy.is_quiet(now):
        return Wait(policy.local(policy.after_quiet(now)))
    return Late(label=moment.rule is Rule.MONTHLY_DUE)


def _report(
    moment: Moment, now: datetime, calendar: WorkingCalendar, policy: Policy
) -> Verdict:
    """A report for a week, a round until its report; by day only."""
    over = last_call(moment.rule, moment.slot, calendar, policy)
    if over.astimezone(UTC) <= now.astimezone(UTC):
        return TooLate(Lost.OVER)
    if policy.is_quiet(now):
        return Wait(policy.local(policy.after_quiet(now)))
    return Late(label=False)


def _daily(moment: Moment, now: datetime, policy: Policy) -> Verdict:
    """The same day only: what is due today to its end, the others until 20:00."""
    if moment.rule is Rule.DUE_TODAY:
        worth = policy.today(now) == moment.slot.date()
    else:
        worth = _is_before_evening(moment.slot, now, policy)
    return Late(label=False) if worth else TooLate(Lost.OVER)


def _has_newer(
    moment: Moment, now: datetime, calendar: WorkingCalendar, policy: Policy
) -> bool:
    """Whether a later moment of the same month is due already."""
    later = moments_between(policy, calendar, after=moment.slot, until=now)
    return any(
        FAMILIES[one.rule] is Family.MONTHLY and one.nominal == moment.nominal
        for one in later
    )


def _is_due(moment: Moment, now: datetime) -> bool:
    return moment.slot.astimezone(UTC) <= now.astimezone(UTC)


def _is_newer(moment: Moment, than: Moment | None) -> bool:
    return than is None or moment.slot.astimezone(UTC) >= than.slot.astimezone(UTC)


def _is_within(slot: datetime, now: datetime, span: timedelta) -> bool:
    return now.astimezone(UTC) - slot.astimezone(UTC) <= span


def _is_before_evening(slot: datetime, now: datetime, policy: Policy) -> bool:
    """Not later than 20:00 of the slot's day."""
    evening = policy.at(slot.date(), policy.late_until)
    return now.astimezone(UTC) <= evening.astimezone(UTC)
