"""A scope as SQL: what a person may read, asked of the database itself."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, exists, false, or_, true

from domain.scope import Scope
from domain.tasks import OPEN
from models.tables import Task, TaskUnit


def within(scope: Scope, *, today: date, supported: bool = True) -> ColumnElement[bool]:
    """The tasks that a scope covers; says the same as `Scope.covers`.

    Without `supported` the tasks in which a unit only co-operates are left out: it may
    read them, but its own lists are of what it has to answer for.
    """
    if scope.everything:
        return true()
    parts: list[ColumnElement[bool]] = []
    if scope.units:
        parts.append(_party(scope.units, supported))
    if scope.units_open:
        parts.append(and_(Task.progress.in_(OPEN), _party(scope.units_open, supported)))
    if scope.divisions:
        parts.append(Task.tracking_unit_id.in_(scope.divisions))
    if scope.officer_id is not None:
        parts.append(Task.officer_id == scope.officer_id)
    if scope.stands_in_for:
        parts.append(Task.officer_id.in_(scope.stands_in_for))
    if scope.overdue_or_undated:
        late = or_(Task.due_on < today, Task.due_on.is_(None))
        parts.append(and_(Task.progress.in_(OPEN), late))
    return or_(*parts) if parts else false()


def led_within(scope: Scope) -> ColumnElement[bool]:
    """The tasks that figures count: led by a unit, or tracked by a division."""
    if scope.everything:
        return true()
    parts: list[ColumnElement[bool]] = []
    if scope.units:
        parts.append(Task.lead_unit_id.in_(scope.units))
    if scope.divisions:
        parts.append(Task.tracking_unit_id.in_(scope.divisions))
    return or_(*parts) if parts else false()


def _party(units: frozenset[int], supported: bool) -> ColumnElement[bool]:
    if not supported:
        return Task.lead_unit_id.in_(units)
    supports = exists().where(TaskUnit.task_id == Task.id, TaskUnit.unit_id.in_(units))
    return or_(Task.lead_unit_id.in_(units), supports)
