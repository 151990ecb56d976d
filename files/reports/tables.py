"""The tables of a report: the same rows in a paper, a workbook and a plain file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.figures import Counts, Rate
from domain.report_checks import UnitReview, UnitWeeks
from domain.reports import Report, ReportTask, UnitFigures
from domain.rounds import RowState
from domain.tasks import Progress
from files.reports import wording
from files.reports.paper import Cell, Column, Table
from locales import formats

PROGRESS = {
    Progress.NOT_STARTED: "Chưa thực hiện",
    Progress.IN_PROGRESS: "Đang thực hiện",
    Progress.REPORTED: "Chờ xác nhận",
    Progress.RETURNED: "Trả lại, thực hiện lại",
    Progress.DONE: "Đã hoàn thành",
}
CONFIRMATION = {
    RowState.ASKED: "Chưa xác nhận",
    RowState.DISPUTED: "Đề nghị xem lại",
}
JUSTIFIED = {
    "Nhiệm vụ đề nghị thuyết minh": "asked",
    "Đã thuyết minh": "answered",
    "Chấp nhận": "accepted",
    "Không chấp nhận": "refused",
    "Đang xem xét": "undecided",
    "Chưa thuyết minh": "missing",
}
WEEKLY = {
    "Lượt phải cập nhật": "total",
    "Đúng giờ": "on_time",
    "Muộn": "late",
    "Không cập nhật": "missing",
    "Không nhận được nhắc việc": "untold",
}
# Wide enough for 4036/UBND-TH, and for 15/11/2026 in one line of an upright page.
NUMBER = Column("TT", 6.5, centred=True)
DOCUMENT = Column("Số, ký hiệu, ngày văn bản", 19.8)
CONTENT = Column("Nội dung nhiệm vụ", 29.5)
UNIT = Column("Cơ quan chủ trì", 17.7)
DUE = Column("Thời hạn", 14.5, centred=True)


def unit_table(units: Sequence[UnitFigures], population: str) -> Table:
    """One row a unit, of `given`, `due` or `cumulative`; the parts add up to the total.

    The columns are those of the real table of Đắk Lắk (domain.md 1.6), with the buckets
    that it forgets.
    """
    columns = [
        NUMBER,
        Column("Đơn vị", 24),
        *(Column(title, 10, centred=True, adds=True) for title in COUNTED),
        *(Column(title, 11, centred=True) for title in RATES),
    ]
    found = [(unit.name, getattr(unit, population)) for unit in units]
    shown = [(name, counts) for name, counts in found if counts.total]
    rows: list[list[Cell]] = [
        [number, name, *counted(counts)]
        for number, (name, counts) in enumerate(shown, start=1)
    ]
    whole = sum((counts for _, counts in shown), Counts())
    return Table(columns, rows, ["", "Tổng cộng", *counted(whole)], RATES_OF)


SHORT = "HT: hoàn thành."
ON_TIME_OF = "Tỷ lệ đúng hạn tính trên số đã hoàn thành có quy định thời hạn."
RATES_OF = f"{SHORT} Tỷ lệ HT tính trên tổng số. {ON_TIME_OF}"
COUNTED = (
    "Tổng số",
    "HT đúng hạn",
    "HT trễ hạn",
    "HT không thời hạn, không rõ ngày",
    "Chưa HT trong hạn",
    "Chưa HT quá hạn",
    "Chưa HT không thời hạn",
)
RATES = ("Tỷ lệ HT", "Tỷ lệ đúng hạn")


def counted(counts: Counts) -> list[Cell]:
    """What stands under `COUNTED` and `RATES`."""
    return [
        counts.total,
        counts.done_on_time_or_early,
        counts.done_late,
        counts.done_no_deadline + counts.done_undated,
        counts.open_in_term,
        counts.open_overdue,
        counts.open_no_deadline,
        wording.percent(counts.completed),
        wording.percent(counts.on_time),
    ]


def late_table(tasks: Sequence[ReportTask]) -> Table:
    """Appendix 1: done after their day."""
    columns = [
        *(NUMBER, DOCUMENT, replace(CONTENT, width=25), UNIT, DUE),
        Column("Ngày hoàn thành", 14.5, centred=True),
        Column("Số ngày chậm", 9.5, centred=True),
    ]
    rows = [
        [*_said(number, task), wording.day(task.standing.done_on), task.days_late]
        for number, task in enumerate(tasks, start=1)
    ]
    return Table(columns, rows)


def overdue_table(tasks: Sequence[ReportTask]) -> Table:
    """Appendix 2: open past their day."""
    columns = [
        *(NUMBER, DOCUMENT, CONTENT, UNIT, DUE),
        Column("Số ngày quá hạn", 9.5, centred=True),
        Column("Tình hình thực hiện", 13),
    ]
    rows = [
        [*_said(number, task), task.days_late, PROGRESS[task.standing.progress]]
        for number, task in enumerate(tasks, start=1)
    ]
    return Table(columns, rows)


def undated_table(tasks: Sequence[ReportTask]) -> Table:
    """Open tasks without a deadline, and since when they are given."""
    columns = [
        *(NUMBER, DOCUMENT, CONTENT, UNIT),
        Column("Ngày giao", 13.5, centred=True),
        Column("Tình hình thực hiện", 13),
    ]
    rows = [
        [
            *_said(number, task)[:-1],
            wording.day(task.standing.assigned_on),
            PROGRESS[task.standing.progress],
        ]
        for number, task in enumerate(tasks, start=1)
    ]
    return Table(columns, rows)


def unconfirmed_table(
    tasks: Sequence[ReportTask], states: Mapping[int, RowState]
) -> Table:
    """What its unit has not confirmed, and what it says is not right."""
    columns = [
        *(NUMBER, DOCUMENT, replace(CONTENT, width=25), UNIT, DUE),
        Column("Tình hình thực hiện", 14.5),
        Column("Ý kiến của đơn vị", 12.5),
    ]
    rows = [
        [*_said(number, task), _progress(task), CONFIRMATION[states[task.id]]]
        for number, task in enumerate(tasks, start=1)
    ]
    return Table(columns, rows)


def weekly_table(units: Sequence[UnitWeeks]) -> Table:
    """The Friday's updates of a period; each person and week is one turn."""
    columns = [
        NUMBER,
        Column("Đơn vị", 30),
        *(Column(title, 11, centred=True, adds=True) for title in WEEKLY),
        Column("Tỷ lệ đúng giờ", 12, centred=True),
    ]

    def counts(name: str, some: Sequence[UnitWeeks]) -> list[Cell]:
        sums = [sum(getattr(one, field) for one in some) for field in WEEKLY.values()]
        rate = Rate(sums[1], sums[0] - sums[-1])
        return [name, *sums, wording.percent(rate)]

    rows: list[list[Cell]] = [
        [number, *counts(unit.name, [unit])]
        for number, unit in enumerate(units, start=1)
    ]
    return Table(columns, rows, ["", *counts("Tổng cộng", units)])


