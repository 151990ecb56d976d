"""What a workbook is, once read: sheets of rows of plain cells."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from itertools import chain
from typing import NamedTuple


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


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    rows: list[SheetRow]  # without empty ones
    values: list[Cell] = field(default_factory=list, compare=False)

    def different(self) -> Collection[Cell]:
        """Its cells, equal ones once, as whoever read them may know already."""
        return self.values or set(chain.from_iterable(row.cells for row in self.rows))


@dataclass(frozen=True, slots=True)
class Workbook:
    sheets: tuple[Sheet, ...]
