"""What the bot says of files that came in: shown before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.tasks import Urgency

# A row in a list: its number in the sheet, the document, and what differs.
RowSaid = tuple[int, str, str]
# Row, header as written, problem, the cell, the unit that was meant (`LeftOut`).
LeftOutSaid = tuple[int, str | None, str, str, str]
Side = tuple[tuple[str, str], ...]  # columns of a task, with their values as JSON text


@dataclass(frozen=True)
class ImportCounts:
    """How many rows fell in each place."""

    added: int
    changed: int
    unchanged: int
    vanished: int
    contradicted: int
    left_out: int


@dataclass(frozen=True)
class ImportPreview:
    """What importing would do; nothing is stored until *Nhập* is pressed.

    `left_out` are the first rows that stay out: row, header as written, problem, the
    cell, a near unit's name. `near` are the first names that are almost a unit's: as
    written, and the unit's.
    """

    question_id: int
    draft_id: int
    file_name: str
    system: str
    counts: ImportCounts
    changed: tuple[RowSaid, ...] = ()
    contradicted: tuple[tuple[int, str, Side, Side], ...] = ()  # the file's, a person's
    vanished: tuple[RowSaid, ...] = ()
    left_out: tuple[LeftOutSaid, ...] = ()
    near: tuple[tuple[str, str], ...] = ()
    sheets: tuple[str, ...] = ()  # of each left out row, where there are several
    columns: tuple[tuple[str, str], ...] = ()  # header as written, Column


@dataclass(frozen=True)
class ImportDone:
    """What an import did; `run` is None when there was nothing to store."""

    file_name: str
    run: int | None
    counts: ImportCounts


@dataclass(frozen=True)
class FileRefused:
    """A file of which nothing was taken, and why (`domain.register.FileProblem`)."""

    file_name: str
    problem: str


@dataclass(frozen=True)
class ImportRows:
    """Every row of a preview, as a file made when it leaves."""

    file_name: str
    content: bytes


@dataclass(frozen=True)
class DiscrepancyCard:
    """A file's word against a person's. `state`: open, register, person, withdrawn.

    Both sides are columns of the task with their values as text; `waiting` counts those
    that are open besides this one.
    """

    id: int
    task_id: int
    content: str
    unit: str
    file_name: str
    sheet: str
    row: int
    register: Side
    person: Side
    said_by: str | None
    said_at: datetime | None
    state: str
    waiting: int


@dataclass(frozen=True)
class ExchangeCard:
    """A message of the exchange, as a proposal. `state`: open, taken, left.

    `outcome` of a taken one: tasks added, tasks changed; and names that are no unit.
    `touched` are the codes of tasks that would be reported, moved on or cancelled, or
    that were cancelled; `doubtful` those that are perhaps of another body's document,
    or that were left alone for it. `stranger`: who answers is no unit. `added` and
    `removed` are the receivers that an update names so.
    """

    id: int
    kind: str  # domain.exchange.ExchangeKind
    number: str
    issued_on: date | None
    issuer: str
    subject: str
    content: str
    due_on: date | None
    urgency: Urgency
    to: tuple[str, ...]
    tags: tuple[str, ...]
    answers: tuple[str, ...]
    status: str
    note: str
    doubts: tuple[str, ...]
    state: str
    outcome: tuple[int, int] | None = None
    unknown: tuple[str, ...] = ()
    steering: str = ""
    replaces: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    stranger: bool = False
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
