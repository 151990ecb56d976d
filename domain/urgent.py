"""Hỏa tốc: said at once, at any hour, and to the superiors if nobody answers.

domain.md 1.9 and 003, 2b: such a document is entered right after it is signed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from domain.policy import Policy
from domain.tasks import OWED, TaskFacts, Urgency


class UrgentStep(StrEnum):
    """How far a hỏa tốc has been told."""

    AT_ONCE = "at_once"  # officer and head of the unit
    UNANSWERED = "unanswered"  # tracker and leaders of the Office

    def slot_key(self, task: TaskFacts) -> str:
        """Each step is told once of a task; `F` as in flash."""
        return f"F-{self.value}:{task.entered_at.astimezone(UTC):%Y-%m-%dT%H:%M}"


@dataclass(frozen=True, slots=True)
class UrgentFacts:
    """What is known of a task besides its facts. `answered`: a person has spoken."""

    task: TaskFacts
    urgency: Urgency
    issued_on: date | None
    answered: bool
    by_hand: bool = False  # a person gives it now, whatever the date of its document


def urgent_steps(
    facts: UrgentFacts, *, now: datetime, policy: Policy
) -> tuple[UrgentStep, ...]:
    """The steps that are due by now; the keys let each be told once.

    A register brings old ones in too: of these only what was issued within a day of
    its entry is news, and a day after its entry the daily rules have taken over.
    """
    task = facts.task
    if facts.urgency is not Urgency.FLASH or task.progress not in OWED:
        return ()
    entered = task.entered_at.astimezone(UTC)
    age = now.astimezone(UTC) - entered
    if not timedelta() <= age < policy.urgent_news_within:
        return ()
    if not (facts.by_hand or _is_news(facts.issued_on, entered, policy)):
        return ()
    if facts.answered:
        return ()
    if age < policy.urgent_answer_within:
        return (UrgentStep.AT_ONCE,)
    return (UrgentStep.AT_ONCE, UrgentStep.UNANSWERED)


def _is_news(issued_on: date | None, entered: datetime, policy: Policy) -> bool:
    """A register gives the day only: issued within a day is today or yesterday."""
    if issued_on is None:
        return False
    earliest = policy.today(entered - policy.urgent_news_within)
    return earliest <= issued_on <= policy.today(entered)
