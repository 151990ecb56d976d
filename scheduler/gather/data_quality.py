"""The workbook of what is not right in the register, made when it leaves."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from actions.check_data import all_found
from domain.data_notices import FindingsFile
from domain.data_quality import may_check
from domain.policy import Policy
from files.reports.findings import write_findings
from models.queries.people import person
from models.work import Reads


async def gather_findings(
    reads: Reads, policy: Policy, params: Mapping[str, Any]
) -> FindingsFile | None:
    """None for who may not have it any more."""
    reader = await person(reads, params["officer"])
    if reader is None or not may_check(reader.actor):
        return None
    found = await all_found(reads, reader.actor, policy)
    content = await asyncio.to_thread(write_findings, found, reads.today)
    return FindingsFile(f"ra-soat-du-lieu-{reads.today.isoformat()}.xlsx", content)
