"""One row of a register: each cell read for what its column means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from domain.folding import fold
from domain.register import Column, RegisterRow, RowProblem
from domain.tasks import Progress, TaskClass, Urgency
from domain.unit_names import is_unit_like
from files.importers.headers import Header
from files.importers.row_dates import RowDates
from files.importers.texts import (
    BULLETS,
    CellFault,
    Memo,
    one_line,
    split_names,
    text_of,
)
from files.opening.cells import Cell, Mark, SheetRow
from locales.reading.classes import read_class, read_status, read_urgency
from locales.reading.documents import document_key, find_document

Cells = Mapping[Column, Cell]

# In a cell with a document's number, date and leader: who gave the task.
LEADER = re.compile(
    r"^\s*(?:lãnh đạo|người ký|người giao)[^:\n]*:\s*(.+)$", re.I | re.M
)
AROUND = re.compile(r"\n|\b(?:ngày|số|công văn|thông báo|quyết định)\b", re.IGNORECASE)
NO_PROCEDURE = ("chua", "khong", "sai", "vi pham")
MARK_PROBLEMS = {Mark.FORMULA: RowProblem.FORMULA, Mark.TOO_LONG: RowProblem.TOO_LONG}


class RowReader:
    """Reads the rows under one header; equal cells are understood once."""

    def __init__(self, header: Header, dates: RowDates, *, sheet: str = "") -> None:
        self.sheet = sheet
        self.places = header.places
        self.width = max(header.places.values()) + 1
        self.dates = dates
        self.statuses = Memo(status_of)
        self.leads = Memo(lead_units_of)
        self.classes = Memo(
            partial(class_of, header.written.get(Column.TASK_CLASS, ""))
        )
        readers = {column: Memo(read) for column, read in SIMPLE.items()}
        self.simple = [
            (column.value, readers[column], at)
            for column, at in header.places.items()
            if column in readers
        ]

    def read(
        self, row: SheetRow, over: Mapping[Column, str] | None = None
    ) -> list[RegisterRow]:
        """One task for each unit that leads; `over` is what the headings above say.

        Raises CellFault for the first cell that keeps the row out.
        """
        padded, cells = self._cells(row)
        if Mark in map(type, padded):
            check_marks(cells)
        if over:
            missing = {c: said for c, said in over.items() if cells.get(c) is None}
            cells |= missing
        leads = self.leads[cells.get(Column.LEAD_UNIT)]
        first = self._row(row, padded, cells, leads[0])
        if len(leads) == 1:
            return [first]
        return [first, *(replace(first, lead_unit=lead) for lead in leads[1:])]

    def _cells(self, row: SheetRow) -> tuple[list[Cell], dict[Column, Cell]]:
        padded = row.cells + [None] * (self.width - len(row.cells))
        return padded, {column: padded[at] for column, at in self.places.items()}

    def whose(
        self, row: SheetRow, over: Mapping[Column, str] | None = None
    ) -> dict[str, Any]:
        """Of which task a row speaks that stays out; empty where it cannot be read."""
        _, cells = self._cells(row)
        plain = {c: cell for c, cell in cells.items() if type(cell) is not Mark}
        plain |= {c: s for c, s in (over or {}).items() if plain.get(c) is None}
        found: dict[str, Any] = {}
        with suppress(CellFault):
            found["units"] = self.leads[plain.get(Column.LEAD_UNIT)]
        with suppress(CellFault):
            number, issued_on = self._document({**plain, Column.ISSUED_ON: None})
            found |= {"key": key_of(number), "year": issued_on and issued_on.year}
        with suppress(CellFault):
            number, issued_on = self._document(plain)
            found["year"] = issued_on and issued_on.year
        return found

    def _row(
        self, row: SheetRow, padded: list[Cell], cells: Cells, lead: str
    ) -> RegisterRow:
        number, issued_on = self._document(cells)
        progress, done_on = self._progress(cells)
        deadline_text, due_on = self.dates.deadline(cells, issued_on)
        scheme, task_class = self.classes[cells.get(Column.TASK_CLASS)]
        simple: dict[str, Any] = {
            name: memo[padded[at]] for name, memo, at in self.simple
        }
        if "assigned_by" not in simple:
            simple["assigned_by"] = leader_of(cells.get(Column.NUMBER))
        return RegisterRow(
            row=row.number,
            sheet=self.sheet,
            number=number,
            key=key_of(number),
            content=content_of(cells),
            lead_unit=lead,
            progress=progress,
            issued_on=issued_on,
            deadline_text=deadline_text,
            due_on=due_on,
            done_on=done_on,
            assigned_on=self.dates.day(cells, Column.ASSIGNED_ON),
            signed_at=self.dates.moment(cells, Column.SIGNED_AT),
            sent_at=self.dates.moment(cells, Column.SENT_AT),
            scheme=scheme,
            task_class=task_class,
            **simple,
        )

    def _document(self, cells: Cells) -> tuple[str, date | None]:
        """Number and date; some offices write both, and more, into one cell."""
        said = text_of(cells.get(Column.NUMBER))
        issued_on = self.dates.day(cells, Column.ISSUED_ON)
        if said.isascii() and said.isprintable() and said and " " not in said:
            return said, issued_on  # most numbers, at once
        number = needed(one_line(said), Column.NUMBER)
        if not AROUND.search(said):
            return number, issued_on
        found = find_document(said, today=self.dates.today)
        if found is None:
            return number, issued_on
        dated = issued_on or found.issued_on or self.dates.among(said)
        return found.number, dated

    def _progress(self, cells: Cells) -> tuple[Progress, date | None]:
        """A row that says done without a date is done on an unknown day."""
        done_on = self.dates.day(cells, Column.DONE_ON)
        said = self.statuses[cells.get(Column.STATUS)]
        if said is None:
            said = Progress.DONE if done_on else Progress.NOT_STARTED
        return said, done_on if said == Progress.DONE else None


def check_marks(cells: Cells) -> None:
    """Raises CellFault: a value that a formula gave is not taken over."""
    for column, cell in cells.items():
        if type(cell) is Mark:
            raise CellFault(column, MARK_PROBLEMS[cell])


MISSING = {
    Column.NUMBER: RowProblem.NO_NUMBER,
    Column.LEAD_UNIT: RowProblem.NO_UNIT,
    Column.CONTENT: RowProblem.NO_CONTENT,
}


def needed(text: str, column: Column) -> str:
    if not text:
        raise CellFault(column, MISSING[column])
    return text


def content_of(cells: Cells) -> str:
    """What is to be done; where only the abstract says it, the abstract."""
    said = text_of(cells.get(Column.CONTENT)) or text_of(cells.get(Column.ABSTRACT))
    return needed(said, Column.CONTENT)


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


def leader_of(cell: Cell) -> str:
    found = LEADER.search(cell) if isinstance(cell, str) and "\n" in cell else None
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
