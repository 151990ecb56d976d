"""A justification of lateness is accepted, or that decision taken back (000, point 8).

The history says so: a figure as of an earlier day counts the task as it was counted
then, and a report that is made again knows only what was known when it was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.history import Change, Kind, record
from models.work import Work


@dataclass(frozen=True)
class Decision:
    """`on`: since which day it counts; None takes an earlier decision back."""

    task_id: int
    on: date | None
    actor_id: int | None
    door: str
    note: str = ""


async def clear_lateness(work: Work, decision: Decision) -> int:
    """Reclassify a task that was done late; the number of the event.

    The right to decide is the caller's to check.
    """
    return await record(
        work,
        Change(
            task_id=decision.task_id,
            kind=Kind.JUSTIFIED,
            door=decision.door,
            actor_id=decision.actor_id,
            effective_on=decision.on or work.today,
            columns={"justified_on": decision.on},
            note=decision.note,
        ),
    )
