"""What is said of imports when it leaves: a conflict as it stands, rows as a file."""

from __future__ import annotations

import asyncio
from pathlib import PurePath
from typing import Any

from actions.import_drafts import unpack
from actions.import_register import preview_register
from actions.show_difference import all_rows, said_of, units_in
from domain.import_notices import DiscrepancyCard, ImportRows
from domain.systems import is_pushed
from files.importers import write_difference
from models.queries.imports import count_open, discrepancy_whole, get_draft
from models.queries.people import unit_names
from models.work import Reads


async def gather_discrepancy(
    reads: Reads, params: dict[str, Any]
) -> DiscrepancyCard | None:
    found = await discrepancy_whole(reads, params["discrepancy"])
    if found is None:
        return None
    dispute, task, unit, run, said_by = found
    is_open = dispute.state == "open"
    both = dispute.register, dispute.person
    ids = units_in(dispute.register) | units_in(dispute.person)
    units = await unit_names(reads, [*ids]) if ids else {}
    register, person = (said_of(columns, units) for columns in both)
    waiting = await count_open(reads, task.tracking_unit_id) - is_open
    return DiscrepancyCard(
        id=dispute.id,
        task_id=task.id,
        content=task.content,
        unit=unit.name,
        file_name=run.file_name,
        sheet=dispute.sheet,
        row=0 if is_pushed(run.profile) else dispute.row,
        register=register,
        person=person,
        said_by=said_by,
        said_at=dispute.said_at,
        state=dispute.state,
        waiting=max(0, waiting),
    )


async def gather_import_rows(reads: Reads, params: dict[str, Any]) -> ImportRows | None:
    """None once the draft was imported or dropped."""
    draft = await get_draft(reads, params["draft"])
    if draft is None:
        return None
    register = unpack(draft.body)
    result = await preview_register(reads, register, profile=draft.profile)
    name = f"{PurePath(draft.file_name).stem[:60]}-doi-chieu.xlsx"
    content = await asyncio.to_thread(
        write_difference, all_rows(result, register.columns)
    )
    return ImportRows(name, content)
