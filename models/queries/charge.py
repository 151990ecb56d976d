"""Who had which task at a date: for the year's figures of each officer (001)."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from domain.officer_figures import Charge
from domain.periods import Period
from models.queries.standings import AT_ONCE, Cut
from models.tables import Membership, Officer, Task, TaskEvent, Unit
from models.work import Reads


async def read_charge(reads: Reads, period: Period, cut: Cut) -> Charge:
    """Of the tasks given in the period."""
    last = min(period.last, cut.as_of)
    rows = await reads.session.execute(
        select(Task.id, Task.officer_id).where(
            Task.assigned_on.between(period.first, last),
            Task.officer_id.is_not(None),
            Task.id.not_in(cut.moved()),
        )
    )
    officers = {row.id: row.officer_id for row in rows} | await _moved(reads, cut)
    return Charge(officers, await _people(reads, set(officers.values())))


async def _moved(reads: Reads, cut: Cut) -> dict[int, int]:
    """Of those to which something happened later, who had them then."""
    known = [TaskEvent.effective_on <= cut.as_of]
    if cut.recorded_until is not None:
        known.append(TaskEvent.recorded_at <= cut.recorded_until)
    rows = await reads.session.execute(
        select(TaskEvent.task_id, TaskEvent.changes)
        .where(TaskEvent.task_id.in_(cut.moved()), *known)
        .order_by(TaskEvent.task_id, TaskEvent.id)
    )
    said = {
        row.task_id: row.changes["officer_id"]
        for row in rows
        if "officer_id" in row.changes
    }
    return {task: officer for task, officer in said.items() if officer is not None}


async def _people(
    reads: Reads, officers: Collection[int]
) -> dict[int, tuple[str, str]]:
    """The name, and the unit of the first part that he has, or had."""
    found: dict[int, tuple[str, str]] = {}
    numbers = sorted(officers)
    for start in range(0, len(numbers), AT_ONCE):
        rows = await reads.session.execute(
            select(Officer.id, Officer.name, Unit.name)
            .outerjoin(Membership, Membership.officer_id == Officer.id)
            .outerjoin(Unit, Unit.id == Membership.unit_id)
            .where(Officer.id.in_(numbers[start : start + AT_ONCE]))
            .order_by(Membership.id.desc())
        )
        found |= {number: (name, unit or "") for number, name, unit in rows}
    return found
