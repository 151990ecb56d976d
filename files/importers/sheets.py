"""The sheets of a workbook as plain rows: values, and where they are formulas.

Only the worker process imports this: it loads the spreadsheet library.
"""

from __future__ import annotations

import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
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
from files.importers.cells import Mark
from files.importers.container import open_container
from files.importers.formulas import MOST_COLUMNS, MOST_ROWS, Places, find_formulas

MOST_CHARACTERS = 4_000

RawCell = str | float | bool | date | datetime | dict[str, str] | None
Found = str | float | bool | date | datetime | time | timedelta

# As the JSON of the answer says it.
FORMULA = {"mark": Mark.FORMULA.value}
TOO_LONG = {"mark": Mark.TOO_LONG.value}


def open_sheets(path: Path) -> Iterator[tuple[str, Iterator[list[RawCell]]]]:
    """The visible sheets. Raises UnreadableFile, or the error of a library."""
    with open_container(path) as archive:
        parts = sheet_parts(archive)
        book = CalamineWorkbook.from_path(path)
        for number, about in enumerate(book.sheets_metadata):
            is_table = about.typ == SheetTypeEnum.WorkSheet
            if not is_table or about.visible != SheetVisibleEnum.Visible:
                continue
            with archive.open(parts[about.name]) as part:
                formulas = find_formulas(part)
            yield about.name, read_rows(book.get_sheet_by_index(number), formulas)


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


def read_rows(sheet: CalamineSheet, formulas: Places) -> Iterator[list[RawCell]]:
    """Each row that is not empty: its number, then its cells from column A."""
    if sheet.start is None or sheet.end is None:
        return
    if sheet.end[0] >= MOST_ROWS or sheet.end[1] >= MOST_COLUMNS:
        raise UnreadableFile(FileProblem.TOO_LARGE)
    before: list[RawCell] = [None] * sheet.start[1]
    merged, texts = MergedCells(sheet), Texts()
    for number, values in enumerate(sheet.iter_rows(), start=1):
        cells = before + [
            texts[value] if type(value) is str else plain(value) for value in values
        ]
        for column in formulas.get(number, ()):
            cells += [None] * (column - len(cells))
            cells[column - 1] = FORMULA
        merged.fill(number, cells)
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield [number, *cells]


class Texts(dict[str, RawCell]):
    """Text as it is kept; each is done once, for registers repeat their cells."""

    def __missing__(self, value: str) -> RawCell:
        self[value] = kept = clean(value)
        return kept


def clean(value: str) -> RawCell:
    """Text that would start a formula in another program counts as one."""
    if len(value) > MOST_CHARACTERS:
        return TOO_LONG
    text = unicodedata.normalize("NFC", value).replace("_x000D_", "").strip()
    if text.startswith("="):
        return FORMULA
    return text or None


def plain(value: Found) -> RawCell:
    return str(value) if isinstance(value, time | timedelta) else value


class MergedCells:
    """Cells merged over several rows: each of these rows has the value.

    An office merges the number and the abstract of a document over its tasks. Cells
    merged sideways (titles) keep their value in the first column only.
    """

    def __init__(self, sheet: CalamineSheet) -> None:
        self.starts: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self.active: dict[int, tuple[int, RawCell]] = {}
        for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
            if bottom > top and left < MOST_COLUMNS:
                self.starts[top + 1].append((left, bottom + 1))

    def fill(self, number: int, cells: list[RawCell]) -> None:
        for column, last in self.starts.get(number, ()):
            if column < len(cells):
                self.active[column] = (last, cells[column])
        for column, (last, value) in list(self.active.items()):
            if number > last:
                del self.active[column]
            elif column < len(cells) and cells[column] is None:
                cells[column] = value
