"""Sheets that the book of a report has where there is something to say."""

from __future__ import annotations

import io
from dataclasses import replace

from openpyxl import load_workbook

from domain.figures import Counts
from domain.reports import UnitFigures
from files.reports.tables import entry_table
from files.reports.workbook import sheets, write_workbook
from tests.reports import lang_son

NONE = Counts()
UNIT = UnitFigures(1, "Sở Y tế", NONE, NONE, NONE, 4, 1, 2)


def test_units_of_which_it_is_known_stand_in_it() -> None:
    unknown = replace(
        UNIT, name="Sở Nội vụ", entry_days=None, entered_late=0, entered=0
    )
    table = entry_table([unknown, UNIT], 1)
    assert table.rows == [[1, "Sở Y tế", 4, 2, 1]]
    assert table.total == ["", "Tổng cộng", "", 2, 1]


def test_the_book_has_the_sheet_only_then() -> None:
    report = lang_son()
    assert "Thời gian nhập" not in dict(sheets(report))
    assert "Thời gian nhập" in dict(sheets(replace(report, units=(UNIT,))))


def test_the_book_says_of_the_procedure_what_the_paper_says() -> None:
    report = lang_son()
    table = dict(sheets(report))["Chưa đúng quy trình"]
    assert [row[1:] for row in table.rows] == [
        [one.name, one.documents] for one in report.violations
    ]
    assert table.total == ["", "Tổng cộng", 3]
    assert "Chưa đúng quy trình" not in dict(sheets(replace(report, violations=())))


def test_a_table_with_rates_says_what_they_are_of() -> None:
    report = lang_son()
    book = load_workbook(io.BytesIO(write_workbook(report, "0123")))
    for name, table in sheets(report):
        rated = any(column.title.startswith("Tỷ lệ") for column in table.columns)
        assert (book[name]["A2"].value or "") == table.note
        assert ("số đã hoàn thành có quy định thời hạn" in table.note) == rated
