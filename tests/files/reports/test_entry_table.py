"""How soon documents are entered, unit by unit, in the book of a report."""

from __future__ import annotations

from dataclasses import replace

from domain.figures import Counts
from domain.reports import UnitFigures
from files.reports.tables import entry_table
from files.reports.workbook import sheets
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
