"""The console program, called as a person types it, in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from bot.cli import call

SAMPLES = Path(__file__).parents[2] / "files" / "samples"
NAMES = {path.name for path in SAMPLES.iterdir()}

MakeSheet = Callable[..., Path]


@dataclass(frozen=True)
class Answered:
    """What a command did: its exit code, what it printed, what it complained of."""

    code: int
    out: str
    err: str


Dondoc = Callable[..., Answered]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, with no settings but the language."""
    monkeypatch.chdir(tmp_path)
    for name in ("TELEGRAM_TOKEN", "DATABASE_URL", "LISTEN", "TIMEZONE", "AUDIT_KEY"):
        monkeypatch.delenv(f"DONDOC_{name}", raising=False)
    monkeypatch.setenv("DONDOC_LANGUAGE", "en")
    return tmp_path


@pytest.fixture
def dondoc(capsys: pytest.CaptureFixture[str]) -> Dondoc:
    """Call a command; the samples are found by their bare names."""

    def type_in(*arguments: Any) -> Answered:
        capsys.readouterr()
        said = [str(one) for one in arguments]
        found = [str(SAMPLES / x) if x in NAMES else x for x in said]
        code = call(found)
        captured = capsys.readouterr()
        return Answered(code, captured.out, captured.err)

    return type_in


@pytest.fixture
def office(dondoc: Dondoc) -> None:
    assert dondoc("office", "office-2026.xlsx").code == 0


@pytest.fixture
def make_sheet(tmp_path: Path) -> MakeSheet:
    """A workbook with the given sheets of rows."""

    def make(**sheets: Sequence[Sequence[Any]]) -> Path:
        path = tmp_path / "made.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                for at, row in enumerate(rows):
                    sheet.write_row(at, 0, row)
        return path

    return make
