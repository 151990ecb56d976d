"""No more noise than is needed: what is silenced, what comes without a sound.

One digest for each person and moment is the planner's doing; here is what of it would
say the same thing twice, and which of the messages may wake somebody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from domain.policy import NEVER_MUTED, Policy
from domain.reminders import Rule

# What one rule says of a task makes the others superfluous, for the same person in the
# same message: who answers for an overdue task is not told of it again as a superior.
SILENCES: Mapping[Rule, frozenset[Rule]] = {
    Rule.OVERDUE: frozenset({Rule.ESCALATION, Rule.DUE_TODAY, Rule.DUE_SOON}),
    Rule.ESCALATION: frozenset({Rule.DUE_TODAY, Rule.DUE_SOON}),
    Rule.DUE_TODAY: frozenset({Rule.DUE_SOON}),
    # Put off until the morning of the next stage: said once.
    Rule.DUE_SOON: frozenset({Rule.SNOOZED}),
    Rule.NO_DEADLINE: frozenset({Rule.UNDATED_LIST}),
}


def without_echoes(
    tasks_of: Mapping[Rule, Collection[int]],
) -> dict[Rule, frozenset[int]]:
    """The tasks that each rule still has to speak of in one message."""
    return {
        rule: frozenset(tasks).difference(
            *(
                tasks_of.get(louder, ())
                for louder, silenced in SILENCES.items()
                if rule in silenced
            )
        )
        for rule, tasks in tasks_of.items()
    }


def is_audible(rules: Collection[str], policy: Policy) -> bool:
    """One rule that may make a sound is enough for the whole message."""
    return not policy.audible.isdisjoint(rules)


def may_be_muted(rule: str, policy: Policy) -> bool:
    """What is due, overdue or urgent is heard by everybody, whatever an office says."""
    return rule not in NEVER_MUTED | policy.never_muted
