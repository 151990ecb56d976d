"""Rows of a register that carry a state secret: found before anything is read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, takewhile

from domain.register import Column
from domain.secrecy import is_secret, is_secret_level, is_suspect
from domain.secret_symbols import Symbols, bears_symbol
from files.importers.headers import MOST_TITLE_ROWS, Header
from files.importers.texts import text_of
from files.opening.cells import Cell, Mark, Sheet, SheetRow

TOGETHER = 1_000  # texts looked through in one search
APART = "\nx\n"  # no mark reaches over it: its letter is none of theirs


class SecretGuard:
    """Asks the guard about each cell of a sheet, mapped or not; equal ones once."""

    def __init__(self, header: Header, sheet: Sheet, symbols: Symbols = ()) -> None:
        self.level_at = header.places.get(Column.SECRECY, -1)
        self.marked = _marked(sheet.different(), symbols)
        self.levels = _Levels()

    def is_secret_row(self, row: SheetRow) -> bool:
        cells = row.cells
        if 0 <= self.level_at < len(cells) and self.levels[cells[self.level_at]]:
            return True
        return bool(self.marked) and not self.marked.isdisjoint(cells)


def is_secret_title(sheet: Sheet, header: Header | None, symbols: Symbols = ()) -> bool:
    """A mark on the sheet, above its header or in it is a mark on the whole file.

    What the column of levels is called ("Mật") is none. Without a header the first rows
    are all title: from any of them headers may be shown and kept, to be asked about.
    """
    first: Iterable[SheetRow] = sheet.rows[:MOST_TITLE_ROWS]
    if header is not None:
        first = takewhile(lambda row: row.number <= header.last, sheet.rows)
    above = _marked(set(chain.from_iterable(row.cells for row in first)), symbols)
    if header is not None:
        above.discard(header.written.get(Column.SECRECY))
    return _bears_mark(sheet.name) or bool(above)


def _marked(cells: Collection[Cell], symbols: Symbols) -> set[Cell]:
    texts = [cell for cell in cells if isinstance(cell, str)]
    marked: set[Cell] = {text for text in _suspects(texts) if _bears_mark(text)}
    if symbols:
        marked |= {text for text in texts if bears_symbol(text_of(text), symbols)}
    return marked


def _suspects(texts: Sequence[str]) -> Iterator[str]:
    """Those that may bear a mark; most files have none, which is seen at once."""
    for at in range(0, len(texts), TOGETHER):
        some = texts[at : at + TOGETHER]
        if is_suspect(APART.join(some)):
            yield from some


def _bears_mark(text: str) -> bool:
    return is_suspect(text) and is_secret(text_of(text))


class _Levels(dict[Cell, bool]):
    """A level that a formula would give is left out as a formula, not as a secret."""

    def __missing__(self, cell: Cell) -> bool:
        is_mark = isinstance(cell, Mark)
        self[cell] = found = not is_mark and is_secret_level(text_of(cell))
        return found
