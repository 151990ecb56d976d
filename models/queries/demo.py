"""Which task the demo gives to which of its officers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select

from domain.tasks import OWED, Role
from models.tables import Membership, Officer, Task
from models.work import Reads


@dataclass(frozen=True)
class OfficerOfUnit:
    officer_id: int
    unit_id: int


async def officers_without_a_task(
    reads: Reads, codes: Sequence[str]
) -> list[OfficerOfUnit]:
    """Those of these people who are officers of a unit and have no task yet."""
    rows = await reads.session.execute(
        select(Officer.code, Officer.id, Membership.unit_id)
        .join(Membership, Membership.officer_id == Officer.id)
        .where(
            Officer.code.in_(codes),
            Membership.role == Role.OFFICER,
            ~exists().where(Task.officer_id == Officer.id),
        )
    )
    found = sorted(rows, key=lambda row: codes.index(row.code))
    return [OfficerOfUnit(row.id, row.unit_id) for row in found]


async def task_to_give(reads: Reads, officer: OfficerOfUnit) -> int | None:
    """The unit's task of nobody that fell due last: what is pressing, not hopeless."""
    task: int | None = await reads.session.scalar(
        select(Task.id)
        .where(
            Task.lead_unit_id == officer.unit_id,
            Task.officer_id.is_(None),
            Task.progress.in_(OWED),
            Task.due_on.is_not(None),
        )
        .order_by(Task.due_on > reads.today, Task.due_on.desc(), Task.id)
        .limit(1)
    )
    return task
