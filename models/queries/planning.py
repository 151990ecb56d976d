"""What planning remembers: moments planned, occurrences told, deliveries due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from models.base import Base
from models.many_rows import add_rows, set_by_number
from models.tables import Delivery, MomentRow, Occurrence, RollCall, Unit
from models.work import Reads, Work

TABLES = Base.metadata.tables
OCCURRENCES = TABLES[Occurrence.__tablename__]
DELIVERIES = TABLES[Delivery.__tablename__]
MOMENTS = TABLES[MomentRow.__tablename__]
ROLL_CALLS = TABLES[RollCall.__tablename__]
# What a delivery is by itself, and a row put together by hand has to say.
_AS_NEW = {
    column.key: column.default.arg
    for column in DELIVERIES.columns
    if isinstance(column.default, ScalarElementColumnDefault)
}


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


async def mark_moments(
    work: Work, moments: Iterable[tuple[str, str, str]]
) -> set[tuple[str, str]]:
    """Note that these moments (rule, slot, verdict) are done with, once and for all.

    Gives (rule, slot) of those that nobody had noted before.
    """
    rows = [
        {"rule": rule, "slot": slot, "verdict": verdict, "planned_at": work.now}
        for rule, slot, verdict in moments
    ]
    added = await add_rows(work, MOMENTS, rows, "rule", "slot")
    return {(row.rule, row.slot) for row in added}


async def add_occurrences(
    work: Work, rows: Sequence[dict[str, Any]]
) -> list[NewOccurrence]:
    """Add what was not told yet; what was told before is left out silently."""
    added = await add_rows(work, OCCURRENCES, rows, "id", "recipient")
    return [NewOccurrence(row.id, row.recipient) for row in added]


async def add_deliveries(work: Work, rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Put many messages in the outbox; by its key the number of each that waits there.

    One that was there before and has been taken since, or has ended, has none.
    """
    full = [{**_AS_NEW, **row, "class": row["cls"]} for row in rows]
    for one in full:
        del one["cls"]
    added = await add_rows(work, DELIVERIES, full, "dedup_key", "id")
    found = {row.dedup_key: row.id for row in added}
    keys = [row["dedup_key"] for row in rows if row["dedup_key"] not in found]
    for start in range(0, len(keys), 500):  # SQLite counts the holes of a statement
        some = await work.session.execute(
            select(Delivery.dedup_key, Delivery.id)
            .where(
                Delivery.dedup_key.in_(keys[start : start + 500]),
                Delivery.state == "pending",
            )
            .with_for_update()  # nobody takes it until it says this too
        )
        found.update((key, number) for key, number in some)
    return found


async def attach(work: Work, pairs: Sequence[tuple[int, int]]) -> None:
    """Say of occurrences (first) which delivery (second) tells them."""
    if pairs:
        await set_by_number(work, OCCURRENCES, "delivery_id", pairs)


async def add_to_roll_call(work: Work, rows: Sequence[dict[str, Any]]) -> None:
    """Note who owes in a week; who is noted already stays as he is."""
    await add_rows(work, ROLL_CALLS, rows)


async def units_in_roll_call(reads: Reads, slot: str) -> list[int]:
    found = await reads.session.scalars(
        select(RollCall.unit_id).where(RollCall.slot == slot).distinct()
    )
    return list(found)


async def all_units(reads: Reads) -> list[int]:
    return list(await reads.session.scalars(select(Unit.id).order_by(Unit.id)))
