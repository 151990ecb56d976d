"""Who should be told of open tasks and cannot be."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import func, or_, select

from domain.admin_notices import UnreachedLine, UnreachedList
from domain.policy import Policy
from domain.reach import OpenTasks, Unreached, unreached_of
from domain.tasks import OPEN
from models.policies import read_policies
from models.queries.directory import read_directory
from models.tables import Account, Officer, Task, Unit
from models.work import Reads


async def read_unreached(
    reads: Reads, units: Collection[int] | None = None
) -> list[Unreached]:
    """Of the whole office, or of these units."""
    counted = (
        select(Task.officer_id, Task.lead_unit_id, Task.tracking_unit_id, func.count())
        .where(Task.progress.in_(OPEN))
        .group_by(Task.officer_id, Task.lead_unit_id, Task.tracking_unit_id)
    )
    if units is not None:
        counted = counted.where(
            or_(Task.lead_unit_id.in_(units), Task.tracking_unit_id.in_(units))
        )
    open_tasks = [OpenTasks(*row) for row in await reads.session.execute(counted)]
    linked = set(await reads.session.scalars(select(Account.officer_id)))
    versions = await read_policies(reads)
    policy = Policy() if versions is None else versions.on(reads.today)
    found = unreached_of(open_tasks, await read_directory(reads), linked, policy)
    return [one for one in found if units is None or one.unit_id in units]


async def unreached_page(
    reads: Reads, units: Collection[int] | None = None, *, limit: int
) -> UnreachedList:
    """In the order of the units, then by name."""
    found = await read_unreached(reads, units)
    lines = await _lines(reads, found)
    return UnreachedList(tuple(lines[:limit]), len(lines))


async def _lines(reads: Reads, found: Sequence[Unreached]) -> list[UnreachedLine]:
    """The whole office's names are read: the list may be as long as the office."""
    if not found:
        return []
    people = {
        row.id: (row.folded, row.name)
        for row in await reads.session.execute(
            select(Officer.id, Officer.folded, Officer.name)
        )
    }
    units = {
        row.id: (row.sort_order, row.name)
        for row in await reads.session.execute(
            select(Unit.id, Unit.sort_order, Unit.name)
        )
    }
    ordered = sorted(
        found, key=lambda one: (units[one.unit_id], people[one.officer_id])
    )
    return [
        UnreachedLine(
            people[one.officer_id][1],
            units[one.unit_id][1],
            one.cause,
            one.tasks,
            above=one.above,
        )
        for one in ordered
    ]
