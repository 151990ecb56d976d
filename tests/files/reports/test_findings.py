"""The workbook of what is not right: a sheet for each finding, and no formulas."""

from __future__ import annotations

import io
from datetime import date

from python_calamine import CalamineWorkbook

from domain.data_notices import FoundTask
from domain.data_quality import Finding
from files.reports.findings import SHEETS, write_findings

DAY = date(2026, 11, 20)
TASK = FoundTask(
    12, 3, "=1+1", "Sở Nội vụ", "12/UBND-TH", DAY, None, date(2026, 11, 23)
)


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_each_finding_has_its_sheet() -> None:
    found = sheets(write_findings({one: [TASK, TASK] for one in Finding}, DAY))
    assert list(found) == list(SHEETS.values())
    rows = found["Nhập trễ"]
    assert rows[0][0] == "Nhập trễ: rà soát ngày 20/11/2026"
    assert rows[3][1:] == [
        "NV-12", "12/UBND-TH ngày 20/11/2026", "'=1+1", "Sở Nội vụ", "", "23/11/2026"
    ]  # fmt: skip


def test_where_nothing_is_wrong_it_says_so() -> None:
    assert list(sheets(write_findings({}, DAY))) == ["Không có nội dung cần rà soát"]
