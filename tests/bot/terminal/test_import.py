"""`dondoc import`: good rows come in, the others are listed with the reason."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sqlite3
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.terminal.desk import Failed, open_desk
from bot.terminal.registers import Read, Wish, store
from domain.disk import MEGABYTE
from domain.register import Register
from tests.bot.terminal.conftest import SAMPLES

Dondoc = Callable[..., Any]
MakeSheet = Callable[..., Path]

HEADERS = ("Số ký hiệu", "Ngày ban hành", "Nội dung", "Đơn vị chủ trì", "Hạn xử lý")
TASK = ("12/UBND-TH", "01/10/2026", "Báo cáo", "Sở Tài chính", "30/11/2026")


def database_text(folder: Path) -> str:
    """Everything that the database holds, the write-ahead log included."""
    files = sorted((folder / "var").glob("dondoc.db*"))
    return " ".join(file.read_bytes().decode(errors="ignore") for file in files)


@pytest.mark.usefixtures("office")
def test_of_the_sample_120_rows_come_in_and_four_are_listed(dondoc: Dondoc) -> None:
    said = dondoc("import", "idesk-2026-11.xlsx")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0] == "120 new tasks, 0 changed, 0 unchanged; 4 rows left out."
    assert [line.split()[1].rstrip(":,") for line in lines[1:]] == [
        *("124", "125", "126", "127")
    ]
    assert "Thời hạn thực hiện" in lines[2]
    assert said.err == ""


@pytest.mark.usefixtures("office")
def test_the_answer_as_json_is_what_programs_expect(dondoc: Dondoc) -> None:
    facts = json.loads(dondoc("import", "idesk-2026-11.xlsx", "--json").out)
    assert list(facts) == ["run", "added", "changed", "unchanged", "left_out"]
    assert (facts["run"], facts["added"], facts["unchanged"]) == (1, 120, 0)
    assert [(one["row"], one["column"]) for one in facts["left_out"]] == [
        (124, None),
        (125, "Thời hạn thực hiện"),
        (126, "Cơ quan được giao nhiệm vụ"),
        (127, "Nội dung nhiệm vụ"),
    ]
    assert all(set(one) == {"row", "column", "message"} for one in facts["left_out"])
    again = json.loads(dondoc("import", "idesk-2026-11.xlsx", "--json").out)
    assert (again["run"], again["added"], again["unchanged"]) == (None, 0, 120)


def test_in_an_empty_office_units_can_be_created(dondoc: Dondoc) -> None:
    first = dondoc("import", "idesk-2026-11.xlsx", "--create-units", "--json")
    facts = json.loads(first.out)
    assert (facts["added"], len(facts["left_out"])) == (121, 3)
    second = dondoc("import", "vnpt-ioffice-2021-05.xlsx", "--create-units")
    assert second.out.startswith("1,441 new tasks")


def test_no_word_of_a_secret_row_is_kept_or_shown(dondoc: Dondoc, folder: Path) -> None:
    said = dondoc("import", "idesk-2026-11.xlsx", "--create-units")
    for text in (said.out, said.err, database_text(folder)):
        assert "4121/UBND-NC" not in text
        assert "nội dung thử" not in text.lower()
    digest = hashlib.sha256((SAMPLES / "idesk-2026-11.xlsx").read_bytes()).hexdigest()
    with sqlite3.connect(folder / "var" / "dondoc.db") as database:
        refused = "SELECT door, detail FROM audit WHERE action = 'refused'"
        ((door, detail),) = database.execute(refused).fetchall()
    database.close()
    assert door == "terminal"
    assert json.loads(detail) == {"reason": "secret", "digest": digest, "rows": 1}


@pytest.mark.usefixtures("office")
def test_a_dry_run_stores_nothing(dondoc: Dondoc, folder: Path) -> None:
    said = dondoc("import", "idesk-2026-11.xlsx", "--dry-run")
    assert said.code == 0
    assert "120 new" in said.out
    assert "dry run" in said.out
    with sqlite3.connect(folder / "var" / "dondoc.db") as database:
        assert database.execute("SELECT count(*) FROM task").fetchone() == (0,)
    database.close()


@pytest.mark.usefixtures("office")
def test_what_was_imported_is_listed(dondoc: Dondoc) -> None:
    assert "Nothing" in dondoc("import", "--list").out
    dondoc("import", "idesk-2026-11.xlsx")
    said = dondoc("import", "--list")
    assert "idesk-2026-11.xlsx: 120 new" in said.out


def test_rows_that_are_all_left_out_are_a_failure(dondoc: Dondoc) -> None:
    said = dondoc("import", "vnpt-ioffice-2021-05.xlsx", "--json")
    assert said.code == 1
    assert len(json.loads(said.out)["left_out"]) == 1_441


def test_a_name_in_decomposed_letters_is_the_same_name(
    dondoc: Dondoc, make_sheet: MakeSheet
) -> None:
    other = [unicodedata.normalize("NFD", cell) for cell in TASK]
    dondoc("import", make_sheet(so=[HEADERS, TASK]), "--create-units")
    said = dondoc("import", make_sheet(so=[HEADERS, other]), "--json")
    assert json.loads(said.out)["unchanged"] == 1


def test_markup_in_a_cell_is_only_text(dondoc: Dondoc, make_sheet: MakeSheet) -> None:
    row = ("<b>&/UBND", "01/10/2026", "<b>&", "<b>&", "31/02/2026")
    said = dondoc("import", make_sheet(so=[HEADERS, TASK, row]), "--create-units")
    assert "Row 3, “Hạn xử lý”" in said.out
    named = ("1/UBND", "01/10/2026", "<b>&", "<b>& \x07", "30/11/2026")
    said = dondoc("import", make_sheet(so=[HEADERS, TASK, named]))
    assert "“<b>&" in said.out


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "no rows of data"),
        ([("a", "b"), ("c", "d")], "header row was not found"),
        ([HEADERS], "no rows of data"),
    ],
)
def test_a_sheet_that_is_no_register_gets_one_sentence(
    dondoc: Dondoc, make_sheet: MakeSheet, rows: list[Any], said: str
) -> None:
    answered = dondoc("import", make_sheet(so=rows))
    assert answered.code == 1
    assert answered.out == ""
    assert said in answered.err
    assert answered.err.count("\n") == 1


def test_a_file_that_is_no_workbook_gets_one_sentence(
    dondoc: Dondoc, folder: Path
) -> None:
    (folder / "text.xlsx").write_text("Xin chào")
    for name in ("text.xlsx", "missing.xlsx", "."):
        answered = dondoc("import", folder / name)
        assert answered.code == 1
        assert (answered.out, answered.err.count("\n")) == ("", 1)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("x.xlsx", "--list"),
        ("--list", "--undo", "1"),
        ("--undo", "0"),
        ("--undo", "9" * 20),
        ("idesk-2026-11.xlsx", "--profile", "kho"),
        ("x.xlsx", "--profile", "Sổ", "--map", "Hạn=due_on"),
        ("x.xlsx", "--profile", "so", "--map", "Hạn=when"),
        ("x.xlsx", "--profile", "so", "--map", "Hạn"),
        ("--x",),
    ],
)
def test_wrong_use_is_told_in_one_sentence(
    dondoc: Dondoc, arguments: tuple[str, ...]
) -> None:
    answered = dondoc("import", *arguments)
    assert answered.code == 2
    assert (answered.out, answered.err.count("\n")) == ("", 1)


def test_on_a_disk_with_little_room_nothing_is_stored(folder: Path) -> None:
    desk = replace(open_desk(), free=lambda _folder: 150 * MEGABYTE)
    wish = Wish(create_units=True)
    read = Read(Register("Sổ", {}, (), ()), "chung")

    async def bring() -> None:
        async with desk.database() as database:
            await store(desk, database, folder / "x.xlsx", read, wish)

    with pytest.raises(Failed) as refused:
        asyncio.run(bring())
    assert "Only 150 MB are free" in refused.value.sentence
