"""What earlier years left open: told besides the cumulative figures, unit by unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.figures import Counts
from domain.reports import Report, UnitFigures
from files.reports import wording
from files.reports.paper import Cell, Column, Table, Text
from files.reports.tables import NUMBER
from locales import formats

LISTED = " (nêu tại Phụ lục II)"  # where open tasks past their day are listed


def left_of_earlier(report: Report, listed: str = LISTED) -> Iterator[Text]:
    """How many, and which units have those that are overdue."""
    counts = report.earlier
    if not counts.total:
        return
    parts = [
        f"{wording.tasks(counts.open_in_term)} còn thời hạn",
        f"{wording.tasks(counts.open_overdue)} đã quá thời hạn{listed}",
    ]
    if counts.open_no_deadline:
        parts.append(
            f"{wording.tasks(counts.open_no_deadline)} không quy định thời hạn"
        )
    yield Text(
        f"Ngoài ra, còn {wording.tasks(counts.total)} giao từ các năm trước chưa hoàn"
        f" thành, gồm: {wording.joined(parts)}."
    )
    yield from _overdue_by_unit(report)


def _overdue_by_unit(report: Report) -> Iterator[Text]:
    """The worst first, as everywhere; of one unit alone there is nothing to name."""
    behind = [unit for unit in report.ranking if unit.earlier.open_overdue]
    if report.unit or not behind:
        return
    behind.sort(key=lambda unit: -unit.earlier.open_overdue)
    named = [
        f"{unit.name} ({wording.tasks(unit.earlier.open_overdue)})" for unit in behind
    ]
    yield Text(
        f"Có {formats.padded(len(behind))} đơn vị còn nhiệm vụ quá thời hạn giao từ các"
        f" năm trước, gồm: {wording.joined(named)}."
    )


COUNTED = ("Tổng số chưa HT", "Trong hạn", "Quá hạn", "Không thời hạn")
NOTE = "HT: hoàn thành. Không tính vào số liệu lũy kế từ 01/01."


def earlier_table(units: Sequence[UnitFigures]) -> Table:
    """Unit by unit what is open still of the years before."""
    columns = [
        NUMBER,
        Column("Đơn vị", 34),
        *(Column(title, 12, centred=True, adds=True) for title in COUNTED),
    ]
    left = [unit for unit in units if unit.earlier.total]
    rows: list[list[Cell]] = [
        [number, unit.name, *_counts(unit.earlier)]
        for number, unit in enumerate(left, start=1)
    ]
    whole = sum((unit.earlier for unit in left), Counts())
    return Table(columns, rows, ["", "Tổng cộng", *_counts(whole)], NOTE)


def _counts(counts: Counts) -> list[Cell]:
    return [
        counts.open,
        counts.open_in_term,
        counts.open_overdue,
        counts.open_no_deadline,
    ]
