"""What is not right in the register, as a workbook: one sheet for each finding.

Its words are Vietnamese as the register's own: it goes beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from domain.data_notices import FoundTask
from domain.data_quality import Finding
from domain.tasks import task_code
from files.reports import wording
from files.reports.paper import Cell, Column, Table
from files.reports.tables import CONTENT, DOCUMENT, DUE, NUMBER, UNIT
from files.reports.workbook import write_tables

SHEETS: Mapping[Finding, str] = {
    Finding.NO_CLASS: "Chưa phân loại",
    Finding.NO_DRAFTER: "Thiếu người soạn thảo",
    Finding.ODD_NUMBER: "Số, ký hiệu bất thường",
    Finding.DUE_BEFORE_ISSUE: "Hạn trước ngày ban hành",
    Finding.DUPLICATE_NUMBER: "Trùng số, ký hiệu",
    Finding.UNIT_DISSOLVED: "Đơn vị đã giải thể, sáp nhập",
    Finding.NO_DEADLINE: "Có sản phẩm, không thời hạn",
    Finding.ENTERED_LATE: "Nhập trễ",
    Finding.URGENT_LATE: "Hỏa tốc không nhập ngay",
}
ENTERED = Column("Ngày nhập", 13.5, centred=True)


def write_findings(found: Mapping[Finding, Sequence[FoundTask]], as_of: date) -> bytes:
    """A sheet that says so where there is nothing."""
    named = [(SHEETS[one], _table(lines)) for one, lines in found.items()]
    if not named:
        named = [("Không có nội dung cần rà soát", _table(()))]
    return write_tables(named, f"rà soát ngày {wording.day(as_of)}")


def _table(lines: Sequence[FoundTask]) -> Table:
    columns = [
        *(NUMBER, Column("Mã nhiệm vụ", 10, centred=True), DOCUMENT),
        *(CONTENT, UNIT, DUE, ENTERED),
    ]
    rows: list[list[Cell]] = [
        [
            number,
            task_code(one.id),
            document(one),
            one.content,
            one.unit,
            wording.day(one.due_on),
            wording.day(one.entered_on),
        ]
        for number, one in enumerate(lines, start=1)
    ]
    return Table(columns, rows)


def document(one: FoundTask) -> str:
    """101/UBND-TH ngày 04/01/2021."""
    dated = f"ngày {wording.day(one.issued_on)}" if one.issued_on else ""
    return " ".join(part for part in (one.number, dated) if part)
