"""Which cells of a sheet hold a formula: a parser that asks for nothing else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from xml.parsers.expat import XMLParserType
from xml.sax.handler import ContentHandler

from defusedxml.expatreader import DefusedExpatParser

from domain.register import FileProblem, UnreadableFile
from files.opening.formulas import MOST_COLUMNS, MOST_ROWS

REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})\Z")


class FormulaParser(DefusedExpatParser):
    """Expat without entities, asked about the starts of elements only."""

    _parser: XMLParserType  # the stubs do not know it

    def __init__(self) -> None:
        super().__init__(forbid_dtd=True)
        self.setContentHandler(ContentHandler())
        self.places: defaultdict[int, set[int]] = defaultdict(set)
        self.row = 0  # of the row element; a cell may say another
        self.cell_row = 0
        self.column = 0
        self.marked = 0  # cells so far

    def reset(self) -> None:
        super().reset()
        # Text and ends are not asked for: passing them on would double the time.
        self._parser.CharacterDataHandler = None
        self._parser.EndElementHandler = None

    def start_element(self, name: str, attrs: Mapping[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "c":
                self._enter_cell(attrs.get("r"))
            case "row":
                said = attrs.get("r", "")
                self.row = int(said) if said.isdecimal() else self.row + 1
                self.column = 0
            case "f":
                self._mark(attrs)

    def _enter_cell(self, reference: str | None) -> None:
        found = REFERENCE.match(reference) if reference else None
        if found is None:
            self.column, self.cell_row = self.column + 1, self.row
        else:
            self.column, self.cell_row = column_number(found[1]), int(found[2])

    def _mark(self, attrs: Mapping[str, str]) -> None:
        """An array formula fills its whole range; every other one its own cell."""
        self._add(range(self.cell_row, self.cell_row + 1), self.column, self.column)
        if attrs.get("t") not in {"array", "dataTable"}:
            return
        first, _, last = attrs.get("ref", "").partition(":")
        start, end = REFERENCE.match(first), REFERENCE.match(last)
        if start is not None and end is not None:
            rows = range(int(start[2]), min(int(end[2]), MOST_ROWS) + 1)
            self._add(rows, column_number(start[1]), column_number(end[1]))

    def _add(self, rows: range, left: int, right: int) -> None:
        columns = range(left, min(right, MOST_COLUMNS) + 1)
        self.marked += len(rows) * len(columns)
        if self.marked > MOST_ROWS * MOST_COLUMNS:
            # Ranges over ranges: a real sheet has each cell once.
            raise UnreadableFile(FileProblem.TOO_LARGE)
        for row in rows:
            if row <= MOST_ROWS:
                self.places[row].update(columns)


def column_number(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
