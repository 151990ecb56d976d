"""Where units did not go the prescribed way (002, section 2), as a table."""

from __future__ import annotations

from collections.abc import Sequence

from domain.report_checks import UnitDocuments
from files.reports.paper import Cell, Column, Table
from files.reports.tables import NUMBER


def procedure_table(units: Sequence[UnitDocuments]) -> Table:
    """As many documents as the report says of each unit."""
    columns = [
        NUMBER,
        Column("Đơn vị", 40),
        Column("Số văn bản chưa thực hiện đúng quy trình", 20, centred=True, adds=True),
    ]
    rows: list[list[Cell]] = [
        [number, one.name, one.documents] for number, one in enumerate(units, start=1)
    ]
    return Table(columns, rows, ["", "Tổng cộng", sum(one.documents for one in units)])
