"""Who owed an update in a week, who gave it, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, or_, select, update

from domain.directory import Directory
from domain.tasks import Progress, Role
from models.queries.due import is_nobodys, lacks_update
from models.queries.week_results import was_told
from models.tables import RollCall, Task, Unit
from models.work import Reads, Work

MOST_MISSING = 60  # codes read for a card; it shows fewer


@dataclass(frozen=True)
class Call:
    """One unit's week."""

    unit: str
    total: int
    settled: tuple[datetime, ...]
    missing: tuple[int, ...]  # tasks still without an update
    untold: int  # of those who are silent: no reminder of the week reached them


async def read_roll_call(
    reads: Reads, unit_id: int, slot: str, *, closes: datetime
) -> Call | None:
    """The roll-call of a unit; None if nobody of it owed that week."""
    rows = (
        await reads.session.execute(
            select(
                RollCall.since, RollCall.settled_at, was_told(slot).label("told")
            ).where(RollCall.unit_id == unit_id, RollCall.slot == slot)
        )
    ).all()
    name = await reads.session.scalar(select(Unit.name).where(Unit.id == unit_id))
    if not rows or name is None:
        return None
    answers = [(row.settled_at, row.told) for row in rows]
    settled = tuple(at for at, _ in answers if at is not None and at <= closes)
    untold = sum(not told for at, told in answers if at is None or at > closes)
    since = min(row.since for row in rows)
    waits = and_(Task.progress == Progress.REPORTED, Task.tracking_unit_id == unit_id)
    missing: Sequence[int] = ()
    if len(settled) < len(rows):
        led = and_(Task.lead_unit_id == unit_id, lacks_update(since))
        missing = (
            await reads.session.scalars(
                select(Task.id)
                .where(or_(led, waits))
                .order_by(Task.id)
                .limit(MOST_MISSING)
            )
        ).all()
    return Call(name, len(rows), settled, tuple(missing), untold)


async def open_calls_of(reads: Reads, officers: Sequence[int]) -> list[RollCall]:
    """The roll-calls in which these people have not answered yet."""
    found = await reads.session.scalars(
        select(RollCall).where(
            RollCall.officer_id.in_(officers), RollCall.settled_at.is_(None)
        )
    )
    return list(found)


async def settle(
    work: Work, directory: Directory, officers: Sequence[int], *, after: datetime
) -> list[str]:
    """Note those who owe nothing any more, in the weeks that began at `after`.

    Returns the subjects of the cards that this changes.
    """
    touched: list[str] = []
    for call in await open_calls_of(work, officers):
        if call.since != after:
            continue  # a week that is over stays as it was
        touched.append(f"roll_call:{call.unit_id}:{call.slot}")
        if not await _still_owes(work, directory, call):
            await work.session.execute(
                update(RollCall)
                .where(
                    RollCall.unit_id == call.unit_id,
                    RollCall.slot == call.slot,
                    RollCall.officer_id == call.officer_id,
                )
                .values(settled_at=work.now)
            )
    return touched


async def reopen(
    work: Work, directory: Directory, officers: Sequence[int], *, after: datetime
) -> list[str]:
    """Those who had answered in that week and owe again: their word was taken back.

    Returns the subjects of the cards that this changes.
    """
    settled = await work.session.scalars(
        select(RollCall).where(
            RollCall.officer_id.in_(officers),
            RollCall.since == after,
            RollCall.settled_at.is_not(None),
        )
    )
    touched: list[str] = []
    for call in list(settled):
        if await _still_owes(work, directory, call):
            call.settled_at = None
            touched.append(f"roll_call:{call.unit_id}:{call.slot}")
    return touched


async def _still_owes(work: Work, directory: Directory, call: RollCall) -> bool:
    """Any open task he answers for lacks an update, or waits for him as tracker."""
    parts = [and_(Task.officer_id == call.officer_id, lacks_update(call.since))]
    if call.officer_id in directory.responsible(None, call.unit_id):
        nobodys = and_(Task.lead_unit_id == call.unit_id, is_nobodys())
        parts.append(and_(nobodys, lacks_update(call.since)))
    if call.officer_id in directory.of(call.unit_id, Role.TRACKER):
        parts.append(
            and_(
                Task.progress == Progress.REPORTED,
                Task.tracking_unit_id == call.unit_id,
            )
        )
    owes = await work.session.scalar(select(exists().where(or_(*parts))))
    return bool(owes)
