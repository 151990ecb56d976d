"""An officer asks for more time. Nothing of the task changes before it is decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions.find_request import words_of
from actions.find_task import check_owed, get_task_for
from actions.settle_week import settle_week
from actions.show_to_deciders import Shown, show_to_deciders
from domain.permissions import Action
from domain.policy import Policy
from domain.processes import ProcessKind, is_after_deadline
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.tasks import task_code
from locales.formats import day
from models.history import Change, Kind, record
from models.queries.processes import replace_open
from models.queries.tasks import FoundTask
from models.tables import Extension
from models.work import Reads, Work


@dataclass(frozen=True)
class Asking:
    """Until when, and why."""

    task_id: int
    wanted_on: date
    reason: str
    door: str = "chat"


async def task_to_extend(reads: Reads, actor: Actor, task_id: int) -> FoundTask:
    """The task, if more time can be asked for it. Raises Refusal."""
    task = await get_task_for(reads, actor, Action.ASK_EXTENSION, task_id)
    check_owed(task)
    if task.due_on is None:
        raise Refusal(Reason.NOTHING_TO_EXTEND, code=task_code(task_id))
    return task


def check_wanted(reads: Reads, task: FoundTask, wanted_on: date) -> None:
    """Refuse a day that is no later than the deadline, or that is over."""
    assert task.due_on is not None
    if wanted_on <= task.due_on or wanted_on < reads.today:
        later = max(task.due_on, reads.today)
        raise Refusal(Reason.NOT_LATER, code=task_code(task.id), date=later.isoformat())


async def ask_extension(
    work: Work, actor: Actor, asking: Asking, *, policy: Policy
) -> tuple[FoundTask, str]:
    """The task, and who was asked (empty: nobody can be told).

    A request of his that still waits is replaced. One that comes after the deadline is
    marked so.
    """
    task = await task_to_extend(work, actor, asking.task_id)
    check_wanted(work, task, asking.wanted_on)
    assert task.due_on is not None
    reason = words_of(asking.reason)
    await replace_open(work, ProcessKind.EXTENSION, task.id, by=actor.officer_id)
    extension = Extension(
        task_id=task.id,
        raised_by=actor.officer_id,
        raised_at=work.now,
        raised_on=work.today,
        words=reason,
        due_on=task.due_on,
        wanted_on=asking.wanted_on,
        after_deadline=is_after_deadline(task.due_on, work.today),
    )
    work.session.add(extension)
    await work.session.flush()
    change = Change(
        task_id=task.id,
        kind=Kind.EXTENSION_ASKED,
        door=asking.door,
        actor_id=actor.officer_id,
        effective_on=work.today,
        note=f"{day(task.due_on)} → {day(asking.wanted_on)}. {reason}",
    )
    await record(work, change)
    await settle_week(work, policy, task)
    shown = Shown(
        ProcessKind.EXTENSION,
        extension.id,
        actor.officer_id,
        task.id,
        task.rights.tracking_unit_id,
    )
    return task, await show_to_deciders(work, shown, policy)
