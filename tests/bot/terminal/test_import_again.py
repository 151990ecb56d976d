"""`dondoc import` of layouts nobody knows, of names nobody knows, and backwards."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Dondoc = Callable[..., Any]
MakeSheet = Callable[..., Path]

ODD = ("Mã", "Việc giao", "Nơi nhận việc", "Xong trước")
TASK = ("12/UBND-TH", "Báo cáo kết quả rà soát quý IV", "Sở Tài chính", "30/11/2026")
HEADERS = ("Số ký hiệu", "Nội dung", "Đơn vị chủ trì", "Hạn xử lý")


def test_an_unknown_layout_is_asked_about_and_remembered(
    dondoc: Dondoc, make_sheet: MakeSheet
) -> None:
    sheet = make_sheet(so=[ODD, TASK, ("13/UBND-TH", *TASK[1:])])
    asked = dondoc("import", sheet, "--create-units")
    assert (asked.code, asked.err) == (1, "")
    line = asked.out.splitlines()[-1]
    assert line.startswith(f"dondoc import '{sheet.name}' --profile so-cua-toi ")
    for one in ("'Mã=number'", "'Việc giao=content'", "'Nơi nhận việc=lead_unit'"):
        assert f"--map {one}" in line

    maps = [
        *("--map", "Mã=number", "--map", "Việc giao=content"),
        *("--map", "Nơi nhận việc=lead_unit", "--map", "Xong trước=due_on"),
    ]
    said = dondoc("import", sheet, "--create-units", "--profile", "so-huyen", *maps)
    assert said.out.startswith("2 new tasks")
    # The next file of the system is known by its headers.
    again = dondoc("import", sheet, "--json")
    assert json.loads(again.out)["unchanged"] == 2
    named = dondoc("import", sheet, "--profile", "so-huyen")
    assert "2 unchanged" in named.out


@pytest.mark.usefixtures("office")
def test_a_near_name_is_asked_about_and_never_guessed(
    dondoc: Dondoc, make_sheet: MakeSheet
) -> None:
    row = (*TASK[:2], "Sở Tài chinhs", TASK[3])
    said = dondoc("import", make_sheet(so=[HEADERS, row]))
    assert said.code == 1
    assert "Is “Sở Tài chính” meant?" in said.out
    told = dondoc(
        "import", make_sheet(so=[HEADERS, row]), "--unit", "Sở Tài chinhs=Sở Tài chính"
    )
    assert told.out.startswith("1 new tasks")
    again = dondoc("import", make_sheet(so=[HEADERS, row]), "--json")
    assert json.loads(again.out)["unchanged"] == 1
    wrong = dondoc("import", make_sheet(so=[HEADERS, row]), "--unit", "A=B")
    assert (wrong.code, "no unit B" in wrong.err) == (1, True)


def test_a_difference_is_shown_and_an_import_is_taken_back(
    dondoc: Dondoc, make_sheet: MakeSheet
) -> None:
    rows = [(f"{n}/UBND-TH", *TASK[1:]) for n in range(1, 5)]
    dondoc("import", make_sheet(so=[HEADERS, *rows]), "--create-units")
    later = [(*rows[0][:3], "15/12/2026"), *rows[1:3], ("9/UBND-TH", *TASK[1:])]
    sheet = make_sheet(so=[HEADERS, *later])
    dry = dondoc("import", sheet, "--dry-run")
    first, second, *_ = dry.out.splitlines()
    assert first == "1 new tasks, 1 changed, 2 unchanged; 0 rows left out."
    assert second.startswith("1 rows of the last file are not in this one; 0 rows")
    assert "Row 2, 1/UBND-TH: changed: Hạn xử lý 30/11/2026 → 15/12/2026" in dry.out
    assert "Columns: Số ký hiệu → number of the document; " in dry.out
    assert "Hạn xử lý → deadline" in dry.out
    assert "4/UBND-TH, Sở Tài chính: no longer in the file" in dry.out

    facts = json.loads(dondoc("import", sheet, "--json").out)
    assert (facts["run"], facts["vanished"]) == (2, 1)
    back = dondoc("import", "--undo", "2")
    assert back.out.startswith("Import 2 was taken back: 1 new tasks cancelled, 1")
    assert "(taken back)" in dondoc("import", "--list").out
    once_more = dondoc("import", "--undo", "2")
    assert (once_more.code, "already" in once_more.err) == (1, True)
    assert dondoc("import", "--undo", "7").code == 1


def test_a_header_is_corrected_without_a_name_for_the_profile(
    dondoc: Dondoc, make_sheet: MakeSheet
) -> None:
    """What is said is kept of the system that the file shows itself to be of."""
    headers = (*HEADERS[:3], "Hạn xử lý", "Xong trước")
    rows = [(*TASK[:3], "31/12/2026", TASK[3])]
    idesk = make_sheet(Idesk=[headers, *rows])
    wrong = dondoc("import", idesk, "--create-units", "--dry-run")
    assert "Hạn xử lý → deadline" in wrong.out
    said = dondoc("import", idesk, "--create-units", "--map", "Xong trước=due_on")
    assert said.out.startswith("1 new tasks")
    again = dondoc("import", idesk, "--dry-run")
    assert "Xong trước → deadline" in again.out
    mistyped = dondoc("import", idesk, "--map", "Xong truoc khi=due_on")
    assert (mistyped.code, mistyped.out) == (1, "")
    assert "no column “Xong truoc khi”" in mistyped.err
    # Another system's file that happens to bear the header is not taken for it.
    other = make_sheet(so=[headers, *rows])
    assert "Hạn xử lý → deadline" in dondoc("import", other, "--dry-run").out


def test_a_row_is_named_with_its_sheet_where_there_are_several(
    dondoc: Dondoc, make_sheet: MakeSheet
) -> None:
    bad = (*TASK[:3], "31/02/2026")
    sheet = make_sheet(**{"Quý I": [HEADERS, bad], "Quý II": [HEADERS, TASK]})
    said = dondoc("import", sheet, "--create-units")
    assert "Sheet “Quý I”: Row 2, “Hạn xử lý”:" in said.out
