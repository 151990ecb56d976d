"""An obstacle that was not decided goes one level up: by hand, or by its clock."""

from __future__ import annotations

from actions.show_to_deciders import Shown, show_to_deciders
from actions.tell import tell_officer
from domain.notices import Saying, Told
from domain.policy import Policy
from domain.processes import Level, ProcessKind
from domain.tasks import task_code
from models.history import Change, Kind, record
from models.queries.processes import Waiting, move_obstacle
from models.work import Work


async def move_up(
    work: Work, obstacle: Waiting, to: Level, *, by: int | None = None
) -> bool:
    """Put it on that level; False if it is no longer where it was.

    `by` is who sent it up; None is the clock.
    """
    assert obstacle.level is not None
    assert obstacle.task_id is not None
    if not await move_obstacle(work, obstacle.number, since=obstacle.level, to=to):
        return False
    change = Change(
        task_id=obstacle.task_id,
        kind=Kind.OBSTACLE_CLIMBED,
        door="clock" if by is None else "chat",
        actor_id=by,
        effective_on=work.today,
    )
    await record(work, change)
    return True


async def send_to(
    work: Work, obstacle: Waiting, to: Level, *, policy: Policy, by: int
) -> bool:
    """By hand: those of that level are shown it, and who raised it hears where it lies.

    False if it is no longer where it was.
    """
    if not await move_up(work, obstacle, to, by=by):
        return False
    assert obstacle.task_id is not None
    shown = Shown(
        ProcessKind.OBSTACLE,
        obstacle.number,
        obstacle.raised_by,
        obstacle.task_id,
        obstacle.division_id,
        to,
    )
    names = await show_to_deciders(work, shown, policy)
    facts = {"code": task_code(obstacle.task_id), "name": names}
    told = Told(Saying.TOLD_OBSTACLE_CLIMBED, facts)
    key = f"obstacle:{obstacle.number}:{to.value}:told"
    subject = f"task:{obstacle.task_id}"
    await tell_officer(work, obstacle.raised_by, told, key=key, subject=subject)
    return True
