"""The office's own sheet: 20 units, 52 people, and what may be wrong with a row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from domain.office import OfficeFault, OfficeProblem, PersonRow, UnitRow
from domain.register import FileProblem, UnreadableFile
from domain.tasks import Role
from files.importers import read_office, read_workbook, write_office_template
from files.opening.cells import Cell, Mark, Sheet, SheetRow, Workbook

UNITS = ["Mã", "Tên đơn vị", "Loại", "Đơn vị cấp trên", "Tên gọi khác", "Email"]
LIFE = ["Hiệu lực từ", "Hiệu lực đến", "Đơn vị kế thừa", "Căn cứ"]
PEOPLE = ["Mã", "Họ và tên", "Chức vụ", "Đơn vị", "Vai trò", "Đầu mối", "Email"]
SO = ["STC", "Sở Tài chính", "Sở", "", "", ""]
AN = ["CB1", "Nguyễn Văn An", "Chuyên viên", "STC", "Cán bộ", "", ""]

Rows = Sequence[Sequence[Cell]]


def office(units: Rows = (SO,), people: Rows = (AN,)) -> Workbook:
    def sheet(name: str, rows: Rows) -> Sheet:
        return Sheet(name, [SheetRow(n, list(row)) for n, row in enumerate(rows, 1)])

    return Workbook(
        (
            sheet("Đơn vị", [UNITS, *units]),
            sheet("Cán bộ", [PEOPLE, *people]),
        )
    )


def faults(book: Workbook) -> list[tuple[int, str | None, OfficeProblem, str]]:
    found = read_office(book).problems
    return [(one.row, one.column, one.problem, one.detail) for one in found]


async def test_the_sample_office(samples: Path) -> None:
    sheet = read_office(await read_workbook(samples / "office-2026.xlsx"))
    assert (len(sheet.units), len(sheet.people), sheet.problems) == (20, 52, ())
    assert sheet.units[2] == UnitRow(
        row=4,
        code="VP-TH",
        name="Phòng Tổng hợp",
        kind="Phòng chuyên môn",
        parent_code="VP",
        email="vp.th@example.vn",
    )
    assert sheet.people[3] == PersonRow(
        row=5,
        code="CB004",
        name="Hoàng Thanh Giang",
        unit_code="VP-TH",
        role=Role.SYNTHESIS,
        position="Trưởng phòng",
        is_contact=True,
        email="cb004@example.vn",
    )


async def test_the_template_is_empty_but_for_examples(tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"
    write_office_template(path)
    book = await read_workbook(path)
    assert [sheet.name for sheet in book.sheets] == ["Đơn vị", "Cán bộ", "Hướng dẫn"]
    assert book.sheets[0].rows[0].cells == UNITS + LIFE
    assert book.sheets[1].rows[0].cells == PEOPLE
    explained = {(row.cells[0], row.cells[1]) for row in book.sheets[2].rows[1:18]}
    units, people = (("Đơn vị", UNITS + LIFE), ("Cán bộ", PEOPLE))
    wanted = {(name, h) for name, headers in (units, people) for h in headers}
    assert explained == wanted
    assert read_office(book).units == ()
    assert read_office(book).people == ()
    assert read_office(book).problems == ()


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("Cán bộ", Role.OFFICER),
        ("đầu mối", Role.CONTACT),
        ("THỦ TRƯỞNG", Role.UNIT_HEAD),
        ("Theo doi", Role.TRACKER),
        ("Văn thư", Role.CLERK),
        ("Tổng hợp", Role.SYNTHESIS),
        ("Lãnh đạo  Văn phòng", Role.OFFICE_LEADER),
        ("Lãnh đạo UBND tỉnh", Role.LEADER),
        ("Tổ công tác", Role.TASK_FORCE),
        ("Quản trị", Role.ADMIN),
    ],
)
def test_roles_by_their_vietnamese_names(said: str, role: Role) -> None:
    (person,) = read_office(office(people=[[*AN[:4], said]])).people
    assert person.role == role


def test_units_and_parents_are_named_by_code_name_or_other_name() -> None:
    units = [
        ["P1", "Phòng Ngân sách", "", "Sở TC", "", ""],  # before its parent
        ["STC", "Sở Tài chính", "Sở", "", "Sở TC; Tài chính tỉnh", ""],
    ]
    people = [[*AN[:3], "tài chính tỉnh", "Cán bộ"]]
    sheet = read_office(office(units, people))
    assert [(unit.code, unit.parent_code) for unit in sheet.units] == [
        ("STC", ""),
        ("P1", "STC"),
    ]
    assert sheet.units[0].aliases == ("Sở TC", "Tài chính tỉnh")
    assert sheet.people[0].unit_code == "STC"


def test_a_name_that_two_units_bear_names_neither() -> None:
    units = [SO, ["A", "Phòng Tổ chức"], ["B", "Phòng Tổ chức"]]
    people = [[*AN[:3], "Phòng Tổ chức", "Cán bộ"]]
    fault = (2, "Đơn vị", OfficeProblem.UNKNOWN_UNIT, "Phòng Tổ chức")
    assert faults(office(units, people)) == [fault]


def test_one_person_in_two_roles_has_two_rows() -> None:
    head = [*AN[:4], "Thủ trưởng"]
    assert len(read_office(office(people=[AN, head])).people) == 2


@pytest.mark.parametrize(
    ("book", "expected"),
    [
        (
            office([SO, ["stc", "Sở Y tế"]]),
            (3, "Mã", OfficeProblem.TWICE, "stc"),
        ),
        (office([SO, ["", "Sở Y tế"]]), (3, "Mã", OfficeProblem.NO_CODE, "")),
        (office([SO, ["SYT", ""]]), (3, "Tên đơn vị", OfficeProblem.NO_NAME, "")),
        (
            office([SO, ["P1", "Phòng Một", "", "SXD"]]),
            (3, "Đơn vị cấp trên", OfficeProblem.UNKNOWN_UNIT, "SXD"),
        ),
        (
            office([SO, ["P1", "Phòng Một", "", "P1"]]),
            (3, "Đơn vị cấp trên", OfficeProblem.UNDER_FAULTY, "P1"),
        ),
        (
            office([SO, ["P1", Mark.FORMULA]]),
            (3, "Tên đơn vị", OfficeProblem.FORMULA, ""),
        ),
        (office([SO, ["P1", "(Mật)"]]), (3, None, OfficeProblem.SECRET, "")),
        (
            office(people=[AN, ["CB1", "Lê Thị Bình", "", "STC", "Cán bộ"]]),
            (3, "Mã", OfficeProblem.TWICE, "CB1"),
        ),
        (office(people=[AN, AN]), (3, "Mã", OfficeProblem.TWICE, "CB1")),
        (
            office(people=[["CB1", "An", "", "SXD", "Cán bộ"]]),
            (2, "Đơn vị", OfficeProblem.UNKNOWN_UNIT, "SXD"),
        ),
        (
            office(people=[["CB1", "An", "", "STC", "Giám đốc"]]),
            (2, "Vai trò", OfficeProblem.UNKNOWN_ROLE, "Giám đốc"),
        ),
        (
            office(people=[["CB1", "", "", "STC", "Cán bộ"]]),
            (2, "Họ và tên", OfficeProblem.NO_NAME, ""),
        ),
    ],
)
def test_a_row_with_a_fault_is_named_and_stays_out(
    book: Workbook, expected: tuple[int, str | None, OfficeProblem, str]
) -> None:
    assert faults(book) == [expected]


def test_a_circle_of_units_hangs_on_nothing() -> None:
    circle = [["A", "Một", "", "B"], ["B", "Hai", "", "A"], ["C", "Ba", "", "A"]]
    sheet = read_office(office([SO, *circle]))
    assert [unit.code for unit in sheet.units] == ["STC"]
    assert {fault.row for fault in sheet.problems} == {3, 4, 5}
    assert sheet.problems[0] == OfficeFault(
        "Đơn vị", 3, "Đơn vị cấp trên", OfficeProblem.UNDER_FAULTY, "B"
    )


@pytest.mark.parametrize(
    ("book", "expected"),
    [
        (Workbook((Sheet("Sheet1", []),)), FileProblem.EMPTY),
        (
            Workbook((Sheet("Đơn vị", [SheetRow(1, list(UNITS))]),)),
            FileProblem.UNKNOWN_LAYOUT,
        ),
        (
            Workbook((Sheet("x", [SheetRow(1, ["Họ tên", "Tuổi"])]),)),
            FileProblem.UNKNOWN_LAYOUT,
        ),
    ],
)
def test_a_file_of_another_shape(book: Workbook, expected: FileProblem) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_office(book)
    assert refused.value.reason == expected
