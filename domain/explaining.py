"""Why somebody was reminded: his part in it, and by which document of the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.directory import Directory
from domain.escalation import Ladder
from domain.policy import Policy
from domain.reminders import Rule
from domain.tasks import Role

RAISED = "raised"  # the reason for which who asked for something hears where it lies


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


# By rule the attribute of a policy that names its document.
DOCUMENTS: Mapping[Rule, str] = {
    Rule.WEEKLY_DUE: "weekly_source",
    Rule.WEEKLY_HEADS_UP: "weekly_source",
    Rule.MONTHLY_DUE: "monthly_source",
    Rule.MONTHLY_HEADS_UP: "monthly_source",
    Rule.NO_DEADLINE: "no_deadline_source",
    Rule.UNDATED_LIST: "no_deadline_source",
    Rule.MONTHLY_REPORT: "monthly_report_source",
    Rule.QUARTERLY_REPORT: "quarterly_report_source",
    Rule.CONFIRMATION_ROUND: "confirmation_source",
    Rule.THREE_DAYS: "proposals_source",
    Rule.DATA_QUALITY: "data_quality_source",
}


def document_of(rule: Rule, policy: Policy) -> str:
    """The document by which the office goes in this, as its policy names it, or ""."""
    attribute = DOCUMENTS.get(rule)
    return "" if attribute is None else str(getattr(policy, attribute))


def count_of(rule: Rule, policy: Policy) -> int:
    """The number that the words about a rule say, as this office has it; else 0.

    Months between the rounds of undated tasks, working days for a proposal, working
    days for which "đã nhận" holds the ladder back.
    """
    match rule:
        case Rule.NO_DEADLINE | Rule.UNDATED_LIST:
            return policy.no_deadline_months
        case Rule.THREE_DAYS:
            return policy.proposal_days
        case Rule.ESCALATION:
            return policy.acknowledged_pause_days
    return 0
