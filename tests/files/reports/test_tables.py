"""Every table that adds is added again; no cell of it is a formula."""

from __future__ import annotations

import csv
import io
import json
import zipfile

from hypothesis import given, settings
from openpyxl import load_workbook

from domain.reports import Report
from files.reports.plain import neutral, write_csv, write_json
from files.reports.workbook import HEADER_ROW, sheets, write_workbook
from tests.reports import reports

CODE = "0123456789abcdef"
FEW = settings(max_examples=30)  # each is a whole register


@FEW
@given(reports())
def test_every_table_adds_up_to_its_last_row(report: Report) -> None:
    for _, table in sheets(report):
        for at, column in enumerate(table.columns):
            if column.adds:
                assert sum(row[at] for row in table.rows) == table.total[at]
        assert all(len(row) == len(table.columns) for row in table.rows)


@FEW
@given(reports())
def test_in_the_table_of_units_the_parts_of_each_row_are_its_whole(
    report: Report,
) -> None:
    for _, table in sheets(report)[:3]:
        for row in (*table.rows, table.total):
            whole, *parts = row[2:9]
            assert whole == sum(parts)


@settings(max_examples=10)
@given(reports())
def test_the_workbook_holds_the_tables_and_nothing_that_computes(
    report: Report,
) -> None:
    book = load_workbook(io.BytesIO(write_workbook(report, CODE)))
    for name, table in sheets(report):
        sheet = book[name]
        header = [cell.value for cell in sheet[HEADER_ROW + 1]]
        assert header == [column.title for column in table.columns]
        assert sheet.freeze_panes == f"A{HEADER_ROW + 2}"
        assert sheet.auto_filter.ref is not None
        assert sheet.print_title_rows == f"${HEADER_ROW + 1}:${HEADER_ROW + 1}"
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert all(cell.data_type != "f" for cell in cells)
        texts = [cell.value for cell in cells if isinstance(cell.value, str)]
        assert not [text for text in texts if text.startswith(("=", "+", "-", "@"))]


def test_a_cell_that_would_be_a_formula_is_made_a_text() -> None:
    starts = ("=1+1", "+1", "-1", "@x", "\tx")
    assert [neutral(text) for text in starts] == [f"'{text}" for text in starts]
    assert neutral("– không") == "– không"


@FEW
@given(reports())
def test_what_is_public_has_units_and_no_tasks(report: Report) -> None:
    facts = json.loads(write_json(report))
    assert not {"late_tasks", "overdue_tasks", "overdue_change"} & set(facts)
    assert all("entry_days" not in unit for unit in facts["units"])
    text = write_csv(report).decode("utf-8-sig")
    _, *rows, total = csv.reader(io.StringIO(text))
    assert int(total[2]) == sum(int(row[2]) for row in rows) == facts["total"]


def test_a_workbook_is_a_workbook_without_macros_or_links(report: Report) -> None:
    with zipfile.ZipFile(io.BytesIO(write_workbook(report, CODE))) as inside:
        assert inside.testzip() is None
        names = inside.namelist()
    assert not [name for name in names if "vba" in name or "externalLink" in name]
