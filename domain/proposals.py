"""The three working days in which a proposal is to become a task (003, 4g).

"Chậm nhất là 03 ngày làm việc (kể từ ngày nhận được văn bản)": by then the division has
named the unit that leads and the deadline. The day of receipt is not counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.calendar import WorkingCalendar
from domain.policy import Policy


class ProposalStage(StrEnum):
    """What a morning has to say about a proposal that is not handled yet."""

    HEADS_UP = "heads_up"
    LAST_DAY = "last_day"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class ProposalClock:
    """Received on that day; to be handled by `due_on`, announced on `heads_up_on`."""

    received_on: date
    heads_up_on: date
    due_on: date

    def slot_key(self, stage: ProposalStage) -> str:
        """For example `P-heads_up:2026-11-26`: each stage is told once."""
        return f"P-{stage.value}:{self.due_on.isoformat()}"


def proposal_clock(
    received_on: date, *, calendar: WorkingCalendar, policy: Policy
) -> ProposalClock:
    """Received on Friday 20/11/2026, due on Thursday 26/11: the 24th is off."""
    due_on = calendar.after(received_on, policy.proposal_days)
    heads_up_on = calendar.before(due_on, policy.proposal_heads_up_lead)
    return ProposalClock(received_on, heads_up_on, due_on)


def proposal_stage(
    clock: ProposalClock, today: date, *, is_handled: bool
) -> ProposalStage | None:
    """What is to be said this morning; nothing once unit and deadline are named."""
    if is_handled or today < clock.heads_up_on:
        return None
    if today > clock.due_on:
        return ProposalStage.OVERDUE
    return ProposalStage.LAST_DAY if today == clock.due_on else ProposalStage.HEADS_UP
