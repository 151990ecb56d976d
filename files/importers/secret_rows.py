"""Rows of a register that carry a state secret: found before anything is read."""

from __future__ import annotations

import re

from domain.register import Column
from domain.secrecy import is_secret, is_secret_level
from files.importers.cells import Cell, Mark, Sheet, SheetRow
from files.importers.headers import Header
from files.importers.texts import text_of

# Every level is written with "mật"; most cells are passed over by this alone, which a
# test holds against the guard. Signs between the letters: "M Ậ T", zero-width ones.
SUSPECT = re.compile(r"m[\W_]*[aâạậ][\W_]*t", re.IGNORECASE)


class SecretGuard:
    """Asks the guard about each cell, mapped or not; equal cells are asked once."""

    def __init__(self, header: Header) -> None:
        self.header_row = header.row
        self.level_at = header.places.get(Column.SECRECY, -1)
        self.marked = _Marked()
        self.levels = _Levels()

    def is_secret_row(self, row: SheetRow) -> bool:
        cells = row.cells
        if 0 <= self.level_at < len(cells) and self.levels[cells[self.level_at]]:
            return True
        marked = self.marked
        return any(marked[cell] for cell in cells if type(cell) is str)

    def is_secret_title(self, sheet: Sheet) -> bool:
        """A mark on the sheet or above its header is a mark on the whole file."""
        above = [row for row in sheet.rows if row.number < self.header_row]
        return self.marked[sheet.name] or any(map(self.is_secret_row_title, above))

    def is_secret_row_title(self, row: SheetRow) -> bool:
        return any(self.marked[cell] for cell in row.cells if isinstance(cell, str))


class _Marked(dict[str, bool]):
    def __missing__(self, text: str) -> bool:
        self[text] = found = bool(SUSPECT.search(text)) and is_secret(text)
        return found


class _Levels(dict[Cell, bool]):
    """A level that a formula would give is left out as a formula, not as a secret."""

    def __missing__(self, cell: Cell) -> bool:
        is_mark = isinstance(cell, Mark)
        self[cell] = found = not is_mark and is_secret_level(text_of(cell))
        return found
