"""Tables that compare: the units with each other, and a date with an earlier one."""

from __future__ import annotations

from collections.abc import Sequence

from domain.figures import Counts
from domain.overdue_change import Cause
from domain.reports import ReportTask, UnitFigures
from files.reports import wording
from files.reports.monthly import CAUSES
from files.reports.paper import Cell, Column, Table
from files.reports.tables import (
    CONTENT,
    DOCUMENT,
    DUE,
    NUMBER,
    ON_TIME_OF,
    PROGRESS,
    SHORT,
    UNIT,
    document,
)


def ranking_table(units: Sequence[UnitFigures]) -> Table:
    """The order in which they are given; who has as many overdue and late shares it.

    What is overdue of earlier years counts for the order; it has a column of its own,
    as it is in no cumulative figure. How often a unit was late is counted and no more:
    what follows is not the office's software to say (001-9).
    """
    left = any(unit.earlier.open_overdue for unit in units)
    columns = [
        NUMBER,
        Column("Thứ tự", 7, centred=True),
        Column("Đơn vị", 28),
        *(Column(EARLIER, 10, centred=True, adds=True) for _ in range(left)),
        *(Column(title, 10, centred=True, adds=True) for title in COUNTED),
        Column("Tỷ lệ đúng hạn", 11, centred=True),
        Column("Số lần để quá hạn trong kỳ", 11, centred=True, adds=True),
        Column("Số tháng để quá hạn", 10, centred=True),
    ]
    order = [_order(unit) for unit in units]
    rows: list[list[Cell]] = [
        [
            number,
            1 + order.index(_order(unit)),
            unit.name,
            *[unit.earlier.open_overdue][:left],
            *_counts(unit.cumulative),
            unit.late_times,
            unit.late_months,
        ]
        for number, unit in enumerate(units, start=1)
    ]
    whole = sum((unit.cumulative for unit in units), Counts())
    behind = sum(unit.earlier.open_overdue for unit in units)
    times = sum(unit.late_times for unit in units)
    sums = [*[behind][:left], *_counts(whole), times, ""]
    return Table(columns, rows, ["", "", "Tổng cộng", *sums], NOTE)


NOTE = f"{SHORT} {ON_TIME_OF}"


EARLIER = "Quá hạn từ các năm trước"
COUNTED = ("Tổng số", "Chưa HT quá hạn", "HT trễ hạn")


def _order(unit: UnitFigures) -> tuple[int, int]:
    return unit.overdue, unit.cumulative.done_late


def _counts(counts: Counts) -> list[Cell]:
    return [
        counts.total,
        counts.open_overdue,
        counts.done_late,
        wording.percent(counts.on_time),
    ]


def _became(cause: Cause, task: ReportTask) -> str:
    """Chuyển sang Sở Tài chính: where the other unit is known, by its name."""
    said = wording.opened(CAUSES[cause.value])
    return said.replace("đơn vị khác", task.place) if task.place else said


def change_table(changed: Sequence[tuple[Cause, ReportTask]]) -> Table:
    """Task by task why more are overdue than at the earlier date, or fewer."""
    columns = [
        *(NUMBER, Column("Biến động", 16), DOCUMENT, CONTENT, UNIT, DUE),
        Column("Tình hình thực hiện", 13),
    ]
    rows: list[list[Cell]] = [
        [
            number,
            _became(cause, task),
            document(task),
            task.wording.content,
            task.unit,
            wording.day(task.standing.due_on),
            PROGRESS[task.standing.progress],
        ]
        for number, (cause, task) in enumerate(changed, start=1)
    ]
    return Table(columns, rows)
