"""Rows between the tasks: a unit or a document over its rows, totals, signatures.

"I. Sở Nội vụ", or "1." and "Sở Nội vụ" beside it, says who leads the tasks below;
"Công văn số 12/UBND-TH ngày 05/01/2026" says which document gave them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from domain.folding import fold
from domain.register import Column
from domain.unit_names import is_unit_like
from files.importers.texts import one_line
from files.opening.cells import Cell

ENUMERATION = re.compile(r"(?:[IVXLC]{1,6}|\d{1,3}(?:\.\d{1,3})*|[A-ZĐa-zđ])[.)/]?")
PREFIX = re.compile(r"(?:[IVXLC]{1,6}|\d{1,3}(?:\.\d{1,3})*|[A-ZĐ])\s*[.)/-]\s*")
COUNTED = re.compile(r"\s*\([^()]*\d[^()]*\)\s*\Z")
# A document's own words before its number; a bare number is a task's cell.
DOCUMENT = re.compile(
    r"(?:công văn|văn bản|thông báo|quyết định|kế hoạch|chỉ thị|kết luận|nghị quyết|tờ"
    r" trình|công điện|chương trình|báo cáo|giấy mời|số)\b.*\d\s?/",
    re.IGNORECASE,
)
TOTALS = ("tong cong", "tong so", "tong hop", "cong chung")
TOTAL = ("cong", "tong", "cong:", "tong:")
MOST_OF_A_HEADING = 2  # its place in the list, and its words
TOTAL_LETTERS = ("t", "T", "c", "C")
MOST_LABEL = 3  # cells in which the word of a total stands


class Headings:
    """What the rows passed so far say of the tasks below them."""

    def __init__(self, places: Mapping[Column, int]) -> None:
        self.said: Mapping[Column, str] = {}  # another one after each heading
        self.lacks_number = Column.NUMBER not in places

    def take(self, cells: Sequence[Cell]) -> bool:
        """Whether the row is a heading of a unit or a document; it is remembered."""
        text = only_text(cells)
        if text is None:
            return False
        unit = unit_of(text)
        if unit:
            self.said = {**self.said, Column.LEAD_UNIT: unit}
            return True
        if DOCUMENT.match(PREFIX.sub("", text, count=1)):
            self.said = {**self.said, Column.NUMBER: text}
            return True
        return False


def only_text(cells: Sequence[Cell]) -> str | None:
    """The one text of a row that has nothing else but its number in a list."""
    if len(cells) - cells.count(None) > MOST_OF_A_HEADING:
        return None  # most rows: a task has more to say
    kept = [cell for cell in cells if cell is not None]
    if len(kept) > 1 and is_enumeration(kept[0]):
        kept = kept[1:]
    if len(kept) != 1 or not isinstance(kept[0], str):
        return None
    return one_line(kept[0])


def is_enumeration(cell: Cell) -> bool:
    if isinstance(cell, str):
        return ENUMERATION.fullmatch(cell.strip()) is not None
    return isinstance(cell, int | float)


def unit_of(text: str) -> str:
    """The unit's name without its place in the list; empty if it names none."""
    name = COUNTED.sub("", PREFIX.sub("", text, count=1)).strip(" .:-–")
    return name if is_unit_like(name) else ""


def is_total(cells: Sequence[Cell]) -> bool:
    """ "Tổng cộng" and figures: counted from the tasks, none itself."""
    for cell in cells[:MOST_LABEL]:
        if isinstance(cell, str):
            if not cell.startswith(TOTAL_LETTERS):
                return False
            said = fold(cell)
            return said.startswith(TOTALS) or said in TOTAL
    return False
