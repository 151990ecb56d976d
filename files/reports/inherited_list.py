"""The tasks that a unit took over, as a workbook: for a list too long for a message."""

from __future__ import annotations

from collections.abc import Iterable

from domain.ending_notices import InheritedTask
from domain.tasks import task_code
from files.reports import wording
from files.reports.paper import Cell, Column, Table
from files.reports.workbook import write_tables

NAME = "Nhiệm vụ tiếp nhận"
COLUMNS = (
    Column("Mã nhiệm vụ", 10, centred=True),
    Column("Vai trò", 10),
    Column("Số, ký hiệu văn bản", 16),
    Column("Nội dung nhiệm vụ", 50),
    Column("Thời hạn", 10, centred=True),
    Column("Cán bộ thực hiện", 18),
)
PARTS = {"led": "Chủ trì", "tracked": "Theo dõi", "supported": "Phối hợp"}


def write_inherited(tasks: Iterable[InheritedTask]) -> bytes:
    """Every cell is text, so that none can be a formula."""
    rows = [_cells(task) for task in tasks]
    said = f"tổng số {wording.tasks(len(rows))}"
    return write_tables([(NAME, Table(list(COLUMNS), rows))], said)


def _cells(task: InheritedTask) -> list[Cell]:
    due = wording.day(task.due_on) if task.due_on else "không có hạn"
    part = PARTS[task.part]
    return [task_code(task.id), part, task.number, task.content, due, task.officer]
