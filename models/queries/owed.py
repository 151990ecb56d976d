"""What one person owes: his tasks, and those of nobody when he stands for the unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, or_, select

from domain.calendar import WorkingCalendar
from domain.directory import Directory
from domain.notices import SHOWN
from domain.tasks import OPEN, Progress, Role
from models.many_values import among
from models.queries.due import is_nobodys, lacks_update
from models.queries.task_lines import MOST_URGENT_FIRST, Page, listing, task_page
from models.tables import Task
from models.work import Reads


def mine(which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Assigned to him or to whom he stands in for, or to nobody in a unit for which he
    answers; see `whose`.

    `which` of these tasks is said on each side: only so does SQLite find both sides by
    their own index, and not by reading every open task of the office.
    """
    own = and_(among(Task.officer_id, "officers"), which)
    return or_(own, and_(among(Task.lead_unit_id, "units"), is_nobodys(), which))


def whose(directory: Directory, officer: int) -> dict[str, Any]:
    """The values of a statement that asks for tasks of his, and of those for whom he
    stands in."""
    acting = directory.acts_for(officer)
    return {
        "officers": sorted(acting),
        "units": [
            unit
            for unit, _ in directory.holders
            if not acting.isdisjoint(directory.responsible(None, unit))
        ],
        "divisions": [
            unit
            for (unit, role), holders in directory.holders.items()
            if role is Role.TRACKER and not acting.isdisjoint(holders)
        ],
    }


WAITS_FOR_HIM = and_(
    Task.progress == Progress.REPORTED,
    among(Task.tracking_unit_id, "divisions"),
)
OWED_BY_THEM = (
    select(
        Task.id,
        Task.officer_id,
        Task.lead_unit_id,
        Task.tracking_unit_id,
        (Task.progress == Progress.REPORTED).label("waits"),
        is_nobodys().label("nobodys"),
    )
    .where(or_(mine(lacks_update(bindparam("since"))), WAITS_FOR_HIM))
    .order_by(*MOST_URGENT_FIRST)
)
OPEN_OF_HIS = listing(or_(mine(Task.progress.in_(OPEN)), WAITS_FOR_HIM))


async def owed_by(
    reads: Reads, directory: Directory, officers: Collection[int], *, since: datetime
) -> dict[int, list[int]]:
    """The tasks of each of these officers that lack an update after `since`, and those
    he must confirm, most urgent first. Found together: a round of digests asks for
    thirty officers.

    Nobody stands in for the week's update (design.md section 4).
    """
    alone = directory.without_stand_ins()
    # Whom a task concerns, by what it has in common with his values.
    readers: dict[tuple[str, int], list[int]] = defaultdict(list)
    for officer in officers:
        for name, numbers in whose(alone, officer).items():
            for number in numbers:
                readers[name, number].append(officer)
    values: dict[str, Any] = {"officers": [], "units": [], "divisions": []}
    for name, number in readers:
        values[name].append(number)
    owed: dict[int, list[int]] = {officer: [] for officer in officers}
    for row in await reads.rows(OWED_BY_THEM, values | {"since": since}):
        for officer in {one for way in _ways_to(row) for one in readers.get(way, ())}:
            owed[officer].append(row.id)
    return owed


def _ways_to(task: Any) -> list[tuple[str, int]]:
    """The values by which it is somebody's: as `mine` and WAITS_FOR_HIM say."""
    if task.waits:
        return [("divisions", task.tracking_unit_id)]
    own = [("officers", task.officer_id)]
    return [*own, ("units", task.lead_unit_id)] if task.nobodys else own


async def open_tasks_of(
    reads: Reads,
    calendar: WorkingCalendar,
    directory: Directory,
    officer: int,
    *,
    offset: int = 0,
) -> Page:
    """`/viec`: the open tasks he answers for, and those he is to confirm."""
    his = whose(directory, officer)
    return await task_page(
        reads, calendar, OPEN_OF_HIS, limit=SHOWN, offset=offset, **his
    )
