"""Which units end, on which day, and who takes over: as the office's file says it."""

from __future__ import annotations

from datetime import date

import pytest

from domain.office import OfficeProblem, UnitRow
from domain.succession import Life
from files.importers import read_office
from files.opening.cells import Cell, Sheet, SheetRow, Workbook

HEADERS = ["Mã", "Tên đơn vị", "Đơn vị cấp trên", "Hiệu lực từ", "Hiệu lực đến"]
HEADERS += ["Đơn vị kế thừa", "Căn cứ"]
PEOPLE = ["Mã", "Họ và tên", "Đơn vị", "Vai trò"]
LAST = date(2025, 2, 28)
SCIENCE = ["SKHCN", "Sở Khoa học và Công nghệ"]
FINANCE = ["STC", "Sở Tài chính"]


def ended(
    last: Cell, successor: str, parent: str = "", first: Cell = None
) -> list[Cell]:
    name = "Sở Thông tin và Truyền thông"
    return ["STTTT", name, parent, first, last, successor, "NQ 45/NQ-HĐND"]


def office(*rows: list[Cell]) -> Workbook:
    numbered = [SheetRow(at, row) for at, row in enumerate((HEADERS, *rows), start=1)]
    people = [SheetRow(1, list(PEOPLE))]
    return Workbook((Sheet("Đơn vị", numbered), Sheet("Cán bộ", people)))


def unit(book: Workbook, code: str) -> UnitRow:
    return next(one for one in read_office(book).units if one.code == code)


@pytest.mark.parametrize(
    "written",
    [
        "28/02/2025",
        "28.2.2025",
        LAST,
        45716.0,
        "28/02/2025 00:00",
    ],
)
def test_the_last_day_in_every_form_of_a_cell(written: Cell) -> None:
    found = unit(office([*SCIENCE], ended(written, "SKHCN")), "STTTT")
    assert found.life == Life(None, LAST, ("SKHCN",), "NQ 45/NQ-HĐND")


def test_a_successor_is_named_by_its_name_too_and_several_are_a_division() -> None:
    book = office([*SCIENCE], [*FINANCE], ended(LAST, "sở tài chính; SKHCN"))
    life = unit(book, "STTTT").life
    assert life is not None
    assert life.successors == ("STC", "SKHCN")
    assert unit(book, "STC").life == Life()


def test_a_sheet_without_these_columns_says_nothing_of_them() -> None:
    row = SheetRow(2, [*FINANCE])
    units = Sheet("Đơn vị", [SheetRow(1, HEADERS[:2]), row])
    people = Sheet("Cán bộ", [SheetRow(1, list(PEOPLE))])
    assert unit(Workbook((units, people)), "STC").life is None


P = OfficeProblem


@pytest.mark.parametrize(
    ("rows", "row", "column", "problem", "detail"),
    [
        (
            [ended("31/02/2025", "SKHCN")],
            3,
            "Hiệu lực đến",
            P.UNREADABLE_DAY,
            "31/02/2025",
        ),
        ([ended("tháng 2", "SKHCN")], 3, "Hiệu lực đến", P.UNREADABLE_DAY, "tháng 2"),
        ([ended(LAST, "SXYZ")], 3, "Đơn vị kế thừa", P.UNKNOWN_SUCCESSOR, "SXYZ"),
        ([ended("", "SKHCN")], 3, "Hiệu lực đến", P.NO_LAST_DAY, "STTTT"),
        ([ended(LAST, "STTTT")], 3, "Đơn vị kế thừa", P.IN_A_CIRCLE, "28/02/2025"),
        (
            [ended(LAST, "SKHCN", first="01/03/2025")],
            *(3, "Hiệu lực đến", P.ENDS_BEFORE_START, "28/02/2025"),
        ),
        (
            [ended(LAST, "STC"), [*FINANCE, "", "01/07/2025"]],
            *(3, "Đơn vị kế thừa", P.SUCCESSOR_NOT_THERE, "28/02/2025"),
        ),
    ],
)
def test_a_row_whose_end_cannot_be_is_named_and_stays_out(
    rows: list[list[Cell]], row: int, column: str, problem: P, detail: str
) -> None:
    sheet = read_office(office([*SCIENCE], *rows))
    said = [(one.row, one.column, one.problem, one.detail) for one in sheet.problems]
    assert said == [(row, column, problem, detail)]
    assert "STTTT" not in [one.code for one in sheet.units]
    assert "SKHCN" in [one.code for one in sheet.units]


def test_what_hangs_on_a_row_that_stays_out_stays_out_with_it() -> None:
    below = ["P1", "Phòng Bưu chính", "STTTT"]
    sheet = read_office(office([*SCIENCE], ended(LAST, "SXYZ"), below))
    assert [one.code for one in sheet.units] == ["SKHCN"]
    assert [(one.row, one.problem) for one in sheet.problems] == [
        (3, P.UNKNOWN_SUCCESSOR),
        (4, P.UNKNOWN_UNIT),
    ]
