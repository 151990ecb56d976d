"""A task being given: what is known of it, what is still missing, what is doubtful.

One document may give it to many (fan-out): units, or people by name. Their reports may
go through another unit, and one unit may draw the results together (003, 2b and 4b).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.tasks import TaskClass, Urgency


class Missing(StrEnum):
    """What is asked for, in this order."""

    WHOM = "whom"
    CONTENT = "content"
    DOCUMENT = "document"
    REPORT = "report"
    DEADLINE = "deadline"


class Doubt(StrEnum):
    """What the reader is warned of before the task is entered."""

    NO_DEADLINE = "no_deadline"  # a product is asked for, and no date (004, 3)
    DUE_BEFORE_ISSUE = "due_before_issue"
    OVERDUE_AT_ONCE = "overdue_at_once"
    NO_DIVISION = "no_division"  # nobody would confirm it


@dataclass(frozen=True)
class Assignee:
    """Who is given the task: a unit, or a person of it by name."""

    unit_id: int
    unit: str
    officer_id: int | None = None
    officer: str = ""

    @property
    def name(self) -> str:
        return f"{self.officer} ({self.unit})" if self.officer else self.unit


@dataclass(frozen=True)
class Assignment:
    """A task as far as it is known. `undated`: that it has no deadline was said.

    `due_on` is a date of the office's zone; `deadline_text` the words it was read from.
    """

    assignees: tuple[Assignee, ...] = ()
    content: str = ""
    number: str = ""
    issued_on: date | None = None
    signer: str = ""
    must_report: bool | None = None
    deadline_text: str = ""
    due_on: date | None = None
    undated: bool = False
    scheme: str = "QC45"
    urgency: Urgency = Urgency.NORMAL
    support: tuple[Assignee, ...] = ()
    via: Assignee | None = None  # the reports go through it
    consolidator: Assignee | None = None  # draws the results together
    division: Assignee | None = None  # tracks it
    proposal_id: int | None = None  # what it came of
    sender: str = ""  # who proposed it; a citizen is not named

    @property
    def task_class(self) -> TaskClass | None:
        """As the division proposes it: it follows from what was said (003, 4b)."""
        if self.must_report is None:
            return None
        has_deadline = self.due_on is not None
        return TaskClass.of(has_deadline=has_deadline, must_report=self.must_report)


def missing_of(one: Assignment) -> Missing | None:
    """What to ask for next. Of a proposal lead unit and deadline must be named (4g)."""
    if not one.assignees:
        return Missing.WHOM
    if not one.content:
        return Missing.CONTENT
    if not one.number or one.issued_on is None:
        return Missing.DOCUMENT
    if one.must_report is None:
        return Missing.REPORT
    if one.due_on is None and not (one.undated and one.proposal_id is None):
        return Missing.DEADLINE
    return None


def doubts_of(one: Assignment, today: date) -> tuple[Doubt, ...]:
    """What is worth a second look; none of them hinders."""
    found = []
    if one.must_report and one.due_on is None:
        found.append(Doubt.NO_DEADLINE)
    if one.due_on is not None:
        if one.issued_on is not None and one.due_on < one.issued_on:
            found.append(Doubt.DUE_BEFORE_ISSUE)
        elif one.due_on < today:
            found.append(Doubt.OVERDUE_AT_ONCE)
    if one.division is None:
        found.append(Doubt.NO_DIVISION)
    return tuple(found)


def classes_open_to(one: Assignment) -> tuple[TaskClass, TaskClass]:
    """The two classes a clerk can enter: the deadline is not his to decide."""
    dated = one.due_on is not None
    with_report = TaskClass.of(has_deadline=dated, must_report=True)
    return with_report, TaskClass.of(has_deadline=dated, must_report=False)


def recipients_line(scheme: str, task_class: TaskClass) -> str:
    """The line of *Nơi nhận* by which the clerks know the class (003, 4b).

    A formula of the office's papers: it is Vietnamese in every language.
    """
    return f"- Phòng: TH, HCTC ({scheme}_{task_class.value});"
