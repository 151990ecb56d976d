"""The task a person speaks of: there, his to see, and his to act on."""

from __future__ import annotations

from domain.permissions import Action, may
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.tasks import Progress, task_code
from models.queries.tasks import FoundTask, find_task
from models.work import Reads

CLOSED = {
    Progress.REPORTED: Reason.ALREADY_REPORTED,
    Progress.DONE: Reason.ALREADY_DONE,
    Progress.CANCELLED: Reason.CANCELLED,
}


async def get_task(reads: Reads, actor: Actor, task_id: int) -> FoundTask:
    """Raises the same refusal for a task that is not there and one not his to see."""
    task = await find_task(reads, actor, task_id)
    if task is None:
        raise Refusal(Reason.NOT_FOUND, code=task_code(task_id))
    return task


async def get_task_for(
    reads: Reads, actor: Actor, action: Action, task_id: int
) -> FoundTask:
    """As `get_task`; refuses as well what he may see but not do."""
    task = await get_task(reads, actor, task_id)
    if not may(actor, action, task.rights):
        raise Refusal(Reason.NOT_ALLOWED, code=task_code(task_id))
    return task


def check_owed(task: FoundTask) -> None:
    """Refuse to change what its officer has handed in, or what is over."""
    if task.progress in CLOSED:
        raise Refusal(CLOSED[task.progress], code=task_code(task.id))


def check_version(task: FoundTask, shown: int | None) -> None:
    """Refuse a button of a card that no longer shows the task as it is."""
    if shown is not None and shown != task.version:
        raise Refusal(Reason.STALE_CARD, code=task_code(task.id))
