"""A task that came without its class is classified; the trail keeps who said so.

The specialised division proposes the class and the clerk enters it (003, 4b): both may.
"""

from __future__ import annotations

from dataclasses import dataclass

from actions.amend_task import standing_of, task_to_amend
from actions.find_task import check_version
from domain.amending import class_columns
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.tasks import TaskClass, task_code
from models.history import Change, Kind, record
from models.queries.tasks import FoundTask
from models.tables import Task
from models.work import Work


@dataclass(frozen=True)
class Classing:
    """`shown`: the version that was looked at; None: it was typed."""

    task_id: int
    to: TaskClass
    shown: int | None = None


async def classify_task(work: Work, actor: Actor, one: Classing) -> FoundTask:
    """Raises Refusal: not his, over, changed meanwhile, or against its deadline."""
    task = await task_to_amend(work, actor, one.task_id)
    check_version(task, one.shown)
    row = await work.session.get_one(Task, one.task_id)
    if one.to.has_deadline is not (row.due_on is not None):
        raise Refusal(Reason.CLASS_CONTRADICTS)
    columns = class_columns(
        standing_of(row), must_report=one.to.must_report, due_on=row.due_on
    )
    if not columns:
        raise Refusal(Reason.NO_AMENDMENT, code=task_code(one.task_id))
    change = Change(
        task_id=task.id,
        kind=Kind.AMENDED,
        door="chat",
        effective_on=work.today,
        actor_id=actor.officer_id,
        columns=columns,
        note=f"{row.scheme or ''} {one.to.value}".strip(),
    )
    await record(work, change)
    return task
