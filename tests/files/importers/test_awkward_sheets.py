"""Each awkward sheet gives exactly what it must: no task more, none less, none half."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from domain.register import Register
from domain.tasks import Progress
from files.importers import Workbook, read_register
from tests.files.importers.awkward import AWKWARD, Awkward
from tests.files.importers.opening_here import answer_to

FRIDAY = date(2026, 11, 20)


def register_of(sheet: Awkward, folder: Path) -> Register:
    path = folder / f"so{sheet.suffix}"
    path.write_bytes(sheet.content)
    book = Workbook(tuple(answer_to(path).sheets))
    return read_register(book, today=FRIDAY, mapped=sheet.mapped)


@pytest.mark.parametrize("sheet", AWKWARD, ids=lambda sheet: sheet.name)
def test_what_comes_out(sheet: Awkward, tmp_path: Path) -> None:
    register = register_of(sheet, tmp_path)
    came = [
        f"{row.row}|{row.number}|{row.lead_unit}|{row.due_on}" for row in register.rows
    ]
    assert came == list(sheet.came)
    out = [f"{one.row}|{one.problem}" for one in register.left_out]
    assert out == list(sheet.left_out)
    assert all(row.content and row.progress in Progress for row in register.rows)


def test_there_are_at_least_forty() -> None:
    names = [sheet.name for sheet in AWKWARD]
    assert len(set(names)) == len(names) >= 40
