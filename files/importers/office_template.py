"""An empty sheet of the office for somebody to fill in, with drop-downs and a guide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.office import ROLE_NAMES
from files.importers.office_columns import (
    ALIASES,
    BASIS,
    CODE,
    CONTACT,
    EMAIL,
    EXAMPLE,
    FIRST_DAY,
    GUIDE_SHEET,
    KIND,
    LAST_DAY,
    PARENT,
    PEOPLE_HEADERS,
    PEOPLE_SHEET,
    PERSON_NAME,
    POSITION,
    ROLE,
    SUCCESSOR,
    UNIT,
    UNIT_HEADERS,
    UNIT_KINDS,
    UNIT_NAME,
    UNITS_SHEET,
)

LAST_ROW = 2_000  # as far as the drop-downs reach
WIDTHS = {CODE: 12, UNIT_NAME: 38, PERSON_NAME: 28, POSITION: 24, ALIASES: 34}
WIDTH = 22  # of every other column

EXAMPLE_UNIT = (
    EXAMPLE,
    "Sở Tài chính",
    "Sở",
    "UBND",
    "Sở TC; STC",
    "sotaichinh@example.vn",
    "",
    "30/06/2025",
    "Mã đơn vị nhận việc",
    "Nghị quyết 202/2025/QH15",
)
EXAMPLE_PERSON = (
    EXAMPLE,
    "Nguyễn Văn An",
    "Chuyên viên",
    "STC",
    "Cán bộ",
    "x",
    "nguyenvanan@example.vn",
)

GUIDE: tuple[tuple[str, str, str], ...] = (
    (
        UNITS_SHEET,
        CODE,
        "Bắt buộc. Mã ngắn, không trùng nhau, ví dụ STC, VP-TH. Nhập lại tệp thì đơn vị"
        " có cùng mã được cập nhật, không tạo thêm.",
    ),
    (
        UNITS_SHEET,
        UNIT_NAME,
        "Bắt buộc. Tên đầy đủ như ghi trong sổ theo dõi nhiệm vụ.",
    ),
    (UNITS_SHEET, KIND, "Chọn trong danh sách."),
    (
        UNITS_SHEET,
        PARENT,
        "Mã (hoặc tên) của đơn vị cấp trên trong cùng sheet; để trống nếu không có.",
    ),
    (
        UNITS_SHEET,
        ALIASES,
        "Các cách gọi khác, cách nhau bằng dấu chấm phẩy, ví dụ: Sở TC; STC.",
    ),
    (UNITS_SHEET, EMAIL, "Hộp thư công vụ của đơn vị; có thể để trống."),
    (
        UNITS_SHEET,
        FIRST_DAY,
        "Ngày đầu tiên đơn vị hoạt động, dạng ngày/tháng/năm; để trống nếu đã có từ"
        " trước.",
    ),
    (
        UNITS_SHEET,
        LAST_DAY,
        "Ngày cuối cùng đơn vị còn hoạt động, ví dụ 30/06/2025; để trống nếu đơn vị"
        " đang hoạt động. Đơn vị đã sáp nhập vẫn để lại dòng trong sheet.",
    ),
    (
        UNITS_SHEET,
        SUCCESSOR,
        "Mã (hoặc tên) đơn vị nhận việc từ ngày hôm sau. Nhiệm vụ đang mở chuyển sang"
        " đơn vị đó. Chia tách thì ghi nhiều đơn vị, cách nhau bằng dấu chấm phẩy:"
        " chương trình không tự chia, nhiệm vụ chờ người có thẩm quyền giao lại.",
    ),
    (
        UNITS_SHEET,
        BASIS,
        "Văn bản về việc sáp nhập, giải thể; ghi vào lịch sử của từng nhiệm vụ.",
    ),
    (
        PEOPLE_SHEET,
        CODE,
        "Bắt buộc. Mã cán bộ, mỗi người một mã. Một người giữ hai vai trò thì ghi hai"
        " dòng cùng mã, cùng họ tên.",
    ),
    (PEOPLE_SHEET, PERSON_NAME, "Bắt buộc. Họ và tên đầy đủ."),
    (PEOPLE_SHEET, POSITION, "Chức vụ hiện nay; có thể để trống."),
    (PEOPLE_SHEET, UNIT, f"Bắt buộc. Mã (hoặc tên) đơn vị trong sheet {UNITS_SHEET}."),
    (
        PEOPLE_SHEET,
        ROLE,
        "Bắt buộc. Chọn trong danh sách: " + "; ".join(ROLE_NAMES.values()) + ".",
    ),
    (
        PEOPLE_SHEET,
        CONTACT,
        "Ghi x nếu là đầu mối của đơn vị: người nhận và trả lời đôn đốc thay đơn vị khi"
        " nhiệm vụ chưa phân công cho ai.",
    ),
    (PEOPLE_SHEET, EMAIL, "Thư điện tử công vụ; có thể để trống."),
)
NOTES = (
    f"Dòng chữ xám có mã “{EXAMPLE}” chỉ là ví dụ: chương trình bỏ qua, có thể xóa đi.",
    "Không đổi tên các cột. Không dùng công thức trong ô.",
    "Không ghi nội dung thuộc bí mật nhà nước vào tệp này.",
)


@dataclass(frozen=True)
class _Looks:
    """The formats of one workbook (XlsxWriter's are bound to it)."""

    header: Any
    example: Any
    wrapped: Any


def write_office_template(path: Path) -> None:
    """Write the template. Read back as it is, it holds no unit, person or problem."""
    import xlsxwriter  # loaded when needed: it takes memory from an idle program

    with xlsxwriter.Workbook(str(path)) as book:
        looks = _Looks(
            header=book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1}),
            example=book.add_format({"font_color": "#808080", "italic": True}),
            wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
        )
        units = book.add_worksheet(UNITS_SHEET)
        write_table(units, UNIT_HEADERS, EXAMPLE_UNIT, looks)
        offer(units, UNIT_HEADERS.index(KIND), UNIT_KINDS)
        people = book.add_worksheet(PEOPLE_SHEET)
        write_table(people, PEOPLE_HEADERS, EXAMPLE_PERSON, looks)
        offer(people, PEOPLE_HEADERS.index(ROLE), tuple(ROLE_NAMES.values()))
        offer(people, PEOPLE_HEADERS.index(CONTACT), ("x",))
        write_guide(book.add_worksheet(GUIDE_SHEET), looks)


