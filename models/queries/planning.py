"""What planning remembers: moments planned, occurrences told, deliveries due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from models.base import Base
from models.tables import Delivery, MomentRow, Occurrence, RollCall, Unit
from models.work import Reads, Work


@dataclass(frozen=True)
class NewOccurrence:
    """An occurrence that was not there before."""

    id: int
    recipient: str


async def planned_moments(reads: Reads, *, since: datetime) -> set[tuple[str, str]]:
    """(rule, slot) of all moments planned since then."""
    rows = await reads.session.execute(
        select(MomentRow.rule, MomentRow.slot).where(MomentRow.planned_at >= since)
    )
    return {(rule, slot) for rule, slot in rows}


async def mark_planned(work: Work, moments: Iterable[tuple[str, str, str]]) -> None:
    """Note that these moments (rule, slot, verdict) are planned, once and for all."""
    rows = [
        {"rule": rule, "slot": slot, "verdict": verdict, "planned_at": work.now}
        for rule, slot, verdict in moments
    ]
    if rows:
        statement = work.insert(MomentRow).on_conflict_do_nothing()
        await work.session.execute(statement, rows)


async def add_occurrences(
    work: Work, rows: Sequence[dict[str, Any]]
) -> list[NewOccurrence]:
    """Add what was not told yet; what was told before is left out silently."""
    if not rows:
        return []
    statement = (
        work.insert(Occurrence)
        .on_conflict_do_nothing()
        .returning(Occurrence.id, Occurrence.recipient)
    )
    added = await work.session.execute(statement, list(rows))
    return [NewOccurrence(*row) for row in added]


async def add_deliveries(work: Work, rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Put many messages in the outbox; the number of each by its key, new or old."""
    if not rows:
        return {}
    statement = work.insert(Delivery).on_conflict_do_nothing()
    await work.session.execute(statement, list(rows))
    keys = [row["dedup_key"] for row in rows]
    found: dict[str, int] = {}
    for start in range(0, len(keys), 500):  # SQLite counts the holes of a statement
        some = await work.session.execute(
            select(Delivery.dedup_key, Delivery.id).where(
                Delivery.dedup_key.in_(keys[start : start + 500])
            )
        )
        found.update((key, number) for key, number in some)
    return found


async def attach(work: Work, pairs: Sequence[tuple[int, int]]) -> None:
    """Say of occurrences (first) which delivery (second) tells them."""
    if not pairs:
        return
    table = Base.metadata.tables[Occurrence.__tablename__]
    statement = (
        update(table)
        .where(table.c.id == bindparam("occurrence"))
        .values(delivery_id=bindparam("delivery"))
    )
    connection = await work.session.connection()
    rows = [{"occurrence": one, "delivery": other} for one, other in pairs]
    await connection.execute(statement, rows)


async def add_to_roll_call(work: Work, rows: Sequence[dict[str, Any]]) -> None:
    """Note who owes in a week; who is noted already stays as he is."""
    if rows:
        statement = work.insert(RollCall).on_conflict_do_nothing()
        await work.session.execute(statement, list(rows))


async def units_in_roll_call(reads: Reads, slot: str) -> list[int]:
    found = await reads.session.scalars(
        select(RollCall.unit_id).where(RollCall.slot == slot).distinct()
    )
    return list(found)


async def all_units(reads: Reads) -> list[int]:
    return list(await reads.session.scalars(select(Unit.id).order_by(Unit.id)))
