"""A difference between a unit's word and the register, as it stands."""

from __future__ import annotations

from typing import Any

from domain.reconciling import DifferenceCard
from models.queries.reconciling import difference_whole, open_differences, said_of
from models.work import Reads


async def gather_difference(
    reads: Reads, params: dict[str, Any]
) -> DifferenceCard | None:
    found = await difference_whole(reads, params["difference"])
    if found is None:
        return None
    differs, task, unit, statement = found
    others = set(await open_differences(reads, [task.tracking_unit_id])) - {differs.id}
    return DifferenceCard(
        id=differs.id,
        task_id=task.id,
        content=task.content,
        unit=unit.name,
        source=statement.source,
        ours=said_of(differs.ours),
        theirs=said_of(differs.theirs),
        state=differs.state,
        waiting=len(others),
    )
