"""What one person chose for himself: his language, his quiet hours, what he mutes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import time

from domain.noise import may_be_muted
from domain.policy import Policy
from domain.reminders import Rule
from domain.tasks import Role

ANSWERING = (Role.OFFICER, Role.CONTACT, Role.UNIT_HEAD)
# Whom a rule can reach at all: others are not asked whether they want to hear it.
REACHES: Mapping[str, tuple[Role, ...]] = {
    "due_soon": (*ANSWERING, Role.TRACKER),
    "to_confirm": (Role.TRACKER,),
    "no_deadline": ANSWERING,
    "undated_list": (Role.TASK_FORCE,),
    "weekly_heads_up": (*ANSWERING, Role.TRACKER),
    "monthly_heads_up": (Role.CONTACT, Role.TRACKER),
    "monthly_due": (Role.CONTACT, Role.TRACKER, Role.SYNTHESIS),
    "three_days": (Role.TRACKER,),
    "data_quality": (Role.CLERK, Role.TRACKER),
    "monthly_report": (Role.SYNTHESIS, Role.OFFICE_LEADER, Role.LEADER),
    "quarterly_report": (Role.SYNTHESIS, Role.OFFICE_LEADER, Role.LEADER),
    "confirmation_round": (Role.CONTACT,),
}


@dataclass(frozen=True)
class Hours:
    """From when until when nothing comes; over midnight, as a rule."""

    start: time
    end: time


@dataclass(frozen=True)
class Preferences:
    """Empty where the office's own choice is his too."""

    language: str = ""
    quiet: Hours | None = None
    muted: frozenset[str] = frozenset()

    def mutes(self, rule: str, policy: Policy) -> bool:
        """What may not be muted is heard, even by who muted it when he could."""
        return rule in self.muted and may_be_muted(rule, policy)

    def policy(self, policy: Policy) -> Policy:
        """The office's policy with his own quiet hours, as far as it allows them."""
        if self.quiet is None or not is_allowed(self.quiet, policy):
            return policy
        return replace(policy, quiet_from=self.quiet.start, quiet_until=self.quiet.end)


NONE = Preferences()


@dataclass(frozen=True)
class SettingsCard:
    """What one person goes by, and what of it he may change.

    `own_quiet`: the quiet hours are his own choice; `limits` are the office's for them.
    """

    language: str
    quiet: Hours
    own_quiet: bool
    limits: Hours
    mutable: tuple[Rule, ...]
    muted: frozenset[str]


def is_allowed(quiet: Hours, policy: Policy) -> bool:
    """His quiet hours begin and end within the limits of the office, in that order."""
    early = policy.own_quiet_earliest
    begins, ends = _minutes(early, quiet.start), _minutes(early, quiet.end)
    return begins < ends <= _minutes(early, policy.own_quiet_latest)


def _minutes(start: time, end: time) -> int:
    """From one time of day until it is the other one, perhaps on the next day."""
    span = (end.hour - start.hour) * 60 + end.minute - start.minute
    return span % (24 * 60)


def mutable_rules(roles: Collection[Role], policy: Policy) -> tuple[Rule, ...]:
    """The rules that somebody in these roles may mute here, in their own order."""
    return tuple(
        rule
        for rule in Rule
        if any(role in REACHES.get(rule, ()) for role in roles)
        and rule not in policy.off
        and may_be_muted(rule, policy)
    )
