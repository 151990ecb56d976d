"""What a unit took over, as its tasks stand when the message leaves."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from domain.ending_notices import Inherited, InheritedTask
from domain.notices import SHOWN
from files.reports.inherited_list import write_inherited
from models.queries.endings import names_of, tasks_taken_over
from models.work import Reads

PARTS = ("led", "tracked", "supported")


async def gather_inherited(reads: Reads, params: dict[str, Any]) -> Inherited | None:
    """None where everything has gone on meanwhile, or back."""
    tasks: list[InheritedTask] = []
    for part in PARTS:
        tasks += await tasks_taken_over(reads, params["unit"], part, params[part])
    if not tasks:
        return None
    counts = {part: sum(task.part == part for task in tasks) for part in PARTS}
    names = await names_of(reads, [params["unit"], *params["units"]])
    file = None
    if len(tasks) > SHOWN:
        content = await asyncio.to_thread(write_inherited, tasks)
        file = (f"nhiem-vu-tiep-nhan-{params['since']}.xlsx", content)
    return Inherited(
        unit=names[params["unit"]],
        former=tuple(names[unit] for unit in params["units"]),
        since=date.fromisoformat(params["since"]),
        basis=params["basis"],
        **counts,
        tasks=() if file else tuple(tasks),
        file=file,
    )
