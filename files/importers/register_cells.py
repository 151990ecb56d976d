"""What each cell of a register means, by its column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from domain.folding import fold
from domain.register import Column, RowProblem
from domain.tasks import Progress, TaskClass, Urgency
from domain.unit_names import is_unit_like
from files.importers.texts import BULLETS, CellFault, one_line, split_names, text_of
from files.opening.cells import Cell
from locales.reading.classes import read_class, read_status, read_urgency
from locales.reading.documents import document_key, find_document

# In a cell with a document's number, date and leader: who gave the task.
LEADER = re.compile(
    r"^\s*(?:lãnh đạo|người ký|người giao)[^:\n]*:\s*(.+)$", re.I | re.M
)
AROUND = re.compile(r"\n|\b(?:ngày|số|công văn|thông báo|quyết định)\b", re.IGNORECASE)
NO_PROCEDURE = ("chua", "khong", "sai", "vi pham")


class Numbered(NamedTuple):
    """A document as its cell names it; some offices write more than its number there.

    `said` is the whole cell where a date may stand below the number.
    """

    number: str
    key: str
    issued_on: date | None = None
    leader: str = ""
    said: str = ""


MISSING = {
    Column.NUMBER: RowProblem.NO_NUMBER,
    Column.LEAD_UNIT: RowProblem.NO_UNIT,
    Column.CONTENT: RowProblem.NO_CONTENT,
}


def needed(text: str, column: Column) -> str:
    if not text:
        raise CellFault(column, MISSING[column])
    return text


def numbered_by(cell: Cell, today: date) -> Numbered:
    """`today` gives a year to a date beside the number that has none."""
    said = text_of(cell)
    if said.isascii() and said.isprintable() and said and " " not in said:
        return Numbered(said, key_of(said))  # most numbers, at once
    number, leader = needed(one_line(said), Column.NUMBER), leader_of(said)
    found = find_document(said, today=today) if AROUND.search(said) else None
    if found is None:
        return Numbered(number, key_of(number), leader=leader)
    return Numbered(found.number, key_of(found.number), found.issued_on, leader, said)


def content_of(content: Cell, abstract: Cell) -> str:
    """What is to be done; where only the abstract says it, the abstract."""
    said = text_of(content) or text_of(abstract)
    return said or needed(said, Column.CONTENT)


def status_of(cell: Cell) -> Progress | None:
    """None where the cell is empty."""
    text = text_of(cell)
    if not text:
        return None
    progress = read_status(text)
    if progress is None:
        raise CellFault(Column.STATUS, RowProblem.UNREADABLE_STATUS, text)
    return progress


def class_of(header: str, cell: Cell) -> tuple[str, TaskClass | None]:
    """The scheme (QC45, QC42) and class; a column "QC45" may hold the letter alone."""
    text = text_of(cell)
    found = read_class(text) or read_class(f"{header}_{text}") if text else None
    return found or ("", None)


def procedure_of(cell: Cell) -> bool | None:
    """Whether the procedure was followed; None where the cell does not say."""
    said = fold(text_of(cell))
    if not said:
        return None
    return not any(word in said for word in NO_PROCEDURE)


def name_of(cell: Cell) -> str:
    return one_line(text_of(cell))


def lead_units_of(cell: Cell) -> tuple[str, ...]:
    """Each unit that leads; a name broken over lines to fit its column is one."""
    text = text_of(cell)
    lines = [line.strip(BULLETS) for line in text.split("\n")]
    if ";" in text or all(map(is_unit_like, filter(None, lines))):
        names = split_names(text)
    else:
        names = (one_line(text),)
    needed(names[0] if names else "", Column.LEAD_UNIT)
    return names


def leader_of(said: str) -> str:
    found = LEADER.search(said) if "\n" in said else None
    return one_line(found[1]) if found else ""


def support_units_of(cell: Cell) -> tuple[str, ...]:
    return split_names(text_of(cell))


def urgency_of(cell: Cell) -> Urgency:
    return read_urgency(text_of(cell))


def key_of(number: str) -> str:
    """`document_key`, at once for the plain letters that most numbers have."""
    if not number.isascii():
        return document_key(number)
    key = "".join(number.upper().split())
    return key.lstrip("0") or key


# Columns that are read from their own cell alone, into the field of the same name.
SIMPLE: Mapping[Column, Callable[[Cell], Any]] = {
    Column.SUPPORT_UNITS: support_units_of,
    Column.TRACKING_UNIT: name_of,
    Column.SUBMITTING_UNIT: name_of,
    Column.DOCUMENT_KIND: name_of,
    Column.SIGNER: name_of,
    Column.ASSIGNED_BY: name_of,
    Column.DRAFTER: name_of,
    Column.ABSTRACT: text_of,
    Column.ANSWER: text_of,
    Column.RESULT: text_of,
    Column.NOTE: text_of,
    Column.URGENCY: urgency_of,
    Column.PROCEDURE: procedure_of,
}
