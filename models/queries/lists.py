"""The lists people ask for, within what they may see."""

from __future__ import annotations

from sqlalchemy import and_, true

from domain.calendar import WorkingCalendar
from domain.notices import SHOWN
from domain.scope import Scope
from domain.tasks import OPEN, Progress
from models.queries.scopes import within
from models.queries.task_lines import Page, listing, task_page
from models.tables import Task
from models.work import Reads


async def overdue_tasks(
    reads: Reads,
    calendar: WorkingCalendar,
    scope: Scope,
    *,
    unit_id: int | None = None,
    offset: int = 0,
) -> Page:
    """Open tasks past their day, of one lead unit if it is given."""
    where = and_(
        Task.progress.in_(OPEN),
        Task.due_on < reads.today,
        within(scope, today=reads.today, supported=False),
        true() if unit_id is None else Task.lead_unit_id == unit_id,
    )
    return await task_page(reads, calendar, listing(where), limit=SHOWN, offset=offset)


async def tasks_to_confirm(
    reads: Reads, calendar: WorkingCalendar, scope: Scope, *, offset: int = 0
) -> Page:
    """Reported tasks that the divisions in this scope track."""
    where = and_(
        Task.progress == Progress.REPORTED,
        Task.tracking_unit_id.in_(scope.divisions),
    )
    return await task_page(reads, calendar, listing(where), limit=SHOWN, offset=offset)
