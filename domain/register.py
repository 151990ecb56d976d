"""The register as it comes out of a file: its rows, and what is wrong with some."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import Enum, StrEnum
from itertools import repeat
from typing import Any

from domain.tasks import Progress, TaskClass, Urgency

JsonValue = str | int | float | bool | list[str] | None


class FileProblem(StrEnum):
    """Why a file as a whole cannot be read."""

    NOT_A_WORKBOOK = "not_a_workbook"
    NOT_A_MESSAGE = "not_a_message"
    WRONG_KIND = "wrong_kind"
    UNKNOWN_LETTERS = "unknown_letters"
    OLD_LETTERS = "old_letters"
    TOO_LARGE = "too_large"
    PROTECTED = "protected"
    MACRO = "macro"
    EXTERNAL_LINKS = "external_links"
    UNSAFE = "unsafe"
    SECRET = "secret"
    EMPTY = "empty"
    UNKNOWN_LAYOUT = "unknown_layout"
    TIMEOUT = "timeout"


class UnreadableFile(Exception):
    """Nothing was read. The file's own text is never part of it."""

    def __init__(self, reason: FileProblem) -> None:
        super().__init__(reason.value)
        self.reason = reason


class UnknownLayout(UnreadableFile):
    """No sheet names what a register needs; what is asked instead.

    `headers` are those of the likeliest row as written, `known` what some of them mean,
    `suggested` what others may mean, `missing` what nothing seems to mean.
    """

    def __init__(
        self,
        headers: Sequence[str],
        known: Sequence[tuple[str, Column]],
        suggested: Sequence[tuple[str, Column]],
        missing: Sequence[Column],
    ) -> None:
        super().__init__(FileProblem.UNKNOWN_LAYOUT)
        self.headers = tuple(headers)
        self.known = tuple(known)
        self.suggested = tuple(suggested)
        self.missing = tuple(missing)


class RowProblem(StrEnum):
    """Why one row stays out while the others come in."""

    SECRET = "secret"
    FORMULA = "formula"
    TOO_LONG = "too_long"
    NO_NUMBER = "no_number"
    NO_UNIT = "no_unit"
    NO_CONTENT = "no_content"
    UNKNOWN_UNIT = "unknown_unit"
    UNIT_ENDED = "unit_ended"  # and nobody, or several, took over
    IMPOSSIBLE_DATE = "impossible_date"
    UNREADABLE_DATE = "unreadable_date"
    UNREADABLE_DEADLINE = "unreadable_deadline"
    UNREADABLE_STATUS = "unreadable_status"


