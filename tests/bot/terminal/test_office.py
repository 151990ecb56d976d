"""`dondoc office`: the office's own sheet comes in, as often as somebody likes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Dondoc = Callable[..., Any]
MakeSheet = Callable[..., Path]

UNITS = ("Mã", "Tên đơn vị", "Loại", "Đơn vị cấp trên", "Tên gọi khác", "Email")
PEOPLE = ("Mã", "Họ và tên", "Chức vụ", "Đơn vị", "Vai trò", "Đầu mối", "Email")


def test_the_sample_office_comes_in_once(dondoc: Dondoc) -> None:
    first = dondoc("office", "office-2026.xlsx")
    assert first.code == 0
    assert "Units: 20 new" in first.out
    assert "Officers: 52 new" in first.out
    again = dondoc("office", "office-2026.xlsx")
    assert again.code == 0
    assert "Units: 0 new, 0 changed. Officers: 0 new, 0 changed." in again.out


def test_good_rows_come_in_and_faulty_ones_are_listed(
    dondoc: Dondoc, make_sheet: MakeSheet
) -> None:
    path = make_sheet(
        a=[UNITS, ("STC", "<b>Sở</b> & Co"), ("", "Không mã")],
        b=[
            PEOPLE,
            ("1", "An", "", "STC", "Cán bộ"),
            ("2", "Bình", "", "SYT", "Cán bộ"),
        ],
    )
    said = dondoc("office", path)
    assert said.code == 0
    assert "Units: 1 new" in said.out
    assert "Officers: 1 new" in said.out
    assert "sheet “a”, row 3, “Mã”" in said.out
    assert "sheet “b”, row 3, “Đơn vị”" in said.out


def test_the_template_can_be_filled_in_and_is_never_overwritten(
    dondoc: Dondoc, folder: Path
) -> None:
    path = folder / "mau.xlsx"
    assert dondoc("office", "--template", path).code == 0
    before = path.read_bytes()
    assert dondoc("office", path).code == 1  # there is nothing in it yet
    assert dondoc("office", "--template", path).code == 1
    assert path.read_bytes() == before
    assert dondoc("office", "--template", folder / "mau.txt").code == 2
    assert dondoc("office", "--template", folder / "none" / "mau.xlsx").code == 1


@pytest.mark.parametrize("name", ["missing.xlsx", "idesk-2026-11.xlsx", "text.xlsx"])
def test_another_file_gets_one_sentence_and_changes_nothing(
    dondoc: Dondoc, folder: Path, name: str
) -> None:
    (folder / "text.xlsx").write_text("Xin chào")
    answered = dondoc("office", name)
    assert answered.code == 1
    assert (answered.out, answered.err.count("\n")) == ("", 1)
    assert "Nothing" in dondoc("import", "--list").out


def test_the_end_of_a_unit_is_shown_before_it_is_stored(
    dondoc: Dondoc, make_sheet: MakeSheet
) -> None:
    headers = ("Mã", "Tên đơn vị", "Hiệu lực đến", "Đơn vị kế thừa", "Căn cứ")
    old = ("STTTT", "Sở TTTT", "28/02/2025", "SKHCN", "45/NQ-HĐND")
    path = make_sheet(
        a=[headers, old, ("SKHCN", "Sở KHCN"), ("SX", "Sở X", "31/02/2025")],
        b=[PEOPLE],
    )
    moved = "Sở TTTT ended on 28/02/2025; to Sở KHCN went 0 tasks led, 0 tracked"
    shown = dondoc("office", path, "--dry-run")
    assert moved in shown.out
    assert "row 4, “Hiệu lực đến”: The date “31/02/2025” cannot be read" in shown.out
    assert shown.out.endswith("Nothing was stored.\n")
    stored = dondoc("office", path)
    assert "Units: 2 new" in stored.out
    assert moved in stored.out
    assert moved not in dondoc("office", path).out
