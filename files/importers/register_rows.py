"""Rows of a register, read together: column by column, each cell for what it means.

Most cells of a register repeat, and nearly all are understood. So a lot of rows goes
through its columns as a whole; a lot with a cell that is not understood is halved until
the row of that cell stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice, repeat
from typing import Any

from domain.register import Column, LeftOut, RegisterRow, RowProblem
from domain.tasks import Progress
from files.importers.headers import Header
from files.importers.register_cells import (
    SIMPLE,
    class_of,
    content_of,
    lead_units_of,
    numbered_by,
    status_of,
)
from files.importers.row_dates import RowDates
from files.importers.texts import CellFault, Memo
from files.opening.cells import Cell, Mark, SheetRow

# A row, and what the headings over it say.
Line = tuple[SheetRow, Mapping[Column, str]]
Columns = dict[str, Iterable[Any]]  # by the names of RegisterRow's fields

LOT = 500  # rows
MARK_PROBLEMS = {Mark.FORMULA: RowProblem.FORMULA, Mark.TOO_LONG: RowProblem.TOO_LONG}


class Lot:
    """The columns of some rows; what a cell leaves open the heading above it says."""

    def __init__(self, lines: Sequence[Line], places: Mapping[Column, int]) -> None:
        self.lines = lines
        self.places = places
        self.has_headings = any(said for _, said in lines)
        width = max(places.values()) + 1
        self.blank: Sequence[Cell] = (None,) * max(width, len(lines))
        rows = (row.cells for row, _ in lines)
        self.columns = list(
            zip(*(self._padded(cells, width) for cells in rows), strict=False)
        )

    def _padded(self, cells: list[Cell], width: int) -> list[Cell]:
        missing = width - len(cells)
        return [*cells, *self.blank[:missing]] if missing > 0 else cells

    def __getitem__(self, column: Column) -> Sequence[Cell]:
        """The cells of a column from the first row on; all None if there is none."""
        at = self.places.get(column)
        cells = self.columns[at] if at is not None else self.blank[: len(self.lines)]
        if not self.has_headings:
            return cells
        over = (said.get(column) for _, said in self.lines)
        return [s if c is None else c for c, s in zip(cells, over, strict=True)]


class RowReader:
    """Reads the rows under one header; equal cells are understood once."""

    def __init__(self, header: Header, dates: RowDates, *, sheet: str = "") -> None:
        self.sheet = sheet
        self.header = header
        self.dates = dates
        classes = header.written.get(Column.TASK_CLASS, "")
        self.leads = Memo(lead_units_of)
        self.numbers = Memo(partial(numbered_by, today=dates.today))
        self.issued = Memo(partial(dates.day, Column.ISSUED_ON))
        self.done = Memo(partial(dates.day, Column.DONE_ON))
        self.statuses = Memo(status_of)
        self.classes = Memo(partial(class_of, classes))
        self.deadlines = Memo(dates.deadline)
        self.progress = Memo(self._how_far)
        self.plain = self._plain()

    def _plain(self) -> list[tuple[Column, Memo[Cell, Any]]]:
        """Columns that are read from their own cell alone."""
        here = self.header.places
        readers: dict[Column, Callable[[Cell], Any]] = {
            column: read for column, read in SIMPLE.items() if column in here
        }
        readers[Column.ASSIGNED_ON] = partial(self.dates.day, Column.ASSIGNED_ON)
        for column in (Column.SIGNED_AT, Column.SENT_AT):
            readers[column] = partial(self.dates.moment, column)
        return [(column, Memo(read)) for column, read in readers.items()]

    def read(self, lines: Iterable[Line]) -> Iterator[RegisterRow | LeftOut]:
        """In their order: a task for each unit that leads, or why the row stays out."""
        left = iter(lines)
        while lot := list(islice(left, LOT)):
            yield from self._read(lot)

    def _read(self, lines: Sequence[Line]) -> list[RegisterRow | LeftOut]:
        lot = Lot(lines, self.header.places)
        try:
            return list(self._understood(lot))
        except CellFault as fault:
            if len(lines) == 1:
                return [self._left_out(lot, fault)]
        half = len(lines) // 2
        return [*self._read(lines[:half]), *self._read(lines[half:])]

    def _understood(self, lot: Lot) -> list[RegisterRow]:
        """Raises CellFault for the first cell that keeps its row out."""
        check_marks(lot)
        leads = [self.leads[cell] for cell in lot[Column.LEAD_UNIT]]
        columns: Columns = {
            "row": [row.number for row, _ in lot.lines],
            "sheet": repeat(self.sheet),
            "lead_unit": [names[0] for names in leads],
        }
        columns |= self._documents(lot)
        columns |= self._times(lot, columns["issued_on"])
        columns |= self._words(lot)
        rows = RegisterRow.from_columns(columns)
        if all(len(names) == 1 for names in leads):
            return rows
        return list(fanned_out(rows, leads))

    def _documents(self, lot: Lot) -> Columns:
        cells = lot[Column.NUMBER], lot[Column.ISSUED_ON]
        numbers, keys, days, leaders = zip(*map(self._document, *cells), strict=True)
        found = {"number": numbers, "key": keys, "issued_on": days}
        # A column of its own for who gave the task goes before the number's cell.
        return {**found, "assigned_by": leaders}

    def _document(
        self, numbered: Cell, issued: Cell
    ) -> tuple[str, str, date | None, str]:
        issued_on = self.issued[issued]
        number, key, dated, leader, said = self.numbers[numbered]
        if issued_on is None and said:
            issued_on = dated or self.dates.among(said)
        return number, key, issued_on, leader

    def _times(self, lot: Lot, issued: Iterable[date | None]) -> Columns:
        asked = zip(lot[Column.STATUS], lot[Column.DONE_ON], strict=True)
        progress, done_on = zip(*map(self.progress.__getitem__, asked), strict=True)
        limits = zip(lot[Column.DEADLINE], issued, strict=True)
        texts, due_on = zip(*map(self.deadlines.__getitem__, limits), strict=True)
        far = {"progress": progress, "done_on": done_on}
        return {**far, "deadline_text": texts, "due_on": due_on}

    def _how_far(self, said: tuple[Cell, Cell]) -> tuple[Progress, date | None]:
        """A row that says done without a date is done on an unknown day."""
        status, done = said
        done_on = self.done[done]
        progress = self.statuses[status]
        if progress is None:
            progress = Progress.DONE if done_on else Progress.NOT_STARTED
        return progress, done_on if progress == Progress.DONE else None

    def _words(self, lot: Lot) -> Columns:
        classes = map(self.classes.__getitem__, lot[Column.TASK_CLASS])
        schemes, task_classes = zip(*classes, strict=True)
        contents = map(content_of, lot[Column.CONTENT], lot[Column.ABSTRACT])
        found: Columns = {
            column.value: list(map(memo.__getitem__, lot[column]))
            for column, memo in self.plain
        }
        words = {"scheme": schemes, "task_class": task_classes}
        return {**words, "content": list(contents), **found}

    def _left_out(self, lot: Lot, fault: CellFault) -> LeftOut:
        ((row, _),) = lot.lines
        written = self.header.written.get(fault.column)
        why = row.number, written, fault.problem, fault.detail
        return LeftOut(*why, sheet=self.sheet, **self._whose(lot))

    def _whose(self, lot: Lot) -> dict[str, Any]:
        """Of which task a row speaks that stays out; empty where it cannot be read."""
        asked = Column.LEAD_UNIT, Column.NUMBER, Column.ISSUED_ON
        cells = (lot[column][0] for column in asked)
        lead, number, issued = (None if type(c) is Mark else c for c in cells)
        found: dict[str, Any] = {}
        with suppress(CellFault):
            found["units"] = self.leads[lead]
        for day in (None, issued):
            with suppress(CellFault):
                _, key, issued_on, _ = self._document(number, day)
                found |= {"key": key, "year": issued_on and issued_on.year}
        return found


def check_marks(lot: Lot) -> None:
    """Raises CellFault: a value that a formula gave is not taken over."""
    for column in lot.places:
        cells = lot[column]
        if Mark in map(type, cells):
            mark = next(cell for cell in cells if isinstance(cell, Mark))
            raise CellFault(column, MARK_PROBLEMS[mark])


def fanned_out(
    rows: Iterable[RegisterRow], leads: Iterable[Sequence[str]]
) -> Iterator[RegisterRow]:
    for row, names in zip(rows, leads, strict=True):
        yield row
        for name in names[1:]:
            yield replace(row, lead_unit=name)
