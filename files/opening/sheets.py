"""The sheets of a table as plain rows: values, and where they are formulas.

Only the worker process imports this: it loads the spreadsheet library.
"""

from __future__ import annotations

import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import parse
from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from domain.register import FileProblem, UnreadableFile
from files.opening.cells import Mark
from files.opening.container import FileKind, check_file, open_container
from files.opening.formulas import MOST_COLUMNS, MOST_ROWS, Places, find_formulas
from files.opening.old_formulas import find_old_formulas
from files.opening.separated import read_separated

MOST_CHARACTERS = 4_000  # of a cell
# Different values of a sheet: a register of 50,000 rows has 150,000. Whoever asked
# keeps each of them in memory.
MOST_VALUES = 250_000

Found = str | float | bool | date | datetime | time | timedelta
Kept = str | float | bool | date | datetime | dict[str, str] | None
# The row's number, and for each cell from column A the place of its value in `Values`.
NumberedRow = tuple[int, list[int]]

# The first values of every table; marks are written as the answer's JSON has them.
FIRST: tuple[Kept, ...] = (
    None,
    {"mark": Mark.FORMULA.value},
    {"mark": Mark.TOO_LONG.value},
    False,
    True,
)
EMPTY, FORMULA, TOO_LONG, FALSE, TRUE = range(len(FIRST))

NO_DATE = (time, timedelta)

OpenSheet = tuple[str, Iterator[NumberedRow], "Values"]


def open_sheets(path: Path) -> Iterator[OpenSheet]:
    """The visible sheets; a sheet's values are complete once its rows are through.

    Raises UnreadableFile, or the error of a library.
    """
    return OPENERS[check_file(path)](path)


def open_xlsx(path: Path) -> Iterator[OpenSheet]:
    with open_container(path) as archive, ThreadPoolExecutor(1) as scanner:
        parts = sheet_parts(archive)
        book = CalamineWorkbook.from_path(path)
        for number, name in visible(book):
            # Both passes take half a second for 50,000 rows: they run side by side.
            scan = scanner.submit(scan_part, archive, parts[name])
            try:
                sheet = book.get_sheet_by_index(number)
            finally:
                formulas = scan.result()  # its refusal says more than calamine's error
            values = Values()
            yield name, read_rows(sheet, formulas, values), values


def open_xls(path: Path) -> Iterator[OpenSheet]:
    """Of an old workbook the records tell where the formulas are."""
    formulas = find_old_formulas(path.read_bytes())
    book = CalamineWorkbook.from_path(path)
    for number, name in visible(book):
        found = formulas[number] if number < len(formulas) else {}
        values = Values()
        yield name, read_rows(book.get_sheet_by_index(number), found, values), values


def open_text(path: Path) -> Iterator[OpenSheet]:
    name, rows = read_separated(path)
    values = Values()
    yield name, text_rows(rows, values), values


OPENERS: Mapping[FileKind, Callable[[Path], Iterator[OpenSheet]]] = {
    FileKind.XLSX: open_xlsx,
    FileKind.XLS: open_xls,
    FileKind.TEXT: open_text,
}


def visible(book: CalamineWorkbook) -> Iterator[tuple[int, str]]:
    """The tables that a person sees: their places and names."""
    for number, about in enumerate(book.sheets_metadata):
        is_table = about.typ == SheetTypeEnum.WorkSheet
        if is_table and about.visible == SheetVisibleEnum.Visible:
            yield number, about.name


def text_rows(
    rows: Iterator[tuple[int, list[str]]], values: Values
) -> Iterator[NumberedRow]:
    for number, texts in rows:
        cells = trimmed(values.places(list(texts)))
        if cells:
            yield number, cells


def trimmed(cells: list[int]) -> list[int]:
    while cells and cells[-1] == EMPTY:
        cells.pop()
    return cells


def scan_part(archive: ZipFile, name: str) -> Places:
    with archive.open(name) as part:
        return find_formulas(part)


