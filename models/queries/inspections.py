"""What the task force means to inspect, and what it found."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from domain.assigning_notices import PlannedInspection
from domain.succession import heirs
from models.queries.endings import read_endings
from models.tables import Inspection, Unit
from models.work import Reads

SHOWN = 15


async def with_forerunners(reads: Reads, units: Collection[int]) -> frozenset[int]:
    """And the units that ended, of which these do the work: it is the same people."""
    endings = await read_endings(reads)
    own = frozenset(units)
    ended = (one for one in endings if one not in own)
    return own | {
        one for one in ended if own.intersection(heirs(one, reads.today, endings).units)
    }


async def inspections(
    reads: Reads, *, hidden: Collection[int]
) -> tuple[PlannedInspection, ...]:
    """Those still ahead first, then the newest; of hidden units nothing."""
    hidden = await with_forerunners(reads, hidden)
    rows = await reads.session.execute(
        select(Inspection, Unit.name)
        .join(Unit, Unit.id == Inspection.unit_id)
        .where(Inspection.unit_id.not_in(list(hidden)))
        .order_by(Inspection.findings != "", Inspection.day.desc(), Inspection.id)
        .limit(SHOWN)
    )
    return tuple(
        PlannedInspection(row.id, name, row.day, row.findings) for row, name in rows
    )


async def inspection(
    reads: Reads, number: int, *, hidden: Collection[int]
) -> tuple[Inspection, str] | None:
    hidden = await with_forerunners(reads, hidden)
    row = (
        await reads.session.execute(
            select(Inspection, Unit.name)
            .join(Unit, Unit.id == Inspection.unit_id)
            .where(Inspection.id == number, Inspection.unit_id.not_in(list(hidden)))
        )
    ).one_or_none()
    return None if row is None else (row[0], row[1])
