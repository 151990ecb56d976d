"""Where the header of a register is, one row or two, and what its columns mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.register import Column
from files.importers.aliases import ACCEPTED, normal
from files.importers.headings import Headings
from files.opening.cells import Cell, Sheet, SheetRow

# Title rows above the header: emblem, office, name of the list, period, filters.
MOST_TITLE_ROWS = 30

# Header as compared (`aliases.normal`) -> what an office has said that it means.
Mapped = Mapping[str, Column]
# For each column the ways in which its header can be read, the likeliest first.
Readings = Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Header:
    """The header: which columns it has, by position, and how it writes them.

    `row` is its first row and `last` its last one, by their numbers in the sheet.
    """

    row: int
    last: int
    places: Mapping[Column, int]
    written: Mapping[Column, str]


def find_header(sheet: Sheet, mapped: Mapped) -> Header | None:
    """The rows that name most columns, among the first; None if it is no register."""
    candidates = [read_header(*one, mapped) for one in possible_headers(sheet)]
    fitting = [header for header in candidates if is_register(header, sheet)]
    return max(fitting, key=lambda header: len(header.places), default=None)


def possible_headers(sheet: Sheet) -> Iterator[tuple[int, int, Readings]]:
    """Each of the first rows, and each with the row under it: number, last, readings.

    A header of two rows often is a word over several columns ("Văn bản giao") and under
    it the words of each ("Số", "Ngày"); together they say what the column means.
    """
    rows = sheet.rows[:MOST_TITLE_ROWS]
    for row in rows:
        yield row.number, row.number, [(text,) if text else () for text in texts(row)]
    for upper, lower in pairwise(rows):
        if lower.number == upper.number + 1:
            yield upper.number, lower.number, list(joined(upper, lower))


def texts(row: SheetRow) -> list[str]:
    return [cell if isinstance(cell, str) else "" for cell in row.cells]


def joined(upper: SheetRow, lower: SheetRow) -> Iterator[tuple[str, ...]]:
    """A word above reaches to the right for as long as nothing else stands there."""
    above, below = texts(upper), texts(lower)
    width = max(len(above), len(below))
    above += [""] * (width - len(above))
    below += [""] * (width - len(below))
    over = ""
    for own, under in zip(above, below, strict=True):
        over = own or (over if under else "")
        if not under:
            yield (over,) if over else ()
        elif not over or over == under:
            yield (under,)
        else:
            yield f"{under} {over}", f"{over} {under}", under


def is_register(header: Header, sheet: Sheet) -> bool:
    """A register names the document, the unit and what is to be done.

    Document and unit may also stand in rows of their own over the tasks of each.
    """
    places = header.places
    if Column.CONTENT not in places and Column.ABSTRACT not in places:
        return False
    lacking = {Column.NUMBER, Column.LEAD_UNIT} - places.keys()
    return not lacking or (len(places) > 2 and _has_headings(header, sheet, lacking))


def _has_headings(header: Header, sheet: Sheet, lacking: set[Column]) -> bool:
    headings = Headings(header.places)
    for row in sheet.rows:
        if row.number > header.last and headings.take(row.cells):
            lacking -= headings.said.keys()
            if not lacking:
                return True
    return False


def read_header(row: int, last: int, readings: Readings, mapped: Mapped) -> Header:
    """What each column would mean; the first of twins counts."""
    free: dict[str, int] = {}
    written: dict[str, str] = {}
    for rank in range(3):
        for at, ways in enumerate(readings):
            if rank < len(ways):
                free.setdefault(normal(ways[rank]), at)
                written.setdefault(normal(ways[rank]), ways[rank])
    places: dict[Column, int] = {}
    names: dict[Column, str] = {}
    for column, header in _meanings(free, mapped):
        if column not in places and free[header] not in places.values():
            places[column], names[column] = free[header], written[header]
    return Header(row, last, places, names)


def _meanings(free: Mapping[str, int], mapped: Mapped) -> Iterator[tuple[Column, str]]:
    """What the office has said goes before what all offices mean."""
    for header in free:
        if header in mapped:
            yield mapped[header], header
    for column, accepted in ACCEPTED.items():
        for header in accepted:
            if header in free:
                yield column, header


def cell_at(cells: Sequence[Cell], place: int | None) -> Cell:
    return cells[place] if place is not None and place < len(cells) else None
