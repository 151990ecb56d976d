"""A head or contact says who in the unit does a task."""

from __future__ import annotations

from actions.find_task import get_task_for
from actions.tell import tell_officer
from domain.notices import Saying, Told
from domain.permissions import Action
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.tasks import OPEN, task_code
from models.history import Change, Kind, record
from models.queries.people import named
from models.queries.tasks import FoundTask
from models.tables import Officer
from models.work import Work


async def assign_officer(
    work: Work, actor: Actor, task_id: int, name: str
) -> tuple[FoundTask, Officer]:
    """The officer must belong to the unit that leads the task.

    A name borne twice in the unit is refused with the Mã to choose from.
    """
    task = await get_task_for(work, actor, Action.ASSIGN_OFFICER, task_id)
    if task.progress not in OPEN:
        raise Refusal(Reason.ALREADY_DONE, code=task_code(task_id))
    officer = await _officer(work, name, task.rights.lead_unit_id)
    if officer.id == task.rights.officer_id:
        return task, officer  # so it is already: nothing to write, nobody to tell
    event_id = await set_officer(work, task_id, officer.id, actor=actor, door="chat")
    if officer.id != actor.officer_id:
        facts = {"code": task_code(task_id), "content": task.content}
        if task.due_on is not None:
            facts["deadline"] = task.due_on.isoformat()
        told = Told(Saying.TOLD_ASSIGNED, facts)
        key, subject = f"assigned:{event_id}", f"task:{task_id}"
        await tell_officer(work, officer.id, told, key=key, subject=subject)
    return task, officer


async def set_officer(
    work: Work, task_id: int, officer_id: int, *, actor: Actor | None, door: str
) -> int:
    """The bare change, for the demo's cast and for `assign_officer`."""
    change = Change(
        task_id=task_id,
        kind=Kind.OFFICER_SET,
        door=door,
        actor_id=actor.officer_id if actor else None,
        effective_on=work.today,
        columns={"officer_id": officer_id},
    )
    return await record(work, change)


async def _officer(work: Work, name: str, unit_id: int) -> Officer:
    if not name.strip():
        raise Refusal(Reason.NO_NAME)
    found = await named(work, name, unit=unit_id)
    if not found:
        raise Refusal(Reason.NAME_UNKNOWN, name=name.strip()[:100])
    if len(found) > 1:
        codes = ", ".join(one.code for one in found)
        raise Refusal(Reason.NAME_TWICE, name=found[0].name, codes=codes)
    return found[0]
