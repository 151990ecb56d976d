"""What a task is: its stored progress, its class, and the facts that rules ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Protocol


class Progress(StrEnum):
    """How far a task is, as stored (domain.md 1.3)."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    REPORTED = "reported"
    DONE = "done"
    RETURNED = "returned"
    CANCELLED = "cancelled"


# The officer still has something to do; `reported` waits for the tracker instead.
OWED = (Progress.NOT_STARTED, Progress.IN_PROGRESS, Progress.RETURNED)
OPEN = (*OWED, Progress.REPORTED)


class TaskClass(StrEnum):
    """The class of 419/VPUBND-HCTC point 4b, from "has deadline" x "must report"."""

    A = "a"
    B = "b"
    C = "c"
    D = "d"

    @classmethod
    def of(cls, *, has_deadline: bool, must_report: bool) -> TaskClass:
        if has_deadline:
            return cls.A if must_report else cls.B
        return cls.C if must_report else cls.D

    @property
    def has_deadline(self) -> bool:
        return self in (TaskClass.A, TaskClass.B)

    @property
    def must_report(self) -> bool:
        """A document to the committee is the product: number and date are needed."""
        return self in (TaskClass.A, TaskClass.C)


class Urgency(StrEnum):
    """Độ khẩn (NĐ 30/2020; edXML Priority 0-4)."""

    NORMAL = "normal"
    URGENT = "urgent"
    VERY_URGENT = "very_urgent"
    FLASH = "flash"


class Role(StrEnum):
    """A person's part in a unit (design.md section 4)."""

    OFFICER = "officer"
    CONTACT = "contact"
    UNIT_HEAD = "unit_head"
    TRACKER = "tracker"
    CLERK = "clerk"
    SYNTHESIS = "synthesis"
    OFFICE_LEADER = "office_leader"
    LEADER = "leader"
    TASK_FORCE = "task_force"
    ADMIN = "admin"


class Dated(Protocol):
    """What the time axis of a task follows from."""

    @property
    def progress(self) -> Progress: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def done_on(self) -> date | None: ...
    @property
    def justified(self) -> bool: ...


@dataclass(frozen=True)
class TaskFacts:
    """What the rules look at. Dates are the office's; instants are aware UTC."""

    id: int
    progress: Progress
    due_on: date | None
    entered_at: datetime
    assigned_on: date
    done_on: date | None = None
    must_report: bool | None = None  # None: the register gave no class
    version: int = 1
    due_version: int = 1
    acknowledged_on: date | None = None
    returned_on: date | None = None  # last given back as insufficient
    due_set_on: date | None = None  # when the deadline was last moved
    justified: bool = False  # its lateness was accepted as explained (`explains`)

    def is_entered_by(self, at: datetime) -> bool:
        """Nothing is said of a moment before the task's entry: an import is silent."""
        return self.entered_at <= at.astimezone(UTC)


def task_code(task_id: int) -> str:
    """The name people use. It is a name, never a right."""
    return f"NV-{task_id}"