def write_table(
    sheet: Any, headers: Sequence[str], example: Sequence[str], looks: _Looks
) -> None:
    for at, (header, said) in enumerate(zip(headers, example, strict=True)):
        sheet.set_column(at, at, WIDTHS.get(header, WIDTH))
        sheet.write_string(0, at, header, looks.header)
        sheet.write_string(1, at, said, looks.example)
    sheet.freeze_panes(1, 0)


def offer(sheet: Any, column: int, choices: tuple[str, ...]) -> None:
    """A drop-down under the header; 255 characters is what the format allows."""
    among = {"validate": "list", "source": list(choices)}
    sheet.data_validation(1, column, LAST_ROW, column, among)


def write_guide(sheet: Any, looks: _Looks) -> None:
    sheet.set_column(0, 1, WIDTH)
    sheet.set_column(2, 2, 90)
    for at, title in enumerate(("Sheet", "Cột", "Cách ghi")):
        sheet.write_string(0, at, title, looks.header)
    for row, line in enumerate(GUIDE, start=1):
        for at, text in enumerate(line):
            sheet.write_string(row, at, text, looks.wrapped)
    for row, note in enumerate(NOTES, start=len(GUIDE) + 2):
        sheet.merge_range(row, 0, row, 2, note, looks.wrapped)
