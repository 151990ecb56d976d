"""Rows of a register that carry a state secret: found before anything is read."""

from __future__ import annotations

from itertools import chain

from domain.register import Column
from domain.secrecy import SUSPECT, is_secret, is_secret_level
from files.importers.cells import Cell, Mark, Sheet, SheetRow
from files.importers.headers import MOST_TITLE_ROWS, Header
from files.importers.texts import text_of


class SecretGuard:
    """Asks the guard about each cell, mapped or not; equal cells are asked once."""

    def __init__(self, header: Header | None) -> None:
        """Without a header the first rows are all title."""
        self.header_row = header.row if header else MOST_TITLE_ROWS
        self.level_at = header.places.get(Column.SECRECY, -1) if header else -1
        self.marked = _Marked()
        self.levels = _Levels()

    def is_secret_row(self, row: SheetRow) -> bool:
        cells = row.cells
        if 0 <= self.level_at < len(cells) and self.levels[cells[self.level_at]]:
            return True
        return any(map(self.marked.__getitem__, cells))

    def is_secret_title(self, sheet: Sheet) -> bool:
        """A mark on the sheet or above its header is a mark on the whole file."""
        above = [row for row in sheet.rows if row.number < self.header_row]
        cells = [sheet.name, *chain.from_iterable(row.cells for row in above)]
        return any(map(self.marked.__getitem__, cells))


class _Marked(dict[Cell, bool]):
    def __missing__(self, cell: Cell) -> bool:
        suspect = isinstance(cell, str) and SUSPECT.search(cell) is not None
        self[cell] = found = suspect and is_secret(text_of(cell))
        return found


class _Levels(dict[Cell, bool]):
    """A level that a formula would give is left out as a formula, not as a secret."""

    def __missing__(self, cell: Cell) -> bool:
        is_mark = isinstance(cell, Mark)
        self[cell] = found = not is_mark and is_secret_level(text_of(cell))
        return found
