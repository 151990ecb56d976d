"""Whose a row is that stays out of a register: its task has not vanished."""

from __future__ import annotations

import pytest

from files.opening.cells import Cell, Mark
from tests.files.importers.test_register import fault_of


@pytest.mark.parametrize(
    ("row", "key", "year", "units"),
    [
        ({"Hạn xử lý": "31/02/2026"}, "4001/UBND-TH", 2026, ("Sở Nội vụ",)),
        ({"Ngày ban hành": "hôm nào"}, "4001/UBND-TH", None, ("Sở Nội vụ",)),
        (
            {"Tình trạng": "?", "Đơn vị chủ trì": "Sở Y tế; Sở Nội vụ"},
            *("4001/UBND-TH", 2026, ("Sở Y tế", "Sở Nội vụ")),
        ),
        ({"Đơn vị chủ trì": None}, "4001/UBND-TH", 2026, ()),
        ({"Số, ký hiệu": Mark.FORMULA}, "", None, ("Sở Nội vụ",)),
        ({"Độ mật": "Mật"}, "", None, ()),
    ],
)
def test_of_a_row_that_stays_out_is_known_whose_it_is(
    row: dict[str, Cell], key: str, year: int | None, units: tuple[str, ...]
) -> None:
    out = fault_of(row)
    assert (out.key, out.year, out.units, out.sheet) == (key, year, units, "Sổ")
