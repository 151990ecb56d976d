"""Sheets that the book of a report has where there is something to say."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from domain.ending_notices import InheritedTask
from domain.figures import Counts
from domain.report_facts import facts_of, fingerprint_of
from domain.reports import UnitFigures
from files.importers import write_difference
from files.reports.inherited_list import write_inherited
from files.reports.paper import Cell, Column, Table
from files.reports.plain import write_json
from files.reports.printing import LINE
from files.reports.tables import entry_table
from files.reports.workbook import sheets, write_tables, write_workbook
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


def test_what_earlier_years_left_has_a_sheet_and_a_column_of_its_own() -> None:
    """It counts for the order, and in no cumulative figure."""
    report = lang_son()
    assert "Từ các năm trước" not in dict(sheets(report))
    first, second, third = report.units
    behind = Counts(open_overdue=40, open_in_term=2)
    units = first, second, replace(third, earlier=behind)
    left = replace(report, units=units, earlier=behind)
    tables = dict(sheets(left))
    assert tables["Từ các năm trước"].rows == [[1, third.name, 42, 2, 40, 0]]
    ranking = tables["Thứ tự theo quá hạn"]
    assert [column.title for column in ranking.columns][3:5] == [
        "Quá hạn từ các năm trước",
        "Tổng số",
    ]
    worst = third.cumulative
    assert ranking.rows[0][2:6] == [third.name, 40, worst.total, worst.open_overdue]
    # A page that was printed before it was said keeps its code.
    assert fingerprint_of(facts_of(left)) == fingerprint_of(
        facts_of(replace(left, units=report.units))
    )
    assert "earlier_units" not in json.loads(write_json(left))


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


def test_a_row_is_as_high_as_its_longest_text() -> None:
    """LibreOffice would cut the second line, and prints it so."""
    long = "Rà soát, báo cáo tình hình thực hiện các nhiệm vụ được giao " * 5
    columns = [
        Column("TT", 6),
        Column("Nội dung", 40),
        Column("Số ngày quá hạn tính đến nay", 5),
    ]
    rows: list[list[Cell]] = [[1, "ngắn", 3], [2, long, 3]]
    heights = [height_of(one, Table(columns, rows)) for one in (3, 4, 5)]
    # In quarters of a point, which are whole pixels of a screen.
    assert heights == [LINE * lines + 2.25 for lines in (2, 1, 3)]


def height_of(row: int, table: Table) -> float:
    """In points, as who opens it shows it."""
    sheet = load_workbook(io.BytesIO(write_tables([("Bảng", table)], "")))["Bảng"]
    return sheet.row_dimensions[row].height or sheet.sheet_format.defaultRowHeight


def test_the_height_that_most_rows_have_is_said_once() -> None:
    """A register has tens of thousands of them."""
    rows: list[list[Cell]] = [["Rà soát, báo cáo " * 15]] * 9 + [["ngắn"]]
    said = write_tables([("Bảng", Table([Column("Nội dung", 40)], rows))], "")
    sheet = load_workbook(io.BytesIO(said))["Bảng"]
    heights = [sheet.row_dimensions[row].height for row in range(4, 14)]
    assert heights == [sheet.sheet_format.defaultRowHeight] * 9 + [LINE + 2.25]


@pytest.mark.parametrize(
    ("book", "header"),
    [
        (write_inherited([InheritedTask(12, 1, "led", "Việc", "1/TB", None, "An")]), 3),
        (write_difference([("Mới", "Quý I", 2, "1/TB", "Sở Y tế", "Việc " * 40)]), 1),
    ],
    ids=["tasks taken over", "rows of an import"],
)
def test_lists_are_printed_as_every_book(book: bytes, header: int) -> None:
    """A4 across, one page wide, the header on each page, nothing cut."""
    sheet = load_workbook(io.BytesIO(book)).active
    page = sheet.page_setup
    assert (page.orientation, page.paperSize, page.fitToHeight) == ("landscape", 9, 0)
    assert sheet.print_title_rows == f"${header}:${header}"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.cell(header + 1, 1).alignment.wrap_text
