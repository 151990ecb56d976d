"""The figures of each officer: a sheet of the office's own workbook, and no paper."""

from __future__ import annotations

from collections.abc import Sequence

from domain.figures import Counts
from domain.officer_figures import OfficerFigures
from files.reports.paper import Cell, Column, Table
from files.reports.tables import COUNTED, NUMBER, RATES, RATES_OF, counted


def officer_table(officers: Sequence[OfficerFigures]) -> Table:
    """One row an officer, with the columns of `unit_table`."""
    columns = [
        NUMBER,
        Column("Họ và tên", 20),
        Column("Đơn vị", 24),
        *(Column(title, 10, centred=True, adds=True) for title in COUNTED),
        *(Column(title, 11, centred=True) for title in RATES),
    ]
    rows: list[list[Cell]] = [
        [number, one.name, one.unit, *counted(one.given)]
        for number, one in enumerate(officers, start=1)
    ]
    whole = sum((one.given for one in officers), Counts())
    return Table(columns, rows, ["", "Tổng cộng", "", *counted(whole)], RATES_OF)
