"""An obstacle that was not decided goes one level up: by hand, or by its clock."""

from __future__ import annotations

from actions.show_to_deciders import Shown, show_to_deciders
from actions.tell import tell_officer
from domain.notices import Saying, Told
from domain.policy import Policy
from domain.processes import Level, ProcessKind
from domain.tasks import task_code
from models.history import Change, Kind, record
from models.queries.processes import Climbing, move_obstacle
from models.work import Work


async def climb_obstacle(
    work: Work,
    obstacle: Climbing,
    to: Level,
    *,
    policy: Policy,
    by: int | None = None,
) -> bool:
    """Put it before those of that level; False if it is no longer where it was.

    `by` is who sent it up; None is the clock. Who raised it hears where it lies.
    """
    if not await move_obstacle(work, obstacle.id, since=obstacle.level, to=to):
        return False
    change = Change(
        task_id=obstacle.task_id,
        kind=Kind.OBSTACLE_CLIMBED,
        door="clock" if by is None else "chat",
        actor_id=by,
        effective_on=work.today,
    )
    await record(work, change)
    shown = Shown(
        ProcessKind.OBSTACLE,
        obstacle.id,
        obstacle.raised_by,
        obstacle.task_id,
        obstacle.tracking_unit_id,
        to,
    )
    names = await show_to_deciders(work, shown, policy)
    facts = {"code": task_code(obstacle.task_id), "name": names}
    told = Told(Saying.TOLD_OBSTACLE_CLIMBED, facts)
    key = f"obstacle:{obstacle.id}:{to.value}:told"
    subject = f"task:{obstacle.task_id}"
    await tell_officer(work, obstacle.raised_by, told, key=key, subject=subject)
    return True
