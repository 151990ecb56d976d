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
    """The tasks of his that lack an update after `since`, and those he must confirm."""
    waits = and_(Task.progress == Progress.REPORTED, _tracked(directory, officer))
    where = or_(and_(mine(directory, officer), lacks_update(since)), waits)
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
    open_ones = and_(Task.progress.in_(OPEN), mine(directory, officer))
    waits = and_(Task.progress == Progress.REPORTED, _tracked(directory, officer))
    where = or_(open_ones, waits)
    return await task_page(reads, calendar, where, limit=SHOWN, offset=offset)


def mine(directory: Directory, officer: int) -> ColumnElement[bool]:
    """Assigned to him, or to nobody in a unit for which he answers."""
    units = [
        unit
        for unit, _ in directory.holders
        if officer in directory.responsible(None, unit)
    ]
    nobodys = and_(is_nobodys(), Task.lead_unit_id.in_(units))
    return or_(Task.officer_id == officer, nobodys)


def _tracked(directory: Directory, officer: int) -> ColumnElement[bool]:
    divisions = [
        unit
        for (unit, role), holders in directory.holders.items()
        if role is Role.TRACKER and officer in holders
    ]
    return Task.tracking_unit_id.in_(divisions)
