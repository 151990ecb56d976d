"""Why more tasks are overdue than at an earlier date, from what differs alone."""

from __future__ import annotations

from sqlalchemy import select

from domain.overdue_change import Elsewhere, OverdueChange, explain_overdue, parted
from domain.scope import Scope
from domain.standings import Standing
from domain.tasks import OPEN
from models.queries.scopes import led_within
from models.queries.standings import (
    ROW,
    Cut,
    read_moved,
    standing_of,
    standings_by_id,
)
from models.tables import Task
from models.work import Reads


async def read_overdue_change(
    reads: Reads,
    scope: Scope,
    then: Cut,
    now: Cut,
    *,
    unit_id: int | None = None,
) -> OverdueChange:
    """Whenever they were given. How a task stands at both dates is read only where it
    was overdue at one of them and not at the other."""
    old, new = [
        {task.id: task for task in await _overdue(reads, scope, cut, unit_id)}
        for cut in (then, now)
    ]
    differing = sorted(old.keys() ^ new.keys())
    same = [task for number, task in new.items() if number in old]

    before = await standings_by_id(reads, differing, then)
    after = await standings_by_id(reads, differing, now)
    was, came = parted(before, scope, unit_id)
    is_, gone = parted(after, scope, unit_id)
    both = [old[task.id] for task in same]
    return explain_overdue(
        [*both, *was],
        then.as_of,
        [*same, *is_],
        now.as_of,
        Elsewhere(came, gone),
    )


async def _overdue(
    reads: Reads, scope: Scope, cut: Cut, unit_id: int | None
) -> list[Standing]:
    conditions = [
        Task.progress.in_(OPEN),
        Task.due_on < cut.as_of,
        Task.assigned_on <= cut.as_of,
        led_within(scope),
        Task.id.not_in(cut.moved()),
    ]
    if unit_id is not None:
        conditions.append(Task.lead_unit_id == unit_id)
    rows = await reads.session.execute(select(*ROW).where(*conditions))
    moved = await read_moved(reads, cut, scope, unit_id=unit_id)
    return [
        *(standing_of(row, cut) for row in rows),
        *(task for task in moved if task.is_overdue(cut.as_of)),
    ]
