"""One sheet of the office's file: its header row, its rows, its faults."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from domain.folding import fold
from domain.office import OfficeFault, OfficeProblem
from domain.register import FileProblem, UnreadableFile
from domain.secrecy import is_secret
from files.importers.aliases import normal
from files.importers.headers import MOST_TITLE_ROWS
from files.importers.office_columns import ALIASES, CODE, EXAMPLE, SUCCESSOR
from files.importers.texts import MOST_DETAIL, one_line, text_of
from files.opening.cells import Mark, Sheet, SheetRow, Workbook

Values = Mapping[str, str]  # header as in office_columns -> the cell's text
T = TypeVar("T")

MARK_PROBLEMS = {
    Mark.FORMULA: OfficeProblem.FORMULA,
    Mark.TOO_LONG: OfficeProblem.TOO_LONG,
}


class Fault(Exception):
    """A cell that keeps its row out; `header` None is the whole row."""

    def __init__(
        self, header: str | None, problem: OfficeProblem, detail: str = ""
    ) -> None:
        super().__init__(problem.value)
        self.header = header
        self.problem = problem
        self.detail = detail[:MOST_DETAIL]


@dataclass
class Table:
    """The sheet under its header row; faults gather here as rows are read."""

    sheet: Sheet
    header: SheetRow
    places: Mapping[str, int]
    faults: list[OfficeFault] = field(default_factory=list)

    def read(self, understand: Callable[[int, Values], T]) -> list[T]:
        """What `understand` makes of each row; rows on which it raises stay out."""
        understood = []
        for row in self.sheet.rows:
            if row.number <= self.header.number:
                continue
            try:
                values = self._values(row)
                if values.get(CODE) or any(values.values()):
                    understood.append(understand(row.number, values))
            except Fault as fault:
                self.report(row.number, fault)
        return understood

    def report(self, row: int, fault: Fault) -> None:
        at = None if fault.header is None else self.places.get(fault.header)
        written = fault.header if at is None else text_of(self.header.cells[at])
        self.faults.append(
            OfficeFault(self.sheet.name, row, written, fault.problem, fault.detail)
        )

    def _values(self, row: SheetRow) -> Values:
        """The texts of a row; none of an example row of the template. Raises Fault."""
        if any(isinstance(cell, str) and is_secret(cell) for cell in row.cells):
            raise Fault(None, OfficeProblem.SECRET)
        values = {}
        for header, at in self.places.items():
            cell = row.cells[at] if at < len(row.cells) else None
            if isinstance(cell, Mark):
                raise Fault(header, MARK_PROBLEMS[cell])
            text = text_of(cell)
            # Several names may stand one below the other.
            several = header in (ALIASES, SUCCESSOR)
            values[header] = one_line(text.replace("\n", ";") if several else text)
        return {} if fold(values[CODE]).startswith(fold(EXAMPLE)) else values


def find_table(workbook: Workbook, headers: tuple[str, ...], needed: set[str]) -> Table:
    """The first sheet with the needed headers. Raises UnreadableFile."""
    for sheet in workbook.sheets:
        for row in sheet.rows[:MOST_TITLE_ROWS]:
            places = header_places(row, headers)
            if needed <= set(places):
                return Table(sheet, row, places)
    raise UnreadableFile(FileProblem.UNKNOWN_LAYOUT)


def header_places(row: SheetRow, headers: tuple[str, ...]) -> dict[str, int]:
    """Where the row has which of the headers; the first of twins counts."""
    cells = [normal(cell) if isinstance(cell, str) else "" for cell in row.cells]
    named = [(header, normal(header)) for header in headers]
    return {header: cells.index(name) for header, name in named if name in cells}
