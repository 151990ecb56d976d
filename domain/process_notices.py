"""What is shown of a request: its card, and its line on the card of the task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.processes import Answer, Level, ProcessKind, State


@dataclass(frozen=True)
class ProcessLine:
    """A request about a task, in one line. `words` are a person's: no group sees them.

    `wanted_on` and `after_deadline` are an extension's, `level` an obstacle's.
    """

    kind: ProcessKind
    state: State
    raised_on: date
    words: str
    decision: str = ""
    wanted_on: date | None = None
    after_deadline: bool = False
    level: Level | None = None


@dataclass(frozen=True)
class ProcessCard:
    """A request as who decides it reads it; it says as well what came of it.

    `task_id` is None of a petition about no task. `due_on` was in force when more time
    was asked for, `original_due_on` came with the task. `reminds`: a rule told it, of
    which the reader may ask why.
    """

    number: int
    line: ProcessLine
    unit: str
    who: str
    raised_at: datetime
    task_id: int | None = None
    task_version: int = 0
    content: str = ""
    due_on: date | None = None
    original_due_on: date | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    answers: tuple[Answer, ...] = ()
    reminds: bool = False


@dataclass(frozen=True)
class KeptFile:
    """A file kept as proof, to be shown again: Telegram has it under `file_id`."""

    task_id: int
    file_id: str
    is_photo: bool
    name: str
    caption: str
