"""One row of a register: each cell read for what its column means."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from domain.folding import fold
from domain.register import Column, RegisterRow, RowProblem
from domain.tasks import Progress, TaskClass, Urgency
from files.importers.cells import Cell, Mark, SheetRow
from files.importers.headers import Header
from files.importers.row_dates import RowDates
from files.importers.texts import CellFault, Memo, one_line, split_names, text_of
from locales.reading.classes import read_class, read_status, read_urgency
from locales.reading.documents import document_key, find_document

Cells = Mapping[Column, Cell]

NO_PROCEDURE = ("chua", "khong", "sai", "vi pham")
MARK_PROBLEMS = {Mark.FORMULA: RowProblem.FORMULA, Mark.TOO_LONG: RowProblem.TOO_LONG}


class RowReader:
    """Reads the rows under one header; equal cells are understood once."""

    def __init__(self, header: Header, *, today: date) -> None:
        self.places = header.places
        self.width = max(header.places.values()) + 1
        self.dates = RowDates(today)
        class_header = header.written.get(Column.TASK_CLASS, "")
        self.names: Memo[Cell, str] = Memo(lambda cell: one_line(text_of(cell)))
        self.units: Memo[Cell, tuple[str, ...]] = Memo(
            lambda cell: split_names(text_of(cell))
        )
        self.statuses = Memo(status_of)
        self.urgencies: Memo[Cell, Urgency] = Memo(
            lambda cell: read_urgency(text_of(cell))
        )
        self.classes: Memo[Cell, tuple[str, TaskClass | None]] = Memo(
            lambda cell: class_of(text_of(cell), class_header)
        )
        self.procedures = Memo(procedure_of)

    def read(self, row: SheetRow) -> RegisterRow:
        """Raises CellFault for the first cell that keeps the row out."""
        padded = row.cells + [None] * (self.width - len(row.cells))
        cells = {column: padded[at] for column, at in self.places.items()}
        check_marks(cells)
        return self._build(row.number, cells)

    def _build(self, row: int, cells: Cells) -> RegisterRow:
        name, day, moment = self._name, self.dates.day, self.dates.moment
        number, issued_on = self._document(cells)
        progress, done_on = self._progress(cells)
        deadline_text, due_on = self.dates.deadline(cells, issued_on)
        scheme, task_class = self.classes[cells.get(Column.TASK_CLASS)]
        return RegisterRow(
            row=row,
            number=number,
            key=document_key(number),
            content=content_of(cells),
            lead_unit=needed(name(cells, Column.LEAD_UNIT), Column.LEAD_UNIT),
            progress=progress,
            document_kind=name(cells, Column.DOCUMENT_KIND),
            abstract=text_of(cells.get(Column.ABSTRACT)),
            issued_on=issued_on,
            signer=name(cells, Column.SIGNER),
            submitting_unit=name(cells, Column.SUBMITTING_UNIT),
            support_units=self.units[cells.get(Column.SUPPORT_UNITS)],
            tracking_unit=name(cells, Column.TRACKING_UNIT),
            deadline_text=deadline_text,
            due_on=due_on,
            done_on=done_on,
            assigned_on=day(cells, Column.ASSIGNED_ON),
            assigned_by=name(cells, Column.ASSIGNED_BY),
            answer=text_of(cells.get(Column.ANSWER)),
            result=text_of(cells.get(Column.RESULT)),
            signed_at=moment(cells, Column.SIGNED_AT),
            sent_at=moment(cells, Column.SENT_AT),
            scheme=scheme,
            task_class=task_class,
            urgency=self.urgencies[cells.get(Column.URGENCY)],
            drafter=name(cells, Column.DRAFTER),
            procedure_ok=self.procedures[cells.get(Column.PROCEDURE)],
            note=text_of(cells.get(Column.NOTE)),
        )

    def _name(self, cells: Cells, column: Column) -> str:
        return self.names[cells.get(column)]

    def _document(self, cells: Cells) -> tuple[str, date | None]:
        """Number and date; some offices write both, and more, into one cell."""
        said = text_of(cells.get(Column.NUMBER))
        number = needed(one_line(said), Column.NUMBER)
        issued_on = self.dates.day(cells, Column.ISSUED_ON)
        if "\n" not in said:
            return number, issued_on
        found = find_document(said, today=self.dates.today)
        if found is None:
            return number, issued_on
        return found.number, issued_on or found.issued_on

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


def class_of(text: str, header: str) -> tuple[str, TaskClass | None]:
    """The scheme (QC45, QC42) and class; a column "QC45" may hold the letter alone."""
    found = read_class(text) or read_class(f"{header}_{text}") if text else None
    return found or ("", None)


def procedure_of(cell: Cell) -> bool | None:
    """Whether the procedure was followed; None where the cell does not say."""
    said = fold(text_of(cell))
    if not said:
        return None
    return not any(word in said for word in NO_PROCEDURE)
