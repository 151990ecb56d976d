"""What one person owes: his tasks, and those of nobody when he stands for the unit."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_

from domain.calendar import WorkingCalendar
from domain.directory import Directory
from domain.notices import SHOWN
from domain.tasks import OPEN, Progress, Role
from models.queries.due import is_nobodys, lacks_update
from models.queries.task_lines import Page, task_page
from models.tables import Task
from models.work import Reads


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
    directory = directory.without_stand_ins()
    waits = and_(Task.progress == Progress.REPORTED, _tracked(directory, officer))
    where = or_(mine(directory, officer, lacks_update(since)), waits)
    return await task_page(reads, calendar, where, limit=SHOWN)


async def open_tasks_of(
    reads: Reads,
    calendar: WorkingCalendar,
    directory: Directory,
    officer: int,
    *,
    offset: int = 0,
) -> Page:
    """`/viec`: the open tasks he answers for, and those he is to confirm."""
    open_ones = mine(directory, officer, Task.progress.in_(OPEN))
    waits = and_(Task.progress == Progress.REPORTED, _tracked(directory, officer))
    where = or_(open_ones, waits)
    return await task_page(reads, calendar, where, limit=SHOWN, offset=offset)


def mine(
    directory: Directory, officer: int, which: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Assigned to him, or to nobody in a unit for which he answers.

    `which` of these tasks is said on each side: only so does SQLite find both sides by
    their own index, and not by reading every open task of the office.
    """
    units = [
        unit
        for unit, _ in directory.holders
        if not directory.acts_for(officer).isdisjoint(directory.responsible(None, unit))
    ]
    own = and_(Task.officer_id.in_(directory.acts_for(officer)), which)
    nobodys = and_(Task.lead_unit_id.in_(units), is_nobodys(), which)
    return or_(own, nobodys) if units else own


def _tracked(directory: Directory, officer: int) -> ColumnElement[bool]:
    divisions = [
        unit
        for (unit, role), holders in directory.holders.items()
        if role is Role.TRACKER and not directory.acts_for(officer).isdisjoint(holders)
    ]
    return Task.tracking_unit_id.in_(divisions)
