"""A unit's own figures against the register, task by task (003, 4c: đối chiếu).

Nothing is overruled here: what differs is listed for both, and the task's tracker says
which of the two is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.folding import fold
from domain.import_notices import LeftOutSaid, Side
from domain.register import RegisterRow
from domain.tasks import Progress


@dataclass(frozen=True, slots=True)
class Ours:
    """One task of the unit as the register has it."""

    task_id: int
    key: str  # of its document
    year: int | None
    content: str
    progress: Progress
    due_on: date | None
    done_on: date | None

    @property
    def is_done(self) -> bool:
        return self.progress is Progress.DONE


@dataclass(frozen=True, slots=True)
class Claim:
    """What the unit says of one task; None as a day: it does not say."""

    task_id: int
    done: bool
    done_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Differs:
    """Columns of the task on which the two differ, with both values."""

    task_id: int
    ours: dict[str, Any]
    theirs: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Paired:
    """A file's rows with the tasks that they mean; `unknown` mean none of the unit."""

    claims: tuple[Claim, ...]
    unknown: tuple[RegisterRow, ...]


def pair_rows(rows: Iterable[RegisterRow], ours: Sequence[Ours]) -> Paired:
    """By the document's number and year; where it gave several, by their content."""
    known: dict[tuple[str, int | None], list[Ours]] = defaultdict(list)
    for task in ours:
        known[task.key, task.year].append(task)
    claims, unknown = [], []
    for row in rows:
        tasks = known.get((row.key, row.year), [])
        if len(tasks) > 1:
            tasks = [one for one in tasks if fold(one.content) == fold(row.content)]
        if len(tasks) == 1:
            claims.append(_claim(tasks[0].task_id, row))
        else:
            unknown.append(row)
    return Paired(tuple(claims), tuple(unknown))


def _claim(task_id: int, row: RegisterRow) -> Claim:
    done = row.progress is Progress.DONE
    return Claim(task_id, done, row.done_on, row.due_on)


def differences(
    claims: Iterable[Claim], ours: Sequence[Ours], *, said_on: date | None = None
) -> list[Differs]:
    """Where the unit says otherwise: done or not, on which day, by which deadline.

    `said_on`: what is said to be done without a day was done by then, as in the chat.
    """
    known = {task.task_id: task for task in ours}
    found = [_differs(one, known[one.task_id], said_on) for one in claims]
    return [one for one in found if one is not None]


def _differs(claim: Claim, task: Ours, said_on: date | None) -> Differs | None:
    ours: dict[str, Any] = {}
    theirs: dict[str, Any] = {}
    if claim.done != task.is_done:
        ours["progress"] = task.progress
        theirs["progress"] = Progress.DONE if claim.done else Progress.IN_PROGRESS
        ours["done_on"] = task.done_on
        theirs["done_on"] = (claim.done_on or said_on) if claim.done else None
    elif claim.done and claim.done_on and claim.done_on != task.done_on:
        ours["done_on"], theirs["done_on"] = task.done_on, claim.done_on
    if claim.due_on and claim.due_on != task.due_on:
        ours["due_on"], theirs["due_on"] = task.due_on, claim.due_on
    return Differs(task.task_id, ours, theirs) if theirs else None


@dataclass(frozen=True)
class DifferenceCard:
    """One difference for the tracker. `state`: open, ours, theirs or replaced."""

    id: int
    task_id: int
    content: str
    unit: str
    source: str  # the file, or empty: typed
    ours: Side
    theirs: Side
    state: str
    waiting: int  # open ones besides this


@dataclass(frozen=True)
class Reconciled:
    """What came of comparing, for the unit: codes of tasks, numbers of documents."""

    unit: str
    source: str
    compared: int
    differing: tuple[tuple[str, Side, Side], ...]  # (code, what it says, what we have)
    unknown: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()  # open tasks of ours of which the file says nothing
    # Rows that could not be read: (row, column, problem, detail, near), as LeftOut.
    left_out: tuple[LeftOutSaid, ...] = ()
