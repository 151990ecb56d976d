"""An officer says how far a task is."""

from __future__ import annotations

from dataclasses import dataclass

from actions.find_task import check_owed, check_version, get_task_for
from actions.settle_week import settle_week
from domain.permissions import Action
from domain.policy import Policy
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from domain.tasks import Progress
from models.history import Change, Kind, record
from models.queries.tasks import FoundTask
from models.work import Work

LONGEST_NOTE = 1_000  # characters kept of what was said


@dataclass(frozen=True)
class ProgressReport:
    """`percent` None: only a word about it. `started` False: nothing was begun yet."""

    task_id: int
    percent: int | None = None
    note: str = ""
    started: bool = True
    shown: int | None = None  # the version of the card whose button was pressed


async def record_progress(
    work: Work, actor: Actor, report: ProgressReport, *, policy: Policy, door: str
) -> FoundTask:
    """Keep the officer's word; it settles what he owes this week.

    Raises Refusal; 100 % is a report of completion and not taken here.
    """
    if report.percent is not None and not 0 <= report.percent <= 99:
        raise Refusal(Reason.BAD_PERCENT)
    task = await get_task_for(work, actor, Action.UPDATE_PROGRESS, report.task_id)
    check_owed(task)
    check_version(task, report.shown)
    columns: dict[str, object] = {}
    if report.started:
        columns["progress"] = Progress.IN_PROGRESS
    if report.percent is not None:
        columns["percent"] = report.percent
    change = Change(
        task_id=task.id,
        kind=Kind.PROGRESS,
        door=door,
        actor_id=actor.officer_id,
        effective_on=work.today,
        columns=columns,
        note=report.note[:LONGEST_NOTE],
    )
    await record(work, change)
    await settle_week(work, policy, task)
    return task
