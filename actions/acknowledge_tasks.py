"""Somebody says that he has seen what is overdue: "Đã nhận"."""

from __future__ import annotations

from collections.abc import Iterable

from actions.find_task import get_task
from domain.permissions import Action, may
from domain.scope import Actor
from domain.tasks import OWED
from models.history import Change, Kind, record
from models.work import Work


async def acknowledge_tasks(
    work: Work, actor: Actor, tasks: Iterable[int], *, door: str
) -> list[int]:
    """Those of the tasks for which his word counts: he answers for them, and owes.

    It holds the ladder for a while (`domain/escalation.py`) and is no update: what he
    owes this week he still owes. Raises Refusal for a task that he may not see.
    """
    noted = []
    for task_id in tasks:
        task = await get_task(work, actor, task_id)
        answers = may(actor, Action.UPDATE_PROGRESS, task.rights)
        if not answers or task.progress not in OWED:
            continue
        change = Change(
            task_id=task.id,
            kind=Kind.ACKNOWLEDGED,
            door=door,
            effective_on=work.today,
            actor_id=actor.officer_id,
            columns={"acknowledged_on": work.today},
        )
        await record(work, change)
        noted.append(task.id)
    return noted
