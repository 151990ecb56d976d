"""A layout that is not known: what each header may mean, to be asked about.

By the words of the header, and where these say nothing by the cells under it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher

from domain.register import Column, FileProblem, UnknownLayout, UnreadableFile
from domain.unit_names import is_unit_like
from files.importers.aliases import ACCEPTED, normal
from files.importers.headers import (
    MOST_TITLE_ROWS,
    Header,
    Mapped,
    possible_headers,
    read_header,
)
from files.importers.texts import one_line
from files.opening.cells import Cell, Sheet, SheetRow, Workbook
from locales.reading.documents import find_document

LEAST_HEADERS = 3  # cells with words: fewer are no header
LONGEST_HEADER = 60  # characters
LOOKED_AT = 30  # rows under the header
ALIKE = 0.75  # of 1, for the words of a header
MOSTLY = 0.6  # of the cells
NEEDED = (Column.NUMBER, Column.CONTENT, Column.LEAD_UNIT)
LONG = 25  # characters: a task is told in a sentence


def ask_about(workbook: Workbook, mapped: Mapped) -> UnreadableFile:
    """The question to ask; a plain refusal if there is nothing like a header."""
    found = [
        (len(header.places), _words(row), header, sheet)
        for sheet in workbook.sheets
        for row, header in _candidates(sheet, mapped)
    ]
    if not found:
        return UnreadableFile(FileProblem.UNKNOWN_LAYOUT)
    *_, header, sheet = max(found, key=lambda one: one[:2])
    return _question(sheet, header)


def _candidates(sheet: Sheet, mapped: Mapped) -> list[tuple[SheetRow, Header]]:
    rows = {row.number: row for row in sheet.rows[:MOST_TITLE_ROWS]}
    return [
        (rows[first], read_header(first, last, ways, mapped))
        for first, last, ways in possible_headers(sheet)
        if first == last and _words(rows[first]) >= LEAST_HEADERS
    ]


def _words(row: SheetRow) -> int:
    """How many cells could be headers: different, short, and with letters."""
    said = {cell for cell in row.cells if isinstance(cell, str)}
    return sum(
        len(cell) <= LONGEST_HEADER and any(map(str.isalpha, cell)) for cell in said
    )


def _question(sheet: Sheet, header: Header) -> UnknownLayout:
    row = next(row for row in sheet.rows if row.number == header.row)
    taken = set(header.places.values())
    free = {
        at: one_line(cell)
        for at, cell in enumerate(row.cells)
        if isinstance(cell, str) and at not in taken
    }
    suggested: list[tuple[str, Column]] = []
    missing = [column for column in NEEDED if column not in _named(header)]
    for column in list(missing):
        at = _likeliest(column, free, sheet, header)
        if at is not None:
            suggested.append((free.pop(at), column))
            missing.remove(column)
    written = [one_line(cell) for cell in row.cells if isinstance(cell, str)]
    # Of twins the first one counts, and signs alone are no header.
    headers = {normal(text): text for text in reversed(written) if normal(text)}
    known = [(one_line(text), column) for column, text in header.written.items()]
    in_order = [text for text in dict.fromkeys(written) if text in headers.values()]
    return UnknownLayout(in_order, known, suggested, missing)


def _named(header: Header) -> set[Column]:
    """What it names already; the abstract says the task where nothing else does."""
    named = set(header.places)
    return named | {Column.CONTENT} if Column.ABSTRACT in named else named


def _likeliest(
    column: Column, free: Mapping[int, str], sheet: Sheet, header: Header
) -> int | None:
    by_words = {at: _likeness(text, column) for at, text in free.items()}
    best = max(by_words, key=by_words.__getitem__, default=None)
    if best is not None and by_words[best] >= ALIKE:
        return best
    fits = SHAPES[column]
    shares = {at: _share(_under(sheet, header, at), fits) for at in free}
    best = max(shares, key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= MOSTLY else None


def _likeness(text: str, column: Column) -> float:
    written = normal(text)
    ratios = (SequenceMatcher(None, written, one).ratio() for one in ACCEPTED[column])
    return max(ratios)


def _under(sheet: Sheet, header: Header, at: int) -> list[Cell]:
    rows = [row for row in sheet.rows if row.number > header.last][:LOOKED_AT]
    return [row.cells[at] for row in rows if at < len(row.cells) and row.cells[at]]


def _share(cells: Sequence[Cell], fits: Callable[[str], bool]) -> float:
    fitting = sum(isinstance(cell, str) and fits(cell) for cell in cells)
    return fitting / len(cells) if cells else 0.0


def _is_number(text: str) -> bool:
    return find_document(text, today=date.max) is not None and len(text) <= LONG


SHAPES: Mapping[Column, Callable[[str], bool]] = {
    Column.NUMBER: _is_number,
    Column.LEAD_UNIT: is_unit_like,
    Column.CONTENT: lambda text: len(text) >= LONG,
}
