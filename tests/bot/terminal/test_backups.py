"""The drill of docs/runbook.md: back up, lose the database, restore, go on."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.office_lock import office_lock

Dondoc = Callable[..., Any]
RUNBOOK = Path(__file__).parents[3] / "docs" / "runbook.md"
NO_TOKEN = "123456:a-token-of-nobody"


@pytest.fixture
def filled(dondoc: Dondoc, office: None, folder: Path) -> Path:
    """The sample office; the path of its database."""
    assert dondoc("import", "idesk-2026-11.xlsx").code == 0
    return folder / "var" / "dondoc.db"


def tasks(file: Path) -> int:
    count: int = (
        sqlite3.connect(file).execute("SELECT count(*) FROM task").fetchone()[0]
    )
    return count


def drill() -> list[str]:
    """The commands of the runbook's drill, as they stand there."""
    text = RUNBOOK.read_text(encoding="utf-8")
    found = re.search(r"### The drill\n.*?```\n(.*?)```", text, re.DOTALL)
    assert found is not None
    return found[1].splitlines()


def test_the_drill_of_the_runbook_does_what_it_says(
    dondoc: Dondoc, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tasks(filled)
    made, moved, put_back, counted, proved = drill()
    assert dondoc(*made.split()[1:]).out.startswith("drill.zip holds ")
    name, to = moved.split()[1:]
    assert moved.startswith("mv ")
    shutil.move(name, to)

    said = dondoc(*put_back.split()[1:])

    assert (said.code, said.err) == (0, "")
    assert "all as backed up" in said.out
    assert tasks(filled) == before
    assert counted.split()[1] == "check"
    assert proved.startswith("dondoc run")
    monkeypatch.setenv("DONDOC_TELEGRAM_TOKEN", NO_TOKEN)
    refused = dondoc("run")
    assert refused.code == 1
    assert refused.err.rstrip().endswith("To go on: dondoc run --accept-rewind")


def test_the_one_of_before_is_kept_and_only_replaced_when_asked(
    dondoc: Dondoc, filled: Path, folder: Path
) -> None:
    assert dondoc("backup", "a.zip").code == 0
    refused = dondoc("restore", "a.zip")
    assert refused.code == 1
    assert refused.err.endswith("--replace\n")

    said = dondoc("restore", "a.zip", "--replace")

    assert said.code == 0
    (kept,) = [p for p in filled.parent.iterdir() if ".replaced-" in p.name]
    assert str(kept) in said.out
    assert tasks(kept) == tasks(filled)
    assert not list(folder.glob("var/*restoring*"))


def test_a_running_bot_is_not_restored_under_its_feet(
    dondoc: Dondoc, filled: Path
) -> None:
    dondoc("backup", "a.zip")
    with office_lock(filled):
        said = dondoc("restore", "a.zip", "--replace")
    assert (said.code, said.err) == (
        1,
        "The bot of this office is running. Stop it first.\n",
    )


def test_a_copied_database_is_refused_and_so_is_a_bent_backup(
    dondoc: Dondoc, filled: Path, folder: Path
) -> None:
    shutil.copy(filled, folder / "copy.db")
    assert "bare copy" in dondoc("restore", "copy.db", "--replace").err
    (folder / "copy.db-wal").write_bytes(b"commits")
    assert "copy.db-wal" in dondoc("restore", "copy.db", "--replace").err
    (folder / "notes.txt").write_text("none")
    assert "no backup" in dondoc("restore", "notes.txt", "--replace").err

    dondoc("backup", "a.zip")
    bent = bytearray((folder / "a.zip").read_bytes())
    bent[len(bent) // 2] ^= 1
    (folder / "a.zip").write_bytes(bent)
    said = dondoc("restore", "a.zip", "--replace")
    assert (said.code, "is damaged" in said.err) == (1, True)
    assert not [p for p in filled.parent.iterdir() if ".replaced-" in p.name]


@pytest.mark.usefixtures("filled")
def test_everything_leaves_as_open_files(dondoc: Dondoc, folder: Path) -> None:
    assert dondoc("export", "out").code == 0
    assert (folder / "out" / "task.csv").exists()
    kept = sqlite3.connect(folder / "var" / "dondoc.db").execute(
        "SELECT door, object FROM audit WHERE action = 'exported'"
    )
    assert kept.fetchall() == [("terminal", "database")]
    again = dondoc("export", "out")
    assert (again.code, again.err) == (
        1,
        "out is there already. Choose another name.\n",
    )


def test_without_a_database_there_is_nothing_to_back_up(dondoc: Dondoc) -> None:
    assert "dondoc migrate" in dondoc("backup", "a.zip").err
    assert dondoc("restore", "a.zip").code == 1