def sheet_parts(archive: ZipFile) -> dict[str, str]:
    """The name of each sheet, and the part of the archive that holds it."""
    links = elements(archive, "xl/_rels/workbook.xml.rels")
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    parts = {}
    for element in elements(archive, "xl/workbook.xml"):
        if element.tag.endswith("}sheet"):
            ids = [v for k, v in element.attrib.items() if k.endswith("}id")]
            target = targets[ids[0]] if ids else ""
            parts[element.get("name", "")] = part_name(target)
    return parts


def elements(archive: ZipFile, name: str) -> list[Element]:
    with archive.open(name) as part:
        root = parse(part, forbid_dtd=True).getroot()
    return [] if root is None else list(root.iter())


def part_name(target: str) -> str:
    """A link of the workbook is relative to `xl/`, unless it starts at the root."""
    if target.startswith(("/", "xl/")):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join("xl", target))


def read_rows(
    sheet: CalamineSheet, formulas: Places, values: Values
) -> Iterator[NumberedRow]:
    """Each row that is not empty. Raises UnreadableFile for a sheet beyond the caps."""
    if sheet.start is None or sheet.end is None:
        return
    if sheet.end[0] >= MOST_ROWS or sheet.end[1] >= MOST_COLUMNS:
        raise UnreadableFile(FileProblem.TOO_LARGE)
    before = [EMPTY] * sheet.start[1]
    merged = MergedCells(sheet)
    for number, found in enumerate(sheet.iter_rows(), start=1):
        cells = before + values.places(found)
        for column in formulas.get(number, ()):
            cells += [EMPTY] * (column - len(cells))
            cells[column - 1] = FORMULA
        merged.fill(number, cells)
        if trimmed(cells):
            yield number, cells


class Values(dict[Found, int]):
    """The different values of a sheet, each kept once: registers repeat their cells."""

    def __init__(self) -> None:
        super().__init__()
        self.table: list[Kept] = list(FIRST)

    def __missing__(self, found: Found) -> int:
        self[found] = place = self._place(found)
        return place

    def places(self, found: list[Found]) -> list[int]:
        if bool in map(type, found):
            # A tick equals 1 but is none.
            return [
                TRUE if v is True else FALSE if v is False else self[v] for v in found
            ]
        return list(map(self.__getitem__, found))

    def _place(self, found: Found) -> int:
        if not isinstance(found, str):
            return self._add(str(found) if isinstance(found, NO_DATE) else found)
        if len(found) > MOST_CHARACTERS:
            return TOO_LONG
        text = found if found.isascii() else unicodedata.normalize("NFC", found)
        if "_x000D_" in text:
            text = text.replace("_x000D_", "")
        text = text.strip()
        # Text that would start a formula in another program counts as one.
        if text.startswith("="):
            return FORMULA
        return self._add(text) if text else EMPTY

    def _add(self, value: Kept) -> int:
        if len(self.table) >= MOST_VALUES:
            raise UnreadableFile(FileProblem.TOO_LARGE)
        self.table.append(value)
        return len(self.table) - 1


class MergedCells:
    """Cells merged over several rows: each of these rows has the value.

    An office merges the number and the abstract of a document over its tasks. Cells
    merged sideways (titles) keep their value in the first column only.
    """

    def __init__(self, sheet: CalamineSheet) -> None:
        self.starts: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self.active: dict[int, tuple[int, int]] = {}
        for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
            if bottom > top and left < MOST_COLUMNS:
                self.starts[top + 1].append((left, bottom + 1))

    def fill(self, number: int, cells: list[int]) -> None:
        for column, last in self.starts.get(number, ()):
            if column < len(cells):
                self.active[column] = (last, cells[column])
        for column, (last, value) in list(self.active.items()):
            if number > last:
                del self.active[column]
            elif column < len(cells) and cells[column] == EMPTY:
                cells[column] = value
