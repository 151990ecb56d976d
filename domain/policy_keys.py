"""The table of all keys of a policy file: what each is called, means and may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from domain.day_off import DayOff
from domain.policy import OnTimeBasis, Weekday
from domain.policy_kinds import (
    Kind,
    Unreadable,
    Wrong,
    choice,
    choices,
    emails,
    leads,
    span,
    steps,
    switch,
    text,
    texts,
    wall_time,
    weekdays,
    whole,
)
from domain.tasks import Role, TaskClass

__all__ = ["KEYS", "LETTERHEAD", "SECTIONS", "Key", "Unreadable", "Wrong"]

LETTERHEAD = "papers."
# As `domain/reminders.py: Rule`, which builds on the policy and not the other way.
RULES = (
    *("escalation", "overdue", "due_today", "due_soon", "to_confirm", "no_deadline"),
    *("undated_list", "monthly_due", "monthly_heads_up", "weekly_heads_up"),
    *("weekly_due", "admin_digest", "three_days", "urgent", "monthly_report"),
    *("quarterly_report", "confirmation_round", "urged", "snoozed", "unreached"),
    "undecided",
    "data_quality",
)
# What no office may go without: the promise that nothing is lost in silence.
ALWAYS = ("admin_digest", "unreached", "urgent", "urged", "snoozed", "undecided")
P, N, S, SEND = DayOff.PREVIOUS, DayOff.NEXT, DayOff.SKIP, DayOff.SEND
CHANNELS = ("telegram", "email")


@dataclass(frozen=True)
class Key:
    """`path` as the file writes it, `attribute` as policy or letterhead call it."""

    path: str
    attribute: str
    kind: Kind


def _key(path: str, kind: Kind, attribute: str | None = None) -> Key:
    return Key(path, attribute or path.replace(".", "_"), kind)


_ALL = (
    _key("rules.off", choices(r for r in RULES if r not in ALWAYS), "off"),
    _key("rules.audible", choices(RULES), "audible"),
    _key("rules.never_muted", choices(RULES), "never_muted"),
    _key("quiet.from", wall_time()),
    _key("quiet.until", wall_time()),
    _key("quiet.own_earliest", wall_time(), "own_quiet_earliest"),
    _key("quiet.own_latest", wall_time(), "own_quiet_latest"),
    _key("morning.at", wall_time()),
    _key("due_soon.leads", leads(most=60)),
    _key("overdue.daily_days", whole(0, 60)),
    _key("overdue.twice_weekly_days", whole(0, 365)),
    _key("overdue.twice_weekly_on", weekdays()),
    _key("overdue.weekly_on", weekdays()),
    _key("escalation.steps", steps(longest=3, most=60)),
    _key("escalation.acknowledged_pause_days", whole(0, 10), "acknowledged_pause_days"),
    _key("obstacle.steps", steps(longest=2, most=60)),
    _key("undecided.steps", steps(longest=2, most=60)),
    _key("no_deadline.months", whole(1, 24)),
    _key("weekly.day", choice(Weekday)),
    _key("weekly.heads_up_at", wall_time()),
    _key("weekly.due_at", wall_time()),
    _key("weekly.close_at", wall_time()),
    _key("monthly.day", whole(1, 31)),
    _key("monthly.heads_up_leads", leads(most=15)),
    _key("monthly.heads_up_at", wall_time()),
    _key("monthly.due_at", wall_time()),
    _key("proposal.days", whole(1, 30)),
    _key("proposal.heads_up_lead", whole(0, 29)),
    _key("urgent.answer_within_minutes", span("minutes", 5, 1_440),
         "urgent_answer_within"),
    _key("urgent.news_within_hours", span("hours", 1, 240), "urgent_news_within"),
    _key("snooze.days", steps(longest=3, most=20)),
    _key("report.at", wall_time()),
    _key("report.days", whole(1, 20)),
    _key("report.officers", switch()),
    _key("report.confirmation_lead", whole(1, 20), "confirmation_lead"),
    _key("late.on_time_within_minutes", span("minutes", 1, 60), "on_time_within"),
    _key("late.until", wall_time()),
    _key("late.monthly_within_days", span("days", 1, 10), "monthly_late_within"),
    _key("entry.days", whole(0, 60)),
    _key("data_quality.day", choice(Weekday)),
    _key("deadline.on_time_basis", choice(OnTimeBasis), "on_time_basis"),
    _key("deadline.before_is_exclusive", switch(), "before_is_exclusive"),
    _key("deadline.extension_approvers", choices(Role), "extension_approvers"),
    _key("deadline.closes_at_once", choices(TaskClass), "closes_at_once"),
    _key("group.shows_content", switch()),
    _key("group.shows_names", switch()),
    _key("day_off.weekly", choice(DayOff, P, S), "weekly_day_off"),
    _key("day_off.monthly", choice(DayOff, P, N), "monthly_day_off"),
    _key("day_off.due_soon", choice(DayOff, P), "due_soon_day_off"),
    _key("day_off.due_today", choice(DayOff, SEND, S), "due_today_day_off"),
    _key("day_off.overdue", choice(DayOff, S, SEND), "overdue_day_off"),
    _key("day_off.to_confirm", choice(DayOff, S, SEND), "to_confirm_day_off"),
    _key("day_off.escalation", choice(DayOff, N), "escalation_day_off"),
    _key("day_off.no_deadline", choice(DayOff, N, P), "no_deadline_day_off"),
    _key("day_off.report", choice(DayOff, N), "report_day_off"),
    _key("day_off.confirmation_round", choice(DayOff, P), "confirmation_day_off"),
    _key("day_off.urgent", choice(DayOff, SEND), "urgent_day_off"),
    _key("sources.weekly", text(), "weekly_source"),
    _key("sources.monthly", text(), "monthly_source"),
    _key("sources.no_deadline", text(), "no_deadline_source"),
    _key("sources.monthly_report", text(), "monthly_report_source"),
    _key("sources.quarterly_report", text(), "quarterly_report_source"),
    _key("sources.confirmation_round", text(), "confirmation_source"),
    _key("sources.proposal", text(), "proposals_source"),
    _key("sources.data_quality", text(), "data_quality_source"),
    _key("secrecy.symbols", texts(), "secret_symbols"),
    _key("privacy.words_days", whole(30, 730)),
    _key("privacy.accounts_days", whole(1, 365)),
    _key("channels.order", texts(among=CHANNELS), "channels"),
    _key("papers.governing_body", text(), "governing_body"),
    _key("papers.issuing_body", text(), "issuing_body"),
    _key("papers.office_name", text(), "office_name"),
    _key("papers.place", text(), "place"),
    _key("papers.symbol", text(), "symbol"),
    _key("papers.bases", texts(), "bases"),
    _key("papers.procedure_basis", text(), "procedure_basis"),
    _key("papers.signer_titles", texts(), "signer_titles"),
    _key("papers.signer_name", text(), "signer_name"),
    _key("papers.recipients", texts(), "recipients"),
    _key("papers.report_recipients", texts(), "report_recipients"),
    _key("papers.addressees", texts(), "addressees"),
    _key("papers.system", text(), "system"),
    _key("papers.on_time_rule", text(), "on_time_rule"),
    _key("papers.synthesis_email", emails(), "synthesis_email"),
)  # fmt: skip
KEYS: Mapping[str, Key] = {key.path: key for key in _ALL}
SECTIONS = frozenset(path.partition(".")[0] for path in KEYS)