def review_table(units: Sequence[UnitReview]) -> Table:
    """Who justified what is late in a review, and what became of it (000)."""
    columns = [
        NUMBER,
        Column("Đơn vị", 30),
        *(Column(title, 12, centred=True, adds=True) for title in JUSTIFIED),
    ]

    def counts(name: str, some: Sequence[UnitReview]) -> list[Cell]:
        return [
            name,
            *(sum(getattr(u, field) for u in some) for field in JUSTIFIED.values()),
        ]

    rows: list[list[Cell]] = [
        [number, *counts(unit.name, [unit])]
        for number, unit in enumerate(units, start=1)
    ]
    return Table(columns, rows, ["", *counts("Tổng cộng", units)])


def entry_table(units: Sequence[UnitFigures], limit: int) -> Table:
    """How soon the tasks given in the period were entered, unit by unit (003, 2)."""
    columns = [
        NUMBER,
        Column("Đơn vị", 30),
        Column("Số ngày từ văn bản đến khi nhập (trung vị)", 14, centred=True),
        Column("Số nhiệm vụ tính thời gian nhập", 12, centred=True, adds=True),
        Column(f"Nhập trễ (quá {limit} ngày làm việc)", 12, centred=True, adds=True),
    ]
    known = [unit for unit in units if unit.entry_days is not None]
    rows: list[list[Cell]] = [
        [number, unit.name, unit.entry_days or 0, unit.entered, unit.entered_late]
        for number, unit in enumerate(known, start=1)
    ]
    sums = [sum(unit.entered for unit in known), sum(u.entered_late for u in known)]
    return Table(columns, rows, ["", "Tổng cộng", "", *sums])


def register_table(tasks: Sequence[ReportTask]) -> Table:
    """The seven columns of NĐ 30/2020, Annex IV, VIII, with the number of the line.

    "Số đến" is Văn thư's to write: nobody enters it here.
    """
    columns = [
        NUMBER,
        Column("Số đến", 7.5, centred=True),
        Column("Tên loại, số, ký hiệu, ngày tháng, nội dung", 28),
        Column("Đơn vị hoặc người nhận", 16),
        Column("Thời hạn giải quyết", 14.5, centred=True),
        Column("Tiến độ giải quyết", 14.5),
        Column("Số, ký hiệu văn bản trả lời", 12.5),
        Column("Ghi chú", 11),
    ]
    rows: list[list[Cell]] = [
        [
            number,
            "",
            f"{document(task)}: {task.wording.content}".removeprefix(": "),
            task.unit,
            wording.day(task.standing.due_on) or "Không quy định",
            _progress(task),
            task.wording.answer,
            _remarks(task),
        ]
        for number, task in enumerate(tasks, start=1)
    ]
    return Table(columns, rows)


def _remarks(task: ReportTask) -> str:
    """Late and counted as on time: the list says why, or it contradicts the figures."""
    late = task.days_late and task.standing.justified
    said = (task.wording.note, "Thuyết minh được chấp nhận" if late else "")
    return "; ".join(one for one in said if one)


def document(task: ReportTask) -> str:
    """101/UBND-TH ngày 04/01/2021."""
    words = task.wording
    dated = f"ngày {wording.day(words.issued_on)}" if words.issued_on else ""
    return " ".join(part for part in (words.number, dated) if part)


def _progress(task: ReportTask) -> str:
    said = PROGRESS[task.standing.progress]
    if task.standing.done_on is not None:
        said = f"{said} {wording.day(task.standing.done_on)}"
    if not task.days_late:
        return said
    return f"{said}, chậm {formats.padded(task.days_late)} ngày"


def _said(number: int, task: ReportTask) -> list[Cell]:
    return [
        number,
        document(task),
        task.wording.content,
        task.unit,
        wording.day(task.standing.due_on),
    ]


def of_units(report: Report) -> tuple[tuple[str, Table], ...]:
    """The three populations, each with its name."""
    return (
        ("Giao trong kỳ", unit_table(report.units, "given")),
        ("Đến hạn trong kỳ", unit_table(report.units, "due")),
        ("Lũy kế", unit_table(report.units, "cumulative")),
    )
