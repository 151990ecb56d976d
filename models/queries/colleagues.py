"""People of a unit among whom somebody is chosen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select

from domain.folding import fold
from domain.tasks import OPEN, Role
from models.tables import Membership, Officer, Task
from models.work import Reads

WITHOUT_WORK = (Role.ADMIN,)  # who looks after the program only


@dataclass(frozen=True)
class Colleague:
    """`active` False: he has left, and tasks may still bear his name."""

    id: int
    name: str
    code: str
    active: bool


def _members(units: Collection[int], today: object) -> Select[int]:
    return select(Membership.officer_id).where(
        Membership.unit_id.in_(units),
        Membership.role.not_in(WITHOUT_WORK),
        or_(Membership.valid_from.is_(None), Membership.valid_from <= today),
        or_(Membership.valid_to.is_(None), Membership.valid_to >= today),
    )


async def colleagues(
    reads: Reads, units: Collection[int], *, but: int | None = None
) -> list[Colleague]:
    """Everybody with a part in one of these units today, by name."""
    rows = await reads.session.execute(
        _people()
        .where(Officer.active, Officer.id.in_(_members(units, reads.today)))
        .where(Officer.id != (but or 0))
        .order_by(Officer.folded, Officer.code)
    )
    return [Colleague(row.id, row.name, row.code, row.active) for row in rows]


async def colleagues_named(
    reads: Reads, words: str, units: Collection[int] | None = None
) -> list[Colleague]:
    """Those of that name or Mã, of these units if they are given; also who has left.

    A name written with its diacritics wins over one that only folds alike.
    """
    named = or_(Officer.folded == fold(words), Officer.code == words.strip().upper())
    query = _people().where(named).order_by(Officer.active.desc(), Officer.code)
    if units is not None:
        # Who has left may have no part in it any more, but tasks of it.
        had = select(Task.officer_id).where(Task.lead_unit_id.in_(units))
        members = _members(units, reads.today)
        query = query.where(or_(Officer.id.in_(members), Officer.id.in_(had)))
    found = [
        Colleague(row.id, row.name, row.code, row.active)
        for row in await reads.session.execute(query)
    ]
    exact = [one for one in found if one.name == words.strip()]
    return exact or found


def _people() -> Select[int, str, str, bool]:
    return select(Officer.id, Officer.name, Officer.code, Officer.active)


async def units_of(reads: Reads, officer_id: int) -> frozenset[int]:
    """The units in which he has a part today, or leads an open task."""
    rows = await reads.session.scalars(
        select(Membership.unit_id).where(
            Membership.officer_id == officer_id,
            or_(Membership.valid_from.is_(None), Membership.valid_from <= reads.today),
            or_(Membership.valid_to.is_(None), Membership.valid_to >= reads.today),
        )
    )
    led = await reads.session.scalars(
        select(Task.lead_unit_id)
        .where(Task.officer_id == officer_id, Task.progress.in_(OPEN))
        .distinct()
    )
    return frozenset([*rows, *led])


async def open_tasks_in(
    reads: Reads, officer_id: int, units: Collection[int] | None
) -> Sequence[int]:
    """His open tasks, of these lead units if they are given; most urgent first."""
    query = select(Task.id).where(
        Task.officer_id == officer_id, Task.progress.in_(OPEN)
    )
    if units is not None:
        query = query.where(Task.lead_unit_id.in_(units))
    order = query.order_by(Task.due_on.is_(None), Task.due_on, Task.id)
    return (await reads.session.scalars(order)).all()


async def count_open(reads: Reads, officer_id: int) -> int:
    counted = select(func.count(Task.id)).where(
        Task.officer_id == officer_id, Task.progress.in_(OPEN)
    )
    return await reads.session.scalar(counted) or 0
