"""An officer meets an obstacle: it goes to the division, and climbs from there."""

from __future__ import annotations

from actions.find_request import words_of
from actions.find_task import check_version, get_task_for
from actions.settle_week import settle_week
from actions.show_to_deciders import Shown, show_to_deciders
from domain.permissions import Action
from domain.policy import Policy
from domain.processes import Level, ProcessKind, may_be_raised
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.tasks import task_code
from models.history import Change, Kind, record
from models.queries.tasks import FoundTask
from models.tables import Obstacle
from models.work import Reads, Work


async def task_in_trouble(
    reads: Reads, actor: Actor, task_id: int, shown: int | None = None
) -> FoundTask:
    """The task, if an obstacle can be raised about it. Raises Refusal."""
    task = await get_task_for(reads, actor, Action.RAISE_OBSTACLE, task_id)
    check_version(task, shown)
    if not may_be_raised(ProcessKind.OBSTACLE, task.progress):
        raise Refusal(Reason.ALREADY_DONE, code=task_code(task_id))
    return task


async def raise_obstacle(  # noqa: PLR0913 (as every deed upon a task)
    work: Work, actor: Actor, task_id: int, words: str, *, policy: Policy, door: str
) -> tuple[FoundTask, str]:
    """The task, and who was shown it (empty: nobody can be told)."""
    task = await task_in_trouble(work, actor, task_id)
    said = words_of(words)
    obstacle = Obstacle(
        task_id=task.id,
        raised_by=actor.officer_id,
        raised_at=work.now,
        raised_on=work.today,
        words=said,
        level=Level.DIVISION,
    )
    work.session.add(obstacle)
    await work.session.flush()
    change = Change(
        task_id=task.id,
        kind=Kind.OBSTACLE,
        door=door,
        actor_id=actor.officer_id,
        effective_on=work.today,
        note=said,
    )
    await record(work, change)
    await settle_week(work, policy, task)
    shown = Shown(
        ProcessKind.OBSTACLE,
        obstacle.id,
        actor.officer_id,
        task.id,
        task.rights.tracking_unit_id,
        Level.DIVISION,
    )
    return task, await show_to_deciders(work, shown, policy)
