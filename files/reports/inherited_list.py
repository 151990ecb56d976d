"""The tasks that a unit took over, as a workbook: for a list too long for a message."""

from __future__ import annotations

import io
from collections.abc import Iterable

from domain.ending_notices import InheritedTask
from domain.tasks import task_code
from files.reports import wording
from files.reports.plain import neutral

HEADERS = (
    ("Mã nhiệm vụ", 12),
    ("Vai trò", 14),
    ("Số, ký hiệu văn bản", 20),
    ("Nội dung nhiệm vụ", 60),
    ("Thời hạn", 12),
    ("Cán bộ thực hiện", 24),
)
PARTS = {"led": "Chủ trì", "tracked": "Theo dõi", "supported": "Phối hợp"}


def write_inherited(tasks: Iterable[InheritedTask]) -> bytes:
    """Every cell is text, so that none can be a formula."""
    import xlsxwriter  # loaded only by who asks for the file

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Nhiệm vụ tiếp nhận")
        bold = book.add_format({"bold": True, "text_wrap": True})
        for column, (header, width) in enumerate(HEADERS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, header, bold)
        for at, task in enumerate(tasks, start=1):
            for column, text in enumerate(_cells(task)):
                sheet.write_string(at, column, neutral(text))
        sheet.freeze_panes(1, 0)
    return file.getvalue()


def _cells(task: InheritedTask) -> tuple[str, ...]:
    due = wording.day(task.due_on) if task.due_on else "không có hạn"
    part = PARTS[task.part]
    return (task_code(task.id), part, task.number, task.content, due, task.officer)
