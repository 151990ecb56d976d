"""An office from the sample sheet, and small sheets made on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from domain.office import OfficeSheet, PersonRow, UnitRow
from domain.register import Register
from domain.tasks import Role
from files.importers import read_office, read_register, read_workbook
from tests.conftest import FRIDAY, HANOI

SAMPLES = Path(__file__).parents[1] / "files" / "samples"


@pytest.fixture
async def sample_office() -> OfficeSheet:
    return read_office(await read_workbook(SAMPLES / "office-2026.xlsx"))


@pytest.fixture
async def sample_register() -> Register:
    """121 readable rows, one of them of a unit that the sample office has not."""
    workbook = await read_workbook(SAMPLES / "idesk-2026-11.xlsx")
    return read_register(workbook, today=FRIDAY.astimezone(HANOI).date())


@pytest.fixture
async def old_register() -> Register:
    """1,441 rows of another system and another year."""
    workbook = await read_workbook(SAMPLES / "vnpt-ioffice-2021-05.xlsx")
    return read_register(workbook, today=FRIDAY.astimezone(HANOI).date())


@pytest.fixture
def sheet() -> Callable[..., OfficeSheet]:
    """A sheet of units (code, name) and people (code, name, unit, role)."""

    def make(
        units: list[UnitRow] | None = None, people: list[PersonRow] | None = None
    ) -> OfficeSheet:
        return OfficeSheet(tuple(units or ()), tuple(people or ()), ())

    return make


@pytest.fixture
def finance() -> UnitRow:
    return UnitRow(row=2, code="STC", name="Sở Tài chính", kind="Sở")


@pytest.fixture
def an() -> PersonRow:
    return PersonRow(2, "CB001", "Nguyễn Văn An", "STC", Role.OFFICER)
