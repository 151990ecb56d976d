"""The sheets of a table as plain rows: values, and where they are formulas.

Only the worker process imports this: it loads the spreadsheet library.
"""

from __future__ import annotations

import posixpath
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple
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
from files.opening.answer import CELLS
from files.opening.cells import Cell, Mark
from files.opening.container import FileKind, check_file, open_container
from files.opening.formulas import MOST_COLUMNS, MOST_ROWS, Places, find_formulas
from files.opening.old_formulas import find_old_formulas
from files.opening.separated import read_separated

MOST_CHARACTERS = 4_000  # of a cell
# Different values of a sheet: a register of 50,000 rows has 150,000. Whoever asked
# keeps each of them in memory.
MOST_VALUES = 250_000

Found = str | float | bool | date | datetime | time | timedelta
BLOCK = 250  # rows; whoever asked reads one block while the next one is made

# The first values of every table.
FIRST: tuple[Cell, ...] = (None, Mark.FORMULA, Mark.TOO_LONG, False, True)
EMPTY, FORMULA, TOO_LONG, FALSE, TRUE = range(len(FIRST))

NO_DATE = (time, timedelta)


class Block(NamedTuple):
    """Rows that follow each other: for each cell the place of its value in `Values`."""

    first: int  # number of the first row
    width: int  # cells of a row, from column A
    places: array[int]


OpenSheet = tuple[str, Iterator[Block], "Values"]


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
            yield name, read_blocks(sheet, formulas, values), values


def open_xls(path: Path) -> Iterator[OpenSheet]:
    """Of an old workbook the records tell where the formulas are."""
    formulas = find_old_formulas(path.read_bytes())
    book = CalamineWorkbook.from_path(path)
    for number, name in visible(book):
        found = formulas[number] if number < len(formulas) else {}
        values = Values()
        yield name, read_blocks(book.get_sheet_by_index(number), found, values), values


def open_text(path: Path) -> Iterator[OpenSheet]:
    name, rows = read_separated(path)
    values = Values()
    yield name, text_blocks(rows, values), values


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


def text_blocks(
    rows: Iterator[tuple[int, list[str]]], values: Values
) -> Iterator[Block]:
    """The rows count from one and leave none out."""
    while some := list(islice(rows, BLOCK)):
        width = max(1, *(len(texts) for _, texts in some))
        cells = (texts + [""] * (width - len(texts)) for _, texts in some)
        yield Block(some[0][0], width, values.places(chain.from_iterable(cells)))


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


def read_blocks(
    sheet: CalamineSheet, formulas: Places, values: Values
) -> Iterator[Block]:
    """Every row of the sheet. Raises UnreadableFile for a sheet beyond the caps."""
    if sheet.start is None or sheet.end is None:
        return
    if sheet.end[0] >= MOST_ROWS or sheet.end[1] >= MOST_COLUMNS:
        raise UnreadableFile(FileProblem.TOO_LARGE)
    merged = MergedCells(sheet)
    before = [""] * sheet.start[1]
    last = max(map(max, formulas.values()), default=0)
    after = [""] * (last - sheet.end[1] - 1)
    rows, first = sheet.iter_rows(), 1
    while some := list(islice(rows, BLOCK)):
        if before or after:
            some = [[*before, *found, *after] for found in some]
        places = values.places(chain.from_iterable(some))
        block = Block(first, len(some[0]), places)
        if formulas or merged.starts:
            correct(block, formulas, merged)
        yield block
        first += len(some)


def correct(block: Block, formulas: Places, merged: MergedCells) -> None:
    """Say where formulas are, and fill the rows of merged cells."""
    width, places = block.width, block.places
    for at in range(0, len(places), width):
        number = block.first + at // width
        if number in formulas or merged.reach(number):
            cells = places[at : at + width]
            for column in formulas.get(number, ()):
                cells[column - 1] = FORMULA
            merged.fill(number, cells)
            places[at : at + width] = cells


class Values(dict[Found, int]):
    """The different values of a sheet, each kept once: registers repeat their cells."""

    def __init__(self) -> None:
        super().__init__()
        self.table: list[Cell] = list(FIRST)

    def __missing__(self, found: Found) -> int:
        value = kept(found)
        place = len(self.table)
        if value is None or type(value) is Mark:
            place = FIRST.index(value)
        elif place < MOST_VALUES:
            self.table.append(value)
        else:
            raise UnreadableFile(FileProblem.TOO_LARGE)
        self[found] = place
        return place

    def places(self, found: Iterable[Found]) -> array[int]:
        cells = list(found)
        if bool in map(type, cells):
            # A tick equals 1 but is none.
            ticks = {True: TRUE, False: FALSE}
            known = (ticks[v] if isinstance(v, bool) else self[v] for v in cells)
            return array(CELLS, known)
        return array(CELLS, map(self.__getitem__, cells))


def kept(found: Found) -> Cell:
    """What of a value is kept: of text composed letters, without blanks around it."""
    if not isinstance(found, str):
        return str(found) if isinstance(found, NO_DATE) else found
    if len(found) > MOST_CHARACTERS:
        return Mark.TOO_LONG
    text = found if found.isascii() else unicodedata.normalize("NFC", found)
    text = text.replace("_x000D_", "").strip()
    # Text that would start a formula in another program counts as one.
    return Mark.FORMULA if text[:1] == "=" else text or None


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

    def reach(self, number: int) -> bool:
        return bool(self.active) or number in self.starts

    def fill(self, number: int, cells: array[int]) -> None:
        for column, last in self.starts.get(number, ()):
            if column < len(cells):
                self.active[column] = (last, cells[column])
        for column, (last, value) in list(self.active.items()):
            if number > last:
                del self.active[column]
            elif column < len(cells) and cells[column] == EMPTY:
                cells[column] = value
