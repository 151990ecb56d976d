"""What the rows of a register may be like, and which of them stay out."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, datetime

import pytest

from domain.register import (
    FileProblem,
    LeftOut,
    Register,
    RegisterRow,
    RowProblem,
    UnreadableFile,
)
from domain.tasks import Progress, TaskClass, Urgency
from files.importers import read_register
from files.opening.cells import Cell, Mark, Sheet, SheetRow, Workbook

FRIDAY = date(2026, 11, 20)

GOOD: dict[str, Cell] = {
    "Số, ký hiệu": "4001/UBND-TH",
    "Ngày ban hành": "21/08/2026",
    "Trích yếu": "V/v cải cách hành chính",
    "Nội dung nhiệm vụ": "Tham mưu kế hoạch",
    "Đơn vị chủ trì": "Sở Nội vụ",
    "Hạn xử lý": "30/11/2026",
    "Tình trạng": "chưa thực hiện",
}


def register_of(*rows: dict[str, Cell]) -> Register:
    """The register whose rows are GOOD but for what is said."""
    whole = [GOOD | row for row in rows]
    headers = list(dict.fromkeys(header for row in whole for header in row))
    cells = [list(headers), *([row.get(h) for h in headers] for row in whole)]
    numbered = [SheetRow(n, row) for n, row in enumerate(cells, start=1)]
    return read_register(Workbook((Sheet("Sổ", numbered),)), today=FRIDAY)


def test_a_policy_may_count_the_day_that_is_named() -> None:
    """ "trước ngày 25/12/2026": until the 24th, unless the office says otherwise."""
    said: dict[str, Cell] = GOOD | {"Hạn xử lý": "trước ngày 25/12/2026"}
    rows = [SheetRow(1, list(said)), SheetRow(2, list(said.values()))]
    book = Workbook((Sheet("Sổ", rows),))
    found = [
        read_register(book, today=FRIDAY, before_is_exclusive=one).rows[0].due_on
        for one in (True, False)
    ]
    assert found == [date(2026, 12, 24), date(2026, 12, 25)]


def row_of(row: dict[str, Cell]) -> RegisterRow:
    register = register_of(row)
    assert register.left_out == ()
    return register.rows[0]


def fault_of(row: dict[str, Cell]) -> LeftOut:
    register = register_of(row)
    assert register.rows == ()
    return register.left_out[0]


@pytest.mark.parametrize(
    ("cell", "due_on"),
    [
        ("30/11/2026", date(2026, 11, 30)),
        ("1.12.2026", date(2026, 12, 1)),
        (date(2026, 11, 15), date(2026, 11, 15)),
        (datetime.fromisoformat("2026-11-15T17:00"), date(2026, 11, 15)),
        # A date cell that lost its format.
        (46341.0, date(2026, 11, 15)),
        ("trước ngày 25/12/2026", date(2026, 12, 24)),
        ("trong tháng 12 năm 2026", date(2026, 12, 31)),
        ("Không quy định thời hạn", None),
        (None, None),
        # Without a year: the first such day from the day of issue.
        ("15/8", date(2027, 8, 15)),
        ("15/9", date(2026, 9, 15)),
    ],
)
def test_a_deadline(cell: Cell, due_on: date | None) -> None:
    assert row_of({"Hạn xử lý": cell}).due_on == due_on


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("trước ngày 25/12/2026", "trước ngày 25/12/2026"),
        (date(2026, 11, 15), "15/11/2026"),
        (46341.0, "15/11/2026"),
        (None, ""),
    ],
)
def test_the_words_of_a_deadline_are_kept(cell: Cell, text: str) -> None:
    assert row_of({"Hạn xử lý": cell}).deadline_text == text


@pytest.mark.parametrize(
    ("header", "cell", "problem"),
    [
        ("Hạn xử lý", "31/02/2027", RowProblem.IMPOSSIBLE_DATE),
        ("Hạn xử lý", "ngày 31 tháng 2 năm 2027", RowProblem.IMPOSSIBLE_DATE),
        ("Hạn xử lý", "sớm nhất có thể", RowProblem.UNREADABLE_DEADLINE),
        ("Hạn xử lý", 7.0, RowProblem.UNREADABLE_DEADLINE),
        ("Ngày ban hành", "30/02/2026", RowProblem.IMPOSSIBLE_DATE),
        ("Ngày ban hành", "21/08/0202", RowProblem.IMPOSSIBLE_DATE),
        ("Ngày ban hành", "chưa ban hành", RowProblem.UNREADABLE_DATE),
        ("Ngày hoàn thành", "32/10/2026", RowProblem.IMPOSSIBLE_DATE),
        ("Tình trạng", "đang chờ mưa tạnh", RowProblem.UNREADABLE_STATUS),
        ("Số, ký hiệu", None, RowProblem.NO_NUMBER),
        ("Đơn vị chủ trì", "  ", RowProblem.NO_UNIT),
        ("Nội dung nhiệm vụ", Mark.FORMULA, RowProblem.FORMULA),
        ("Độ mật", Mark.FORMULA, RowProblem.FORMULA),
        ("Ghi chú", Mark.TOO_LONG, RowProblem.TOO_LONG),
    ],
)
def test_a_row_that_stays_out_names_its_column(
    header: str, cell: Cell, problem: RowProblem
) -> None:
    fault = fault_of({header: cell})
    assert (fault.row, fault.column, fault.problem) == (2, header, problem)


def test_a_row_without_content_takes_the_abstract_and_without_both_stays_out() -> None:
    assert row_of({"Nội dung nhiệm vụ": None}).content == "V/v cải cách hành chính"
    fault = fault_of({"Nội dung nhiệm vụ": None, "Trích yếu": None})
    assert fault.problem == RowProblem.NO_CONTENT


def test_a_formula_in_a_column_of_no_meaning_harms_nobody() -> None:
    assert row_of({"Cột phụ": Mark.FORMULA}).number == "4001/UBND-TH"


@pytest.mark.parametrize(
    "row",
    [
        {"Độ mật": "Mật"},
        {"Độ mật": "TỐI MẬT"},
        {"Độ mật": "Tuyệt mật"},
        {"Độ mật": "A"},
        {"Trích yếu": "V/v kế hoạch (Mật)"},
        {"Nội dung nhiệm vụ": "Báo cáo\nTUYỆT MẬT"},
        {"Cột phụ": "Độ mật: Mật"},
        {"Ghi chú": unicodedata.normalize("NFD", "Mật")},
        # Whatever else is wrong with the row, nothing else is said of it.
        {"Độ mật": "Mật", "Hạn xử lý": "31/02/2027", "Nội dung nhiệm vụ": Mark.FORMULA},
    ],
)
def test_of_a_secret_row_nothing_is_left_but_its_number(row: dict[str, Cell]) -> None:
    assert fault_of(row) == LeftOut(2, None, RowProblem.SECRET)


@pytest.mark.parametrize(
    "row",
    [
        {"Độ mật": "Thường"},
        {"Độ mật": None},
        {"Trích yếu": "V/v rà soát mật độ xây dựng khu dân cư"},
        {"Trích yếu": "V/v bảo mật thông tin"},
        {"Trích yếu": "V/v thi hành Luật Bảo vệ bí mật nhà nước"},
    ],
)
def test_words_that_only_contain_a_mark_are_no_secret(row: dict[str, Cell]) -> None:
    assert row_of(row).number == "4001/UBND-TH"


@pytest.mark.parametrize("title", ["MẬT", "Độ mật: Tối mật", "DANH SÁCH (MẬT)"])
def test_a_mark_above_the_header_is_a_mark_on_the_file(
    title: str, workbook: Callable[..., Workbook]
) -> None:
    book = workbook([[title], list(GOOD), list(GOOD.values())])
    with pytest.raises(UnreadableFile) as refused:
        read_register(book, today=FRIDAY)
    assert refused.value.reason == FileProblem.SECRET


@pytest.mark.parametrize(
    ("status", "done_on", "expected"),
    [
        ("đã thực hiện", "10/11/2026", (Progress.DONE, date(2026, 11, 10))),
        # Done, but nobody wrote when.
        ("Đã hoàn thành", None, (Progress.DONE, None)),
        ("đang thực hiện quá hạn", None, (Progress.IN_PROGRESS, None)),
        (None, "10/11/2026", (Progress.DONE, date(2026, 11, 10))),
        (None, None, (Progress.NOT_STARTED, None)),
    ],
)
def test_how_far_a_task_is(
    status: Cell, done_on: Cell, expected: tuple[Progress, date | None]
) -> None:
    row = row_of({"Tình trạng": status, "Ngày hoàn thành": done_on})
    assert (row.progress, row.done_on) == expected


def test_the_other_columns() -> None:
    row = row_of({
        "Đơn vị phối hợp": "- Sở Y tế; Sở Văn hóa, Thể thao và Du lịch\n- Sở Y tế",
        "Phân loại": "QC42_c",
        "Độ khẩn": "Hỏa tốc",
        "Lãnh đạo giao": "Phó Chủ tịch\nUBND tỉnh",
        "Thời gian ký số": "17/11/2026 16:05",
        "Thời gian gửi": "17/11/2026",
        "Kết quả": "Đã có báo cáo",
        "Chấp hành quy trình": "Đúng quy trình",
        "Người soạn thảo": "Võ Văn Hà",
    })  # fmt: skip
    assert row.support_units == ("Sở Y tế", "Sở Văn hóa, Thể thao và Du lịch")
    assert (row.scheme, row.task_class) == ("QC42", TaskClass.C)
    assert row.urgency == Urgency.FLASH
    assert row.assigned_by == "Phó Chủ tịch UBND tỉnh"
    assert row.signed_at == datetime.fromisoformat("2026-11-17T16:05")
    assert row.sent_at == datetime.fromisoformat("2026-11-17T00:00")
    assert (row.result, row.procedure_ok) == ("Đã có báo cáo", True)
    assert row.drafter == "Võ Văn Hà"


def test_a_number_cell_that_holds_number_date_and_leader() -> None:
    cell = "Số: 67/TB-VPUB\nNgày: 12/11/2026\nLãnh đạo: Phó Chủ tịch"
    row = row_of({"Số, ký hiệu": cell, "Ngày ban hành": None})
    assert (row.number, row.issued_on) == ("67/TB-VPUB", date(2026, 11, 12))


def test_decomposed_text_is_read_and_kept_composed() -> None:
    apart = {
        unicodedata.normalize("NFD", header): unicodedata.normalize("NFD", str(cell))
        for header, cell in GOOD.items()
    }
    headers, cells = list(apart), list(apart.values())
    sheet = Sheet("Sổ", [SheetRow(1, headers), SheetRow(2, cells)])
    register = read_register(Workbook((sheet,)), today=FRIDAY)
    assert register.rows[0].number == "4001/UBND-TH"


def test_rows_that_speak_of_no_task_are_passed_over(
    workbook: Callable[..., Workbook],
) -> None:
    headers = ["STT", *GOOD]
    book = workbook([
        ["SỔ THEO DÕI NHIỆM VỤ"],
        [],
        headers,
        ["(1)", *(f"({n})" for n in range(2, len(headers) + 1))],
        ["I. QUÝ IV"],
        [1.0, *GOOD.values()],
        headers,
        [2.0, *GOOD.values()],
        [],
        [None, None, None, None, None, None, None, "Người lập biểu"],
    ])  # fmt: skip
    register = read_register(book, today=FRIDAY)
    assert [row.row for row in register.rows] == [6, 8]
    assert register.left_out == ()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], FileProblem.EMPTY),
        ([list(GOOD)], FileProblem.EMPTY),
        ([["Họ tên", "Điện thoại"], ["An", "1"]], FileProblem.UNKNOWN_LAYOUT),
        # A document register names no unit that has a task.
        ([["Số ký hiệu", "Trích yếu"], ["1/A-B", "x"]], FileProblem.UNKNOWN_LAYOUT),
    ],
)
def test_a_sheet_without_a_register(
    rows: list[list[Cell]], expected: FileProblem, workbook: Callable[..., Workbook]
) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_register(workbook(rows), today=FRIDAY)
    assert refused.value.reason == expected


def test_the_register_may_be_the_second_sheet() -> None:
    cover = Sheet("Bìa", [SheetRow(1, ["UBND TỈNH"])])
    sheet = Sheet("Sổ", [SheetRow(1, list(GOOD)), SheetRow(2, list(GOOD.values()))])
    register = read_register(Workbook((cover, sheet)), today=FRIDAY)
    assert (register.sheet, len(register.rows)) == ("Sổ", 1)
