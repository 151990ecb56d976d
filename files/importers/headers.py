"""Where the header row of a register is, and what its columns mean (domain.md 2.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.folding import fold
from domain.register import Column
from files.importers.cells import Cell, Sheet, SheetRow

# Title rows above the header: emblem, office, name of the list, period, filters.
MOST_TITLE_ROWS = 30

# Headers as the offices write them; what stands first takes its header first. So "Tên
# văn bản" is the abstract only where there is no Trích yếu, else the document's kind.
ALIASES: Mapping[Column, str] = {
    Column.NUMBER: (
        "Số ký hiệu; Số, ký hiệu; Số/Ký hiệu; Số KH; Số văn bản; Số VB; Văn bản giao;"
        "Số TBKL; Số và ký hiệu; Số hiệu văn bản; Số, ký hiệu văn bản"
    ),
    Column.ISSUED_ON: (
        "Ngày ban hành; Ngày VB; Ngày văn bản; Ngày ký; Ngày, tháng, năm ban hành;"
        "Ngày, tháng, năm ban hành văn bản"
    ),
    Column.ABSTRACT: "Trích yếu; Trích yếu nội dung; Trích yếu văn bản; Tên văn bản",
    Column.DOCUMENT_KIND: "Loại văn bản; Tên loại; Tên loại văn bản; Tên văn bản",
    Column.CONTENT: (
        "Nội dung nhiệm vụ; Nội dung nhiệm vụ giao; Nội dung chỉ đạo;"
        "Nội dung công việc; Nội dung; Nhiệm vụ; Nhiệm vụ được giao"
    ),
    Column.LEAD_UNIT: (
        "Đơn vị chủ trì; Cơ quan chủ trì; Cơ quan, đơn vị chủ trì; Cơ quan thực hiện;"
        "Cơ quan được giao nhiệm vụ; Đơn vị được giao nhiệm vụ; Đơn vị thực hiện;"
        "Đơn vị xử lý"
    ),
    Column.SUPPORT_UNITS: (
        "Đơn vị phối hợp; Cơ quan phối hợp; Phối hợp; Cơ quan, đơn vị phối hợp"
    ),
    Column.TRACKING_UNIT: (
        "Đơn vị theo dõi; Cơ quan theo dõi, đôn đốc; Phòng theo dõi;"
        "Cơ quan, đơn vị theo dõi, đôn đốc, kiểm tra; Chuyên viên theo dõi"
    ),
    Column.SUBMITTING_UNIT: "Cơ quan trình; Cơ quan trình văn bản",
    Column.SIGNER: "Người ký văn bản; Người ký",
    Column.ASSIGNED_BY: "Lãnh đạo giao; Lãnh đạo chỉ đạo; Người giao; Người ký",
    Column.ASSIGNED_ON: "Ngày giao; Ngày giao việc; Ngày giao nhiệm vụ",
    Column.DONE_ON: "Ngày hoàn thành; Ngày hoàn thành thực tế",
    Column.SIGNED_AT: "Thời gian ký số; Ngày ký số",
    Column.SENT_AT: "Thời gian gửi",
    Column.PROCEDURE: "Thực hiện quy trình; Chấp hành quy trình",
    Column.SECRECY: "Độ mật; Mức độ mật; Cấp độ mật",
    Column.DEADLINE: (
        "Hạn xử lý; Hạn XL; Thời hạn; Thời hạn thực hiện; Thời hạn hoàn thành;"
        "Hạn hoàn thành; Ngày hết hạn; Thời hạn xử lý; Hạn thực hiện"
    ),
    Column.URGENCY: "Độ khẩn; Mức độ khẩn",
    Column.STATUS: (
        "Tình trạng; Trạng thái; Tình hình thực hiện; Tiến độ; Tình trạng xử lý;"
        "Tình trạng thực hiện"
    ),
    Column.ANSWER: "Văn bản trả lời; Số, ký hiệu văn bản trả lời",
    Column.RESULT: "Kết quả; Kết quả thực hiện; Sản phẩm",
    Column.TASK_CLASS: "Phân loại; Loại nhiệm vụ; QC45; QC42",
    Column.DRAFTER: "Người soạn thảo; Chuyên viên soạn thảo",
    Column.NOTE: "Ghi chú",
}

BRACKETS = re.compile(r"\([^()]*\)")
SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Header:
    """The header row: which columns it has, by position, and how it writes them."""

    row: int
    places: Mapping[Column, int]
    written: Mapping[Column, str]

    def is_task(self, row: SheetRow) -> bool:
        """Whether a row under the header speaks of a task.

        Not: the line of column numbers, the header again on a new page, headings of
        chapters, totals, and the places for signatures.
        """
        number = self._cell(row, Column.NUMBER)
        if number == self.written[Column.NUMBER]:
            return False
        if isinstance(number, str) and len(number) > MOST_SIGNS:
            return True
        said = [cell for column in SAYING if (cell := self._cell(row, column))]
        return bool(said) and not is_column_numbers(row, said)

    def _cell(self, row: SheetRow, column: Column) -> Cell:
        at = self.places.get(column, len(row.cells))
        return row.cells[at] if at < len(row.cells) else None


# What a row must say something of to count as a task at all.
SAYING = (Column.NUMBER, Column.CONTENT, Column.ABSTRACT, Column.LEAD_UNIT)


MOST_SIGNS = len("(99)")  # of a column's number under the header


def is_column_numbers(row: SheetRow, said: Iterable[Cell]) -> bool:
    """ "(1) (2) (3)" under the header, as printed forms have it."""
    if not all(is_small_number(cell) for cell in said):
        return False
    return all(cell is None or is_small_number(cell) for cell in row.cells)


def is_small_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        cell = cell.strip("()")
        return cell.isdecimal() and len(cell) <= 2
    return isinstance(cell, float | int) and 0 < cell <= 99


def find_header(sheet: Sheet) -> Header | None:
    """The row that names most columns, among the first; None if it is no register."""
    candidates = [read_header(row) for row in sheet.rows[:MOST_TITLE_ROWS]]
    fitting = [header for header in candidates if is_register(header.places)]
    return max(fitting, key=lambda header: len(header.places), default=None)


def is_register(places: Mapping[Column, int]) -> bool:
    """A register names the document, the unit and what is to be done."""
    has_task = Column.CONTENT in places or Column.ABSTRACT in places
    return Column.NUMBER in places and Column.LEAD_UNIT in places and has_task


def read_header(row: SheetRow) -> Header:
    """What each cell of the row would mean as a header; the first of twins counts."""
    free: dict[str, int] = {}
    for at, cell in enumerate(row.cells):
        if isinstance(cell, str):
            free.setdefault(normal(cell), at)
    places = {}
    for column, accepted in ACCEPTED.items():
        found = next((header for header in accepted if header in free), None)
        if found is not None:
            places[column] = free.pop(found)
    written = {column: str(row.cells[at]) for column, at in places.items()}
    return Header(row.number, places, written)


def normal(header: str) -> str:
    """Folded, without brackets and signs: "Số,\\nký hiệu (VB)" is "so ky hieu"."""
    return SIGNS.sub(" ", fold(BRACKETS.sub(" ", header))).strip()


ACCEPTED: Mapping[Column, tuple[str, ...]] = {
    column: tuple(normal(header) for header in headers.split(";"))
    for column, headers in ALIASES.items()
}
