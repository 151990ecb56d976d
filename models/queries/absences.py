"""Who is away today, and who stands in."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    and_,
    bindparam,
    exists,
    or_,
    select,
    update,
)

from domain import absence
from domain.scope import Part
from models.tables import Absence, Membership
from models.work import Reads, Work


def is_away(today: Any) -> ColumnElement[bool]:
    """Of rows of `absence`: the one it speaks of is away on that day."""
    return and_(
        Absence.ended_at.is_(None), Absence.first_on <= today, Absence.last_on >= today
    )


def stands_in(officer: SQLColumnExpression[int], today: Any) -> ColumnElement[bool]:
    """Whether this officer stands in for anybody that day."""
    return exists().where(Absence.stand_in_id == officer, is_away(today))


async def parts_stood_in_for(reads: Reads, officer_id: int) -> list[Part]:
    """The parts that those have today for whom he stands in."""
    today = reads.today
    rows = await reads.session.execute(
        select(Membership.role, Membership.unit_id, Membership.officer_id)
        .join(Absence, Absence.officer_id == Membership.officer_id)
        .where(Absence.stand_in_id == officer_id, is_away(today))
        .where(or_(Membership.valid_from.is_(None), Membership.valid_from <= today))
        .where(or_(Membership.valid_to.is_(None), Membership.valid_to >= today))
        .order_by(Membership.id)
    )
    return [Part(row.role, row.unit_id, row.officer_id) for row in rows]


STAND_INS = (
    select(Absence.officer_id, Absence.stand_in_id)
    .where(is_away(bindparam("today")))
    .order_by(Absence.id)
)


async def read_stand_ins(reads: Reads) -> dict[int, int]:
    """Who stands in for whom today: by the one who is away."""
    rows = await reads.rows(STAND_INS, {"today": reads.today})
    return {row.officer_id: row.stand_in_id for row in rows}


async def absences_of(reads: Reads, officer_id: int) -> list[Absence]:
    """His absences that are not over, the next one first."""
    found = await reads.session.scalars(
        select(Absence)
        .where(
            Absence.officer_id == officer_id,
            Absence.ended_at.is_(None),
            Absence.last_on >= reads.today,
        )
        .order_by(Absence.first_on, Absence.id)
    )
    return list(found)


async def keep_absence(
    work: Work, away: absence.Absence, created_by: int | None
) -> int:
    """The newest word counts: what it overlaps of the same person ends."""
    await work.session.execute(
        update(Absence)
        .where(
            Absence.officer_id == away.officer_id,
            Absence.ended_at.is_(None),
            Absence.first_on <= away.last_on,
            Absence.last_on >= away.first_on,
        )
        .values(ended_at=work.now)
        .execution_options(synchronize_session=False)
    )
    row = Absence(
        officer_id=away.officer_id,
        stand_in_id=away.stand_in_id,
        first_on=away.first_on,
        last_on=away.last_on,
        created_by=created_by,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    return row.id


async def end_absences(work: Work, officer_id: int) -> list[int]:
    """He is here again, or stays: those who would have stood in."""
    ended = await work.session.scalars(
        update(Absence)
        .where(
            Absence.officer_id == officer_id,
            Absence.ended_at.is_(None),
            Absence.last_on >= work.today,
        )
        .values(ended_at=work.now)
        .returning(Absence.stand_in_id)
        .execution_options(synchronize_session=False)
    )
    return sorted(set(ended))
