"""A table as text (.csv, .txt): which letters, which separator, which rows.

Only the worker process imports this.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from domain.register import FileProblem, UnreadableFile
from files.opening.formulas import MOST_COLUMNS, MOST_ROWS
from files.opening.text_encodings import decode

SEPARATORS = ";,\t|"
LOOKED_AT = 40  # rows by which the separator is found
LONGEST_CELL = 1024 * 1024  # characters; longer ones are a file gone wrong

TextRow = tuple[int, list[str]]


def read_separated(path: Path) -> tuple[str, Iterator[TextRow]]:
    """The file's name for a sheet, and its rows by line. Raises UnreadableFile."""
    text = decode(path.read_bytes())
    if text.lstrip()[:1] == "<":
        raise UnreadableFile(FileProblem.NOT_A_WORKBOOK)  # a page of the web
    separator, text = find_separator(text)
    return path.stem, _rows(text, separator)


def find_separator(text: str) -> tuple[str, str]:
    """The separator, and the text without Excel's own line that names it."""
    if text[:4].lower() == "sep=" and len(text) > 5:
        return text[4], text.partition("\n")[2]
    return max(SEPARATORS, key=lambda one: _regularity(text, one)), text


def _regularity(text: str, separator: str) -> tuple[int, int]:
    """How many of the first rows have the commonest number (> 1) of cells."""
    widths: Counter[int] = Counter()
    try:
        for _, cells in _rows(text, separator, LOOKED_AT):
            widths[len(cells)] += len(cells) > 1
    except UnreadableFile:
        return 1, 0  # believed only where no other separator says anything
    width, count = max(widths.items(), key=lambda one: one[1], default=(0, 0))
    return count, width


def _rows(text: str, separator: str, most: int = MOST_ROWS) -> Iterator[TextRow]:
    csv.field_size_limit(LONGEST_CELL)
    found = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for number, cells in enumerate(found, start=1):
            if number > most and most < MOST_ROWS:
                return
            if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
                raise UnreadableFile(FileProblem.TOO_LARGE)
            yield number, cells
    except csv.Error:
        raise UnreadableFile(FileProblem.NOT_A_WORKBOOK) from None
