"""A report goes its way: the unit it passes hears, and who draws all together."""

from __future__ import annotations

from actions.tell import tell_officer, tell_responsible
from domain.notices import Saying, Told
from domain.tasks import OWED, task_code
from models.history import mark_stale
from models.queries.directory import read_directory
from models.queries.people import unit_names
from models.queries.routes import parts_of_task, route_of
from models.queries.tasks import FoundTask, registered_task
from models.work import Work


async def tell_route(work: Work, task: FoundTask, event_id: int) -> None:
    """Nothing for a task that goes straight to its tracker."""
    route = await route_of(work, task.id)
    if route is None:
        return
    if route.via_unit_id is not None:
        await _tell_via(work, task, route.via_unit_id, event_id)
    if route.parent_id is not None:
        await mark_stale(work, f"task:{route.parent_id}")
        await _tell_consolidator(work, route.parent_id, event_id)


async def _tell_via(work: Work, task: FoundTask, via: int, event_id: int) -> None:
    unit = task.rights.lead_unit_id
    names = await unit_names(work, [unit])
    facts = {
        "unit": names[unit],
        "code": task_code(task.id),
        "content": task.content,
    }
    told = Told(Saying.PART_REPORTED, facts)
    directory = await read_directory(work)
    for officer in directory.acting(directory.responsible(None, via)):
        key, subject = f"via:{event_id}", f"task:{task.id}"
        await tell_officer(work, officer, told, key=key, subject=subject)


async def _tell_consolidator(work: Work, parent: int, event_id: int) -> None:
    """Once the last of them has reported, and as long as the results are owed."""
    task = await registered_task(work, parent)
    parts = await parts_of_task(work, parent)
    if task is None or task.progress not in OWED or parts.missing:
        return
    facts = {
        "code": task_code(parent),
        "content": task.content,
        "count": str(len(parts.reported)),
    }
    told = Told(Saying.ALL_REPORTED, facts)
    await tell_responsible(work, task, told, key=f"all_reported:{event_id}")
