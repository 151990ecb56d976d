"""The tables of a report as a workbook: every number behind the papers, to work with.

Constant memory: rows go to the file as they come. Runs in a thread; the library is
loaded when it is first asked for.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from domain.report_facts import SHOWN
from domain.reports import Report
from files.reports import tables, wording
from files.reports.comparing import change_table, ranking_table
from files.reports.earlier_years import earlier_table
from files.reports.officers import officer_table
from files.reports.paper import Cell, Column, Table
from files.reports.plain import neutral
from files.reports.printing import LINE, row_height, set_print
from files.reports.procedure import procedure_table

ACROSS = 150  # signs in a line of a sheet, shared by the columns
HEADER_ROW = 2  # below the title and a note
LONGEST_NAME = 31  # of a sheet
FONT, SIZE = "Times New Roman", 11  # as on the papers (NĐ 30)
HEIGHT = LINE + 2  # of a title or a note


@dataclass(frozen=True)
class _Looks:
    """The formats of one workbook (XlsxWriter's are bound to it)."""

    title: Any
    note: Any
    header: Any
    text: Any
    centred: Any
    total: Any


def write_workbook(report: Report, fingerprint: str) -> bytes:
    """The units, the lists of the appendices, and the register (NĐ 30, IV-VIII)."""
    until = wording.day(report.asked.as_of)
    said = f"số liệu tính đến hết ngày {until}, mã số liệu {fingerprint[:SHOWN]}"
    return write_tables(sheets(report), said)


def write_tables(named: Iterable[tuple[str, Table]], said: str) -> bytes:
    """One sheet for each table; `said` follows the name in its title."""
    import xlsxwriter  # loaded when needed: it takes memory from an idle program

    kept = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(kept, options) as book:
        looks = _looks(book)
        for name, table in named:
            _sheet(book, name, f"{name}: {said}", table, looks)
    return kept.getvalue()


def sheets(report: Report) -> Sequence[tuple[str, Table]]:
    """Name and table of every sheet, in order."""
    found = [
        *tables.of_units(report),
        ("Hoàn thành quá hạn", tables.late_table(report.late)),
        ("Chưa hoàn thành quá hạn", tables.overdue_table(report.overdue)),
        ("Không quy định thời hạn", tables.undated_table(report.undated)),
        ("Sổ theo dõi", tables.register_table(report.followed)),
    ]
    if report.earlier.total:
        found.append(("Từ các năm trước", earlier_table(report.units)))
    if report.changed:
        found.append(("Biến động quá hạn", change_table(report.changed)))
    if len(report.ranking) > 1:
        found.append(("Thứ tự theo quá hạn", ranking_table(report.ranking)))
    if any(unit.entry_days is not None for unit in report.units):
        entry = tables.entry_table(report.units, report.asked.entry_limit)
        found.append(("Thời gian nhập", entry))
    found += _checked(report)
    if report.officers:
        found.append(("Từng cán bộ", officer_table(report.officers)))
    return found


def _checked(report: Report) -> Iterator[tuple[str, Table]]:
    """What the units did besides, each only where there is something to say."""
    checks = report.checks
    if report.violations:
        yield "Chưa đúng quy trình", procedure_table(report.violations)
    if checks.reviews:
        yield "Thuyết minh", tables.review_table(checks.reviews)
    if report.unconfirmed:
        asked = tables.unconfirmed_table(report.unconfirmed, checks.states)
        yield "Chưa xác nhận", asked
    if checks.weeks:
        yield "Cập nhật hằng tuần", tables.weekly_table(checks.weeks)


def _looks(book: Any) -> _Looks:
    plain = {"font_name": FONT, "font_size": SIZE}
    framed = {**plain, "border": 1, "text_wrap": True, "valign": "top"}
    middle = {**framed, "align": "center"}
    return _Looks(
        title=book.add_format({**plain, "bold": True, "font_size": 13}),
        note=book.add_format({**plain, "italic": True}),
        header=book.add_format(
            {**middle, "bold": True, "bg_color": "#DDEBF7", "valign": "vcenter"}
        ),
        text=book.add_format(framed),
        centred=book.add_format(middle),
        total=book.add_format({**middle, "bold": True}),
    )


def _sheet(book: Any, name: str, title: str, table: Table, looks: _Looks) -> None:
    sheet = book.add_worksheet(name[:LONGEST_NAME])
    widths = _widths(table.columns)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    set_print(sheet, header_row=HEADER_ROW)
    titles = [one.title for one in table.columns]
    _set_heights(sheet, [titles, *table.rows], widths)
    sheet.write_string(0, 0, title, looks.title)
    # Also where there is no note: the height of a row without any cell is not kept.
    sheet.write_string(1, 0, table.note, looks.note)
    _write(sheet, HEADER_ROW, titles, [looks.header] * len(titles))
    by_column = [looks.centred if one.centred else looks.text for one in table.columns]
    row = HEADER_ROW
    for row, cells in enumerate(table.rows, start=HEADER_ROW + 1):
        _write(sheet, row, cells, by_column)
    # The filter ends above the total, so that sorting leaves it where it is.
    sheet.autofilter(HEADER_ROW, 0, row, len(table.columns) - 1)
    if table.total:
        _write(sheet, row + 1, table.total, [looks.total] * len(table.columns))


def _write(sheet: Any, row: int, cells: Sequence[Cell], looks: Sequence[Any]) -> None:
    for at, (cell, look) in enumerate(zip(cells, looks, strict=True)):
        if isinstance(cell, int):
            sheet.write_number(row, at, cell, look)
        else:
            sheet.write_string(row, at, neutral(cell), look)


def _widths(columns: Sequence[Column]) -> list[int]:
    """In signs, of which `ACROSS` go into a line."""
    shares = sum(column.width for column in columns)
    return [max(6, round(ACROSS * column.width / shares)) for column in columns]


def _set_heights(
    sheet: Any, rows: Iterable[Sequence[Cell]], widths: Sequence[int]
) -> None:
    """Said, not left to who opens it: LibreOffice cuts what needs a second line.

    The height that most rows have is said once: the library keeps what it is told of a
    row, a kilobyte each.
    """
    heights = [row_height(cells, widths) for cells in rows]
    ((usual, _),) = Counter(heights).most_common(1)
    sheet.set_default_row(usual)
    said = [HEIGHT] * HEADER_ROW + heights
    for row, height in enumerate(said):
        if height != usual:
            sheet.set_row(row, height)
