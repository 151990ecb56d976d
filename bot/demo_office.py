"""The demo's office: the sample sheet and register, through the same actions."""

from __future__ import annotations

import hashlib
from pathlib import Path

from actions.assign_officer import set_officer
from actions.import_register import import_register
from actions.update_office import update_office
from files.importers import read_office, read_register, read_workbook
from models.queries.demo import officers_without_a_task, task_to_give
from models.work import Database

SAMPLES = Path(__file__).parent / "sandbox" / "samples"
OFFICE = SAMPLES / "office-2026.xlsx"
REGISTER = SAMPLES / "idesk-2026-11.xlsx"
READY = "demo_ready"

# Sở Nội vụ and Thanh tra tỉnh with their people, both tracked by Phòng Nội chính; its
# tracker; the synthesis officer; a leader. Officers come before those who stand in.
LINKED = (
    "CB022",
    "CB040",
    "CB021",
    "CB039",
    "CB020",
    "CB038",
    "CB007",
    "CB004",
    "CB001",
)
GROUPS = (("SNV", "CB020"), ("TTR", "CB038"))


async def fill_office(database: Database) -> None:
    """The office, its register, and one open dated task for each linked officer."""
    office = read_office(await read_workbook(OFFICE))
    workbook = await read_workbook(REGISTER)
    async with database.begin() as work:
        await update_office(work, office)
    async with database.begin() as work:
        register = read_register(workbook, today=work.today)
        await import_register(
            work,
            register,
            file_name=REGISTER.name,
            digest=hashlib.sha256(REGISTER.read_bytes()).hexdigest(),
        )
    async with database.begin() as work:
        for officer in await officers_without_a_task(work, LINKED):
            task_id = await task_to_give(work, officer)
            if task_id is not None:
                await set_officer(
                    work, task_id, officer.officer_id, actor=None, door="terminal"
                )
