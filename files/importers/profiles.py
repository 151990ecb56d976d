"""The systems whose registers we know: what is special about the headers of each.

No vendor publishes the columns of its exports (domain.md 2.5): these are the ones that
the offices' own papers and samples show. What an office corrects by `--map` is kept
under the profile's name, and wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.register import Column
from files.importers.aliases import normal
from files.importers.headers import MOST_TITLE_ROWS, Mapped
from files.opening.cells import Sheet, Workbook

GENERAL = "chung"
# Other names under which a column may be meant on the command line.
SYNONYMS: Mapping[str, Column] = {
    "due_on": Column.DEADLINE,
    "symbol": Column.NUMBER,
    "unit": Column.LEAD_UNIT,
    "lead": Column.LEAD_UNIT,
    "class": Column.TASK_CLASS,
    "progress": Column.STATUS,
}


@dataclass(frozen=True, slots=True)
class Profile:
    """`marks`: words of title, sheet or header of which one tells the system."""

    name: str
    system: str
    marks: tuple[str, ...] = ()
    columns: Mapping[str, Column] = field(default_factory=dict)

    @property
    def mapped(self) -> Mapped:
        return {normal(header): column for header, column in self.columns.items()}


SHIPPED = {
    profile.name: profile
    for profile in (
        Profile(GENERAL, ""),
        Profile(
            "idesk",
            "Idesk",
            marks=("Mục chỉ đạo điều hành", "Idesk"),
            columns={
                "Cơ quan được giao nhiệm vụ": Column.LEAD_UNIT,
                "Tình hình thực hiện nhiệm vụ": Column.STATUS,
                "Thời hạn thực hiện nhiệm vụ": Column.DEADLINE,
                "Nội dung, nhiệm vụ": Column.CONTENT,
                "Các thông tin cần thiết khác": Column.NOTE,
                "Phân loại QC45/QC42": Column.TASK_CLASS,
            },
        ),
        Profile(
            "vnpt-ioffice",
            "VNPT-iOffice",
            marks=("Thực hiện quy trình", "VNPT", "iOffice"),
            columns={
                "Hạn XL": Column.DEADLINE,
                "Hạn xử lý VB": Column.DEADLINE,
                "Bút phê": Column.CONTENT,
                "Đơn vị xử lý chính": Column.LEAD_UNIT,
                "Trạng thái xử lý": Column.STATUS,
                "Ngày HT": Column.DONE_ON,
                "Chấp hành quy trình xử lý": Column.PROCEDURE,
            },
        ),
        Profile(
            "td-office",
            "TD Office",
            marks=("TD Office", "TDOffice", "Thời gian ký số"),
            columns={
                "Đơn vị thực hiện chính": Column.LEAD_UNIT,
                "Văn bản báo cáo kết quả": Column.ANSWER,
                "Số văn bản đi": Column.ANSWER,
                "Thời gian ký số văn bản": Column.SIGNED_AT,
                "Thời gian gửi qua TD Office": Column.SENT_AT,
                "Thời gian gửi văn bản": Column.SENT_AT,
            },
        ),
    )
}


def recognise(workbook: Workbook) -> str:
    """The shipped profile whose marks the first rows bear; else the general one."""
    said = {normal(text) for sheet in workbook.sheets for text in _first_texts(sheet)}
    for profile in SHIPPED.values():
        marks = {normal(mark) for mark in profile.marks}
        if any(mark in text for mark in marks for text in said):
            return profile.name
    return GENERAL


def _first_texts(sheet: Sheet) -> list[str]:
    rows = sheet.rows[:MOST_TITLE_ROWS]
    title = [cell for row in rows[:10] for cell in row.cells if isinstance(cell, str)]
    return [sheet.name, *(text for text in title if len(text) <= 80)]


def column_named(word: str) -> Column | None:
    """The column that is meant by a word of the command line."""
    plain = word.strip().lower()
    if plain in SYNONYMS:
        return SYNONYMS[plain]
    return Column(plain) if plain in set(Column) else None
