"""Small workbooks and texts, made in memory as people's programs make them."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter

Rows = Sequence[Sequence[Any]]


def sheets(*tables: Rows, draw: Callable[[Any], None] | None = None) -> bytes:
    """A workbook of these tables; `draw` may merge cells of the first one."""
    file = io.BytesIO()
    options = {"default_date_format": "dd/mm/yyyy", "in_memory": True}
    with xlsxwriter.Workbook(file, options) as book:
        for table in tables:
            sheet = book.add_worksheet()
            for at, row in enumerate(table):
                sheet.write_row(at, 0, row)
            if draw is not None:
                draw(sheet)
                draw = None
    return file.getvalue()


def merging(*areas: tuple[str, Any]) -> Callable[[Any], None]:
    def draw(sheet: Any) -> None:
        for area, value in areas:
            sheet.merge_range(area, value)

    return draw


def text(rows: Rows, separator: str = ",") -> str:
    return "\r\n".join(separator.join(map(str, row)) for row in rows) + "\r\n"


def windows_1258(text: str) -> bytes:
    """That page has letters like ê and ơ, and the five tones apart."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    apart = (unicodedata.normalize("NFD", sign) for sign in text)
    signs = (
        unicodedata.normalize("NFC", "".join(s for s in one if s not in tones))
        + "".join(s for s in one if s in tones)
        for one in apart
    )
    return "".join(signs).encode("cp1258")
