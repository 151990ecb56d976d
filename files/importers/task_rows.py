"""Which rows under a header speak of a task."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from domain.register import Column
from files.importers.headers import Header, cell_at
from files.opening.cells import Cell, SheetRow

# What a row must say something of to count as a task at all.
SAYING = (Column.NUMBER, Column.CONTENT, Column.ABSTRACT, Column.LEAD_UNIT)
MOST_SIGNS = len("(99)")  # of a column's number under the header


def is_numbered(number: Cell) -> bool:
    """Whether the cell is a document's number as most are: no header, no total."""
    return type(number) is str and "/" in number and number.isascii()


def is_task(header: Header, row: SheetRow) -> bool:
    """Not: column numbers, the header again on a new page, a place for signatures."""
    number = cell_at(row.cells, header.places.get(Column.NUMBER))
    if isinstance(number, str) and len(number) > MOST_SIGNS:
        return number != header.written[Column.NUMBER]  # most rows, at once
    cells = {column: cell_at(row.cells, header.places.get(column)) for column in SAYING}
    said = {column: cell for column, cell in cells.items() if cell is not None}
    if not said or is_header_again(header, said):
        return False
    return not is_column_numbers(row, said.values())


def is_header_again(header: Header, said: Mapping[Column, Cell]) -> bool:
    """Also the second row of one, repeated: then each of its cells is a header."""
    written = set(header.written.values())
    return all(isinstance(cell, str) and cell in written for cell in said.values())


def is_column_numbers(row: SheetRow, said: Iterable[Cell]) -> bool:
    """ "(1) (2) (3)" under the header, as printed forms have it."""
    if not all(is_small_number(cell) for cell in said):
        return False
    return all(cell is None or is_small_number(cell) for cell in row.cells)


def is_small_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        cell = cell.strip("()")
        return cell.isdecimal() and len(cell) <= 2
    return isinstance(cell, float | int) and 0 < cell <= 99
