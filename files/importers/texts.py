"""Cells as text, and what is said when a cell is not understood."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from domain.register import Column, RowProblem
from files.opening.cells import Cell

SEPARATORS = re.compile(r"[;|\n]")
BULLETS = " -–•+*\t"  # a list written inside one cell
MOST_DETAIL = 100  # characters of a cell that are repeated to the reader

K = TypeVar("K")
V = TypeVar("V")


def text_of(cell: Cell) -> str:
    """What a person sees in the cell: 4001 without ".0", a date as dd/mm/yyyy."""
    match cell:
        case str():
            return cell
        case bool():
            return "x" if cell else ""
        case float() | int():
            return str(int(cell)) if float(cell).is_integer() else str(cell)
        case datetime():
            return f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
    return ""


def one_line(text: str) -> str:
    """A name broken over lines to fit its column is still one name."""
    return " ".join(text.split())


def split_names(text: str) -> tuple[str, ...]:
    """Names apart by semicolons or lines; a comma belongs to the name of a unit."""
    names = [one_line(part.strip(BULLETS)) for part in SEPARATORS.split(text)]
    return tuple(dict.fromkeys(name for name in names if name))


class CellFault(Exception):
    """A cell that keeps its row out; `detail` is the cell's text, for the message."""

    def __init__(self, column: Column, problem: RowProblem, detail: str = "") -> None:
        super().__init__(problem.value)
        self.column = column
        self.problem = problem
        self.detail = one_line(detail)[:MOST_DETAIL]


class Memo(dict[K, V]):
    """A reader that understands equal cells once; what it raises is not remembered."""

    def __init__(self, read: Callable[[K], V]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, cell: K) -> V:
        self[cell] = meaning = self.read(cell)
        return meaning
