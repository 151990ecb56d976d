"""On which day a task counts as completed (domain.md 1.5, rules 1 and 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.policy import OnTimeBasis, Policy
from domain.tasks import TaskClass


@dataclass(frozen=True)
class Answer:
    """What is known of the document that answers a task."""

    issued_on: date | None = None
    signed_at: datetime | None = None
    sent_at: datetime | None = None


def completed_on(
    answer: Answer | None, reported_on: date | None, policy: Policy
) -> date | None:
    """The day of the evidence, else that of the report; None if neither is known.

    Where signature and sending decide, it is the later of the two; the date printed
    on the paper proves neither, so that without them the report's own day counts.
    """
    if answer is None:
        return reported_on
    if policy.on_time_basis is OnTimeBasis.REPORTED_DATE:
        return answer.issued_on or reported_on
    known = [policy.today(at) for at in (answer.signed_at, answer.sent_at) if at]
    return max(known) if known else reported_on


def closes_at_once(
    *, due_on: date | None, must_report: bool | None, policy: Policy
) -> bool:
    """Done as soon as the unit says so; without a class it waits for its tracker."""
    if must_report is None:
        return False
    kind = TaskClass.of(has_deadline=due_on is not None, must_report=must_report)
    return kind in policy.closes_at_once
