"""What a workbook is, once read: sheets of rows of plain cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
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


@dataclass(frozen=True, slots=True)
class Workbook:
    sheets: tuple[Sheet, ...]
