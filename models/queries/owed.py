"""What one person owes: his tasks, and those of nobody when he stands for the unit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, or_

from domain.calendar import WorkingCalendar
from domain.directory import Directory
from domain.notices import SHOWN
from domain.tasks import OPEN, Progress, Role
from models.queries.due import is_nobodys, lacks_update
from models.queries.task_lines import Page, listing, task_page
from models.tables import Task
from models.work import Reads


def mine(which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Assigned to him or to whom he stands in for, or to nobody in a unit for which he
    answers; see `whose`.

    `which` of these tasks is said on each side: only so does SQLite find both sides by
    their own index, and not by reading every open task of the office.
    """
    own = and_(Task.officer_id.in_(bindparam("officers", expanding=True)), which)
    units: BindParameter[Any] = bindparam("units", expanding=True)
    return or_(own, and_(Task.lead_unit_id.in_(units), is_nobodys(), which))


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
    Task.tracking_unit_id.in_(bindparam("divisions", expanding=True)),
)
OWED_BY_HIM = listing(or_(mine(lacks_update(bindparam("since"))), WAITS_FOR_HIM))
OPEN_OF_HIS = listing(or_(mine(Task.progress.in_(OPEN)), WAITS_FOR_HIM))


async def owed_by(
    reads: Reads,
    calendar: WorkingCalendar,
    directory: Directory,
    officer: int,
    *,
    since: datetime,
) -> Page:
    """The tasks of his that lack an update after `since`, and those he must confirm.

    Nobody stands in for the week's update (design.md section 4).
    """
    his = whose(directory.without_stand_ins(), officer)
    return await task_page(
        reads, calendar, OWED_BY_HIM, limit=SHOWN, since=since, **his
    )


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
