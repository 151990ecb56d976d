"""An office from the sample sheet, and small sheets made on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from actions.import_register import ImportResult, import_register
from actions.update_office import update_office
from domain.office import OfficeSheet, PersonRow, UnitRow
from domain.register import Register
from domain.tasks import Role
from files.importers import read_office, read_register, read_workbook
from models.work import Database
from tests.actions.ending_office import ending_office  # noqa: F401  # a fixture
from tests.actions.exchanged import clerk  # noqa: F401  # a fixture
from tests.actions.registers import Bring, register_of
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


@pytest.fixture
async def office(database: Database, sample_office: OfficeSheet) -> None:
    async with database.begin() as work:
        await update_office(work, sample_office)


@pytest.fixture
def bring(database: Database) -> Bring:
    """Import a register, or bare rows; in an empty office units are created."""

    async def run(what: Any, **how: Any) -> ImportResult:
        register = what if isinstance(what, Register) else register_of(what)
        given = {"file_name": "so.xlsx", "digest": "0" * 64, "create_units": True}
        async with database.begin() as work:
            return await import_register(work, register, **{**given, **how})

    return run