class Column(StrEnum):
    """What a column of a register may mean (domain.md 2.5).

    Where a field of RegisterRow holds the column's meaning, they have one name.
    """

    NUMBER = "number"
    DOCUMENT_KIND = "document_kind"
    ABSTRACT = "abstract"
    ISSUED_ON = "issued_on"
    SIGNER = "signer"
    SUBMITTING_UNIT = "submitting_unit"
    LEAD_UNIT = "lead_unit"
    SUPPORT_UNITS = "support_units"
    TRACKING_UNIT = "tracking_unit"
    CONTENT = "content"
    DEADLINE = "deadline"
    STATUS = "status"
    DONE_ON = "done_on"
    ASSIGNED_ON = "assigned_on"
    ASSIGNED_BY = "assigned_by"
    ANSWER = "answer"
    RESULT = "result"
    SIGNED_AT = "signed_at"
    SENT_AT = "sent_at"
    TASK_CLASS = "task_class"
    URGENCY = "urgency"
    SECRECY = "secrecy"  # for the guard only, never kept
    DRAFTER = "drafter"
    PROCEDURE = "procedure_ok"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that stays out.

    `row` is the sheet's own row number, `column` the header as written in the file
    (None for the whole row). `detail` repeats the cell that was not understood, for
    the message; it is always empty for a secret row. `near` is a known unit's name that
    is almost the unknown one. `key`, `year` and `units` tell whose row it is, as far as
    that can be read (of a secret one nothing is): a task that the file refuses has not
    vanished from it.
    """

    row: int
    column: str | None
    problem: RowProblem
    detail: str = ""
    near: str = ""
    sheet: str = field(default="", compare=False)
    key: str = field(default="", compare=False)
    year: int | None = field(default=None, compare=False)
    units: tuple[str, ...] = field(default=(), compare=False)


@dataclass(slots=True)
class RegisterRow:
    """One task of the register, read. Text is NFC; dates are the office's.

    Units are names as written: who they are is found by `domain.register_units`.
    A row that says "done" without saying when has `done_on` None ("không rõ ngày").
    Nobody changes one: it is not frozen because a frozen one takes ten times as long to
    make, and a file has 50,000.
    """

    row: int
    number: str
    key: str  # the number made comparable; numbers start again each year
    content: str
    lead_unit: str
    progress: Progress
    document_kind: str = ""
    abstract: str = ""
    issued_on: date | None = None
    signer: str = ""
    submitting_unit: str = ""
    support_units: tuple[str, ...] = ()
    tracking_unit: str = ""
    deadline_text: str = ""
    due_on: date | None = None
    done_on: date | None = None
    assigned_on: date | None = None
    assigned_by: str = ""
    answer: str = ""  # number of the answering document, as written
    result: str = ""
    signed_at: datetime | None = None  # the office's local time, as in the file
    sent_at: datetime | None = None
    scheme: str = ""  # QC45 or QC42
    task_class: TaskClass | None = None
    urgency: Urgency = Urgency.NORMAL
    drafter: str = ""
    procedure_ok: bool | None = None  # None: the register does not say
    note: str = ""
    sheet: str = ""  # where `row` stands

    @property
    def place(self) -> tuple[str, int, str]:
        """Where in the file the task stands; a row of several lead units is several."""
        return self.sheet, self.row, self.lead_unit

    @property
    def year(self) -> int | None:
        return self.issued_on.year if self.issued_on else None

    @property
    def given_on(self) -> date | None:
        """Since when the task counts: Ngày giao, else Ngày ban hành (design.md 4)."""
        return self.assigned_on or self.issued_on

    @property
    def has_evidence(self) -> bool:
        """Whether it names an answer, or when one was signed or sent."""
        return bool(self.answer or self.signed_at or self.sent_at)

    def as_fields(self) -> dict[str, JsonValue]:
        """For storage as JSON. What is empty is left away; `from_fields` reads it."""
        named = ((name, getattr(self, name)) for name in _NAMES)
        return {name: _plain(value) for name, value in named if value not in _NOTHING}

    def fingerprint(self) -> str:
        """The same for the same words, wherever in the sheet they stand."""
        said = {
            name: value
            for name, value in self.as_fields().items()
            if name not in WHEREABOUTS
        }
        text = json.dumps(said, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    @classmethod
    def from_columns(cls, columns: Mapping[str, Iterable[Any]]) -> list[RegisterRow]:
        """Rows of columns that are equally long, by the names of the fields; a field
        without a column has its default."""
        whole = (columns.get(one.name, repeat(one.default)) for one in fields(cls))
        return list(map(cls, *whole))

    @classmethod
    def from_fields(cls, stored: Mapping[str, JsonValue]) -> RegisterRow:
        """The row that `as_fields` stored; names that are gone since are ignored."""
        known = {name: stored[name] for name in _NAMES if name in stored}
        return cls(**{n: _REVIVED.get(n, _as_it_is)(v) for n, v in known.items()})


WHEREABOUTS = ("row", "sheet")  # where a row stands, which says nothing of its task
_NAMES = tuple(one.name for one in fields(RegisterRow))
_NOTHING = (None, "", ())


def _as_it_is(value: Any) -> Any:
    return value


_REVIVED: Mapping[str, Callable[[Any], Any]] = {
    "progress": Progress,
    "task_class": TaskClass,
    "urgency": Urgency,
    "support_units": tuple,
    "issued_on": date.fromisoformat,
    "due_on": date.fromisoformat,
    "done_on": date.fromisoformat,
    "assigned_on": date.fromisoformat,
    "signed_at": datetime.fromisoformat,
    "sent_at": datetime.fromisoformat,
}


def _plain(value: object) -> JsonValue:
    match value:
        case Enum():
            return str(value.value)
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case str() | int():
            return value
    raise TypeError(type(value).__name__)


@dataclass(frozen=True, slots=True)
class Register:
    """What a file holds: the readable rows, the others, and its headers as written."""

    sheet: str
    columns: Mapping[Column, str]
    rows: tuple[RegisterRow, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def secret_rows(self) -> int:
        """How many were refused by the guard."""
        return sum(one.problem is RowProblem.SECRET for one in self.left_out)

    @property
    def has_sheets(self) -> bool:
        """Whether a row's number alone does not tell where it stands."""
        sheets = {row.sheet for row in self.rows}
        return len(sheets | {one.sheet for one in self.left_out}) > 1
