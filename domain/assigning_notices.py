"""Notices around the giving of tasks: what is given, amended, proposed, inspected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.assigning import Assignment, Doubt


@dataclass(frozen=True)
class AssignmentCard:
    """A task being given. `state`: asked, proposed (to a clerk), entered, returned."""

    assignment: Assignment
    doubts: tuple[Doubt, ...]
    state: str
    tasks: tuple[int, ...] = ()
    by: str = ""  # who proposed it
    question_id: int = 0
    draft_id: int = 0


@dataclass(frozen=True)
class Amended:
    """One thing that becomes another: `field` is a column of the task."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class AmendmentCard:
    """What a document would change of a task, before it is changed."""

    task_id: int
    content: str
    changes: tuple[Amended, ...]
    number: str
    issued_on: date
    reason: str
    cancels: bool
    question_id: int = 0


@dataclass(frozen=True)
class ProposalLine:
    """A proposal that still has to be handled, in a reminder or a list."""

    id: int
    sender: str
    content: str
    number: str
    due_on: date
    stage: str | None  # domain.proposals.ProposalStage, if its days are running out
    is_urgent: bool = False


@dataclass(frozen=True)
class ProposalCard:
    """A proposal of a unit, or feedback of a citizen. `verbs`: what its reader may."""

    line: ProposalLine
    from_citizen: bool
    division: str
    issued_on: date | None
    received_on: date
    state: str
    tasks: tuple[int, ...] = ()
    leader_said: bool = False
    verbs: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProposalList:
    """The proposals still open that somebody may see, the first due first."""

    lines: tuple[ProposalLine, ...]
    total: int


@dataclass(frozen=True)
class PlannedInspection:
    """A unit to be inspected on a day; `findings` empty: not yet."""

    id: int
    unit: str
    day: date
    findings: str = ""


@dataclass(frozen=True)
class InspectionPlan:
    """What the task force means to inspect, and what it found. Never for the units."""

    inspections: tuple[PlannedInspection, ...]
