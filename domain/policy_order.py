"""What must hold between the values of a policy, each right on its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.day_off import DayOff
from domain.policy import Policy, Weekday, lies_between
from domain.policy_kinds import Wrong


@dataclass(frozen=True)
class Check:
    """`detail` is the order in the keys' own words."""

    keys: tuple[str, ...]
    holds: Callable[[Policy], bool]
    why: Wrong
    detail: str = ""


def _rising(*keys: str) -> str:
    return " < ".join(keys)


_WEEK = ("weekly.heads_up_at", "weekly.due_at", "weekly.close_at")
_OVERDUE = ("overdue.daily_days", "overdue.twice_weekly_days")
_OWN_QUIET = ("quiet.own_earliest", "quiet.own_latest", "quiet.from", "quiet.until")


def _outside_quiet(key: str, attribute: str) -> Check:
    """A reminder within quiet hours would never come at its time."""

    def holds(policy: Policy) -> bool:
        at = getattr(policy, attribute)
        office = lies_between(at, policy.quiet_from, policy.quiet_until)
        longest = lies_between(at, policy.own_quiet_earliest, policy.own_quiet_latest)
        return not office and not longest

    keys = (key, "quiet.from", "quiet.until", "quiet.own_earliest", "quiet.own_latest")
    return Check(keys, holds, Wrong.WITHIN_QUIET, key)


def _own_quiet_is_around(policy: Policy) -> bool:
    """The office's own quiet hours are among those that a person may choose."""
    early, late = policy.own_quiet_earliest, policy.own_quiet_latest
    begins = lies_between(policy.quiet_from, early, late)
    ends = policy.quiet_until == late or lies_between(policy.quiet_until, early, late)
    return begins and ends


def _has_weeks(policy: Policy) -> bool:
    """A day that is off each week, and left out when it is off, never comes."""
    is_off = policy.weekly_day in (Weekday.SATURDAY, Weekday.SUNDAY)
    return not (is_off and policy.weekly_day_off is DayOff.SKIP)


CHECKS = (
    Check(
        _WEEK,
        lambda p: p.weekly_heads_up_at < p.weekly_due_at < p.weekly_close_at,
        Wrong.OUT_OF_ORDER,
        _rising(*_WEEK),
    ),
    Check(
        ("late.until", "weekly.close_at"),
        lambda p: p.weekly_close_at <= p.late_until,
        Wrong.OUT_OF_ORDER,
        _rising("weekly.close_at", "late.until"),
    ),
    Check(
        ("late.until", "morning.at"),
        lambda p: p.morning_at < p.late_until,
        Wrong.OUT_OF_ORDER,
        _rising("morning.at", "late.until"),
    ),
    Check(
        _OVERDUE,
        lambda p: p.overdue_daily_days <= p.overdue_twice_weekly_days,
        Wrong.OUT_OF_ORDER,
        _rising(*_OVERDUE),
    ),
    Check(
        ("proposal.heads_up_lead", "proposal.days"),
        lambda p: p.proposal_heads_up_lead < p.proposal_days,
        Wrong.OUT_OF_ORDER,
        _rising("proposal.heads_up_lead", "proposal.days"),
    ),
    Check(
        ("urgent.answer_within_minutes", "urgent.news_within_hours"),
        lambda p: p.urgent_answer_within < p.urgent_news_within,
        Wrong.OUT_OF_ORDER,
        _rising("urgent.answer_within_minutes", "urgent.news_within_hours"),
    ),
    Check(("weekly.day", "day_off.weekly"), _has_weeks, Wrong.NEVER),
    Check(_OWN_QUIET, _own_quiet_is_around, Wrong.BESIDE_LIMITS),
    _outside_quiet("morning.at", "morning_at"),
    _outside_quiet("weekly.heads_up_at", "weekly_heads_up_at"),
    _outside_quiet("weekly.due_at", "weekly_due_at"),
    _outside_quiet("monthly.heads_up_at", "monthly_heads_up_at"),
    _outside_quiet("monthly.due_at", "monthly_due_at"),
    _outside_quiet("report.at", "report_at"),
)
