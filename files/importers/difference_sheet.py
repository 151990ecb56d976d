"""The rows of a preview as a workbook: what each is, and what differs in it.

Its words are Vietnamese as the register's own: it goes beside it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from files.reports.printing import row_height, set_print

HEADERS = (
    "Loại",
    "Trang tính",
    "Dòng",
    "Số ký hiệu",
    "Đơn vị chủ trì",
    "Nội dung nhiệm vụ",
    "Cột khác",
    "Sổ ghi",
    "Hiện là",
)
WIDTHS = (18, 16, 8, 18, 28, 50, 24, 24, 24)
RISKY = ("=", "+", "-", "@", "\t", "\0")  # begins a formula in some program

Line = Sequence[str | int]


def write_difference(lines: Iterable[Line]) -> bytes:
    """Every cell is text, so that none can be a formula."""
    import xlsxwriter  # loaded only by who asks for the file

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Đối chiếu")
        plain = {"text_wrap": True, "valign": "top", "border": 1}
        text, bold = book.add_format(plain), book.add_format({**plain, "bold": True})
        for column, (header, width) in enumerate(zip(HEADERS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, header, bold)
        for at, line in enumerate(lines, start=1):
            sheet.set_row(at, row_height(line, WIDTHS))
            for column, value in enumerate(line):
                sheet.write_string(at, column, safe_text(str(value)), text)
        set_print(sheet, header_row=0)
    return file.getvalue()


def safe_text(text: str) -> str:
    return f"'{text}" if text.startswith(RISKY) else text
