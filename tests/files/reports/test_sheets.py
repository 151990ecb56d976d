"""Sheets that the book of a report has where there is something to say."""

from __future__ import annotations

import io
import json
from dataclasses import replace

from openpyxl import load_workbook

from domain.figures import Counts
from domain.report_facts import facts_of, fingerprint_of
from domain.reports import UnitFigures
from files.reports.plain import write_json
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
