"""Workbooks for the importer: the samples, and small ones made on the spot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from files.opening.cells import Cell, Sheet, SheetRow, Workbook

SAMPLES = Path(__file__).parents[1] / "samples"

Parts = Mapping[str, str | bytes]
MakeParts = Callable[[Parts], Path]
MakeSheet = Callable[[Sequence[Sequence[Any]]], Path]

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/'
    'package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROOT_LINKS = LINKS.replace("worksheets/sheet1.xml", "xl/workbook.xml").replace(
    "/worksheet", "/officeDocument"
)
BOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>'
    '<sheet name="Sổ" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def sheet_xml(rows: str, *, before: str = "", dimension: str = "A1:B2") -> str:
    """The XML of a sheet; `before` stands where a DOCTYPE would."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<worksheet xmlns="{MAIN}">'
        f'<dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>'
    )


@pytest.fixture
def samples() -> Path:
    return SAMPLES


@pytest.fixture
def xml_of() -> Callable[..., str]:
    return sheet_xml


@pytest.fixture
def make_parts(tmp_path: Path) -> MakeParts:
    """Zip a minimal workbook; the given parts replace or join its own."""

    def make(parts: Parts) -> Path:
        path = tmp_path / "made.xlsx"
        whole: dict[str, str | bytes] = {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": ROOT_LINKS,
            "xl/workbook.xml": BOOK,
            "xl/_rels/workbook.xml.rels": LINKS,
            "xl/worksheets/sheet1.xml": sheet_xml(""),
        }
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for name, text in {**whole, **parts}.items():
                archive.writestr(name, text)
        return path

    return make


@pytest.fixture
def make_sheet(tmp_path: Path) -> MakeSheet:
    """Write rows with XlsxWriter, as a person's program would."""

    def make(rows: Sequence[Sequence[Any]]) -> Path:
        path = tmp_path / "sheet.xlsx"
        options = {"default_date_format": "dd/mm/yyyy"}
        with xlsxwriter.Workbook(str(path), options) as book:
            sheet = book.add_worksheet("Sổ")
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
        return path

    return make


@pytest.fixture
def workbook() -> Callable[[Sequence[Sequence[Cell]]], Workbook]:
    """A workbook as the reader hands it over, without a file."""

    def make(rows: Sequence[Sequence[Cell]]) -> Workbook:
        numbered = [SheetRow(n, list(row)) for n, row in enumerate(rows, start=1)]
        return Workbook((Sheet("Sổ", numbered),))

    return make
