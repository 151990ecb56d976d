"""What a workbook is, once read: sheets of rows of plain cells."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from itertools import chain, islice
from typing import NamedTuple, overload


class Mark(Enum):
    """What stands in place of a value that is not taken over."""

    FORMULA = "formula"
    TOO_LONG = "too_long"


# Text is NFC without blanks around it; a date is the office's.
Cell = str | float | bool | date | datetime | Mark | None


class SheetRow(NamedTuple):
    """One row with its number in the sheet (1 is the first); None is an empty cell."""

    number: int
    cells: list[Cell]


class PackedRows(Sequence[SheetRow]):
    """Rows as places of their values, each made when it is asked for.

    A row of its own takes 200 bytes, and four times as much for each cell.
    """

    def __init__(self) -> None:
        self.values: list[Cell] = []
        self.blocks: list[tuple[int, int, array[int]]] = []

    def add(self, first: int, width: int, places: array[int]) -> None:
        """Rows that follow each other, from number `first` on. Raises LookupError for
        the place of no value, ValueError for a width that is none."""
        if width < 1 or len(places) % width:
            raise ValueError(width)
        if places and max(places) >= len(self.values):
            raise LookupError(max(places))
        self.blocks.append((first, width, places))

    def __iter__(self) -> Iterator[SheetRow]:
        """Those that are not empty, without what is empty at their end."""
        for first, width, places in self.blocks:
            cells = list(map(self.values.__getitem__, places))
            for number, at in enumerate(range(0, len(cells), width), start=first):
                row = cells[at : at + width]
                while row and row[-1] is None:
                    row.pop()
                if row:
                    yield SheetRow(number, row)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return any(True for _ in self)

    @overload
    def __getitem__(self, at: int) -> SheetRow: ...
    @overload
    def __getitem__(self, at: slice) -> list[SheetRow]: ...
    def __getitem__(self, at: int | slice) -> SheetRow | list[SheetRow]:
        if isinstance(at, slice) and at.start is at.step is None and (at.stop or 0) > 0:
            return list(islice(self, at.stop))  # the first ones are asked for often
        return list(self)[at]


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    rows: Sequence[SheetRow]  # without empty ones

    def different(self) -> Collection[Cell]:
        """Its cells, equal ones once, as whoever read them may know already."""
        if isinstance(self.rows, PackedRows):
            return self.rows.values
        return set(chain.from_iterable(row.cells for row in self.rows))


@dataclass(frozen=True, slots=True)
class Workbook:
    sheets: tuple[Sheet, ...]
