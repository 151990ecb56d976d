"""Each awkward sheet gives exactly what it must: no task more, none less, none half."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.register import Register, RegisterRow
from domain.tasks import Progress
from files.importers import Workbook, read_register
from tests.files.importers.awkward import AWKWARD, WHAT, Awkward
from tests.files.importers.awkward_texts import TEXTS
from tests.files.importers.opening_here import answer_to

FRIDAY = date(2026, 11, 20)


def register_of(sheet: Awkward, folder: Path) -> Register:
    path = folder / f"so{sheet.suffix}"
    path.write_bytes(sheet.content)
    book = Workbook(tuple(answer_to(path).sheets))
    return read_register(book, today=FRIDAY, mapped=sheet.mapped)


@pytest.mark.parametrize("sheet", [*AWKWARD, *TEXTS], ids=lambda sheet: sheet.name)
def test_what_comes_out(sheet: Awkward, tmp_path: Path) -> None:
    register = register_of(sheet, tmp_path)
    came = [
        f"{row.row}|{row.number}|{row.lead_unit}|{row.due_on}" for row in register.rows
    ]
    assert came == list(sheet.came)
    out = [f"{one.row}|{one.problem}" for one in register.left_out]
    assert out == list(sheet.left_out)
    assert facts_of(register.rows[0]) == sheet.first


def facts_of(row: RegisterRow) -> dict[str, Any]:
    """What the row says beyond its place, number, unit and deadline."""
    shown = {"row", "sheet", "number", "key", "lead_unit", "due_on", "deadline_text"}
    said = {one.name: getattr(row, one.name) for one in fields(RegisterRow)}
    empty = {one.name: one.default for one in fields(RegisterRow)}
    empty |= {"progress": Progress.NOT_STARTED, "content": WHAT}
    return {
        name: value
        for name, value in said.items()
        if name not in shown and value != empty[name]
    }


def test_there_are_at_least_forty() -> None:
    names = [sheet.name for sheet in (*AWKWARD, *TEXTS)]
    assert len(set(names)) == len(names) >= 40
