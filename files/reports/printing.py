"""How every workbook looks on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

LINE, HIGHEST = 15, 405  # points: of one line, and of the highest row there may be
# Signs of text in the width of a digit, less what is lost where a word does not fit.
ROOM, SLACK = 1.15, 1


def set_print(sheet: Any, *, header_row: int) -> None:
    """A4 across, one page wide, the header again on every page."""
    sheet.freeze_panes(header_row + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header_row)
    sheet.set_margins(left=0.6, right=0.4, top=0.7, bottom=0.7)
    sheet.set_footer("&C&P/&N")


def row_height(cells: Sequence[object], widths: Sequence[int]) -> int:
    """In points, for the longest of the cells."""
    lines = 1
    for cell, width in zip(cells, widths, strict=False):
        if not isinstance(cell, str):
            continue
        parts = [part for part in cell.split("\n") if part] or [""]
        whole = int(ROOM * width - SLACK)
        found = sum(-(-len(p) // whole) if len(p) >= width else 1 for p in parts)
        lines = max(lines, found)
    return min(HIGHEST, LINE * lines + 2)
