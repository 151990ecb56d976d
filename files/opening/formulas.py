"""Where a sheet has formulas: one streaming pass over its XML.

The values come from calamine, which gives a formula's last result and does not say
that it is one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import IO
from xml.parsers.expat import XMLParserType
from xml.sax.handler import ContentHandler

from defusedxml.expatreader import DefusedExpatParser

from domain.register import FileProblem, UnreadableFile

PIECE = 1024 * 1024  # bytes
MOST_ROWS = 60_000
MOST_COLUMNS = 60

FORMULA_TAG = re.compile(rb"[<:]f[\s/>]")
REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})\Z")

# Row number -> column numbers, both from 1.
Places = Mapping[int, set[int]]


def find_formulas(part: IO[bytes]) -> Places:
    """The cells that hold a formula, inside the rows and columns we read at all.

    Most sheets have none, and a search for the bare tag tells that far faster than
    a parser: calamine reads UTF-8 only, so the tag can stand in no other bytes.
    """
    if not has_formula_tag(part):
        return {}
    part.seek(0)
    parser = FormulaParser()
    parser.setContentHandler(ContentHandler())
    for piece in pieces(part):
        parser.feed(piece)
    parser.close()
    return parser.places


def has_formula_tag(part: IO[bytes]) -> bool:
    tail = b""
    for piece in pieces(part):
        text = tail + piece
        # `find` is far faster than the pattern, which sorts out <filterColumn> and co.
        suspected = b"<f" in text or b":f" in text
        if suspected and FORMULA_TAG.search(text):
            return True
        tail = text[-2:]
    return False


def pieces(part: IO[bytes]) -> Iterator[bytes]:
    while piece := part.read(PIECE):
        yield piece


class FormulaParser(DefusedExpatParser):
    """Expat without entities, asked about the starts of elements only."""

    _parser: XMLParserType  # the stubs do not know it

    def __init__(self) -> None:
        super().__init__(forbid_dtd=True)
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
