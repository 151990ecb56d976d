"""What planning remembers: moments planned, occurrences told, deliveries due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, delete, exists, inspect, literal, select, update
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from models.many_rows import add_rows
from models.tables import Delivery, MomentRow, Occurrence, RollCall, Unit
from models.work import Reads, Work

AT_ONCE = 500  # SQLite counts the holes of a statement
# What a delivery is by itself, and a row put together by hand has to say.
_AS_NEW = {
    name: column.default.arg
    for name, column in inspect(Delivery).columns.items()
    if isinstance(column.default, ScalarElementColumnDefault)
}


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
    added = await add_rows(work, MomentRow, rows, "rule", "slot")
    return {(row.rule, row.slot) for row in added}


async def add_occurrences(work: Work, rows: Sequence[dict[str, Any]]) -> set[int]:
    """Add what was not told yet, and give the messages that tell it; what was told
    before is left out silently."""
    added = await add_rows(work, Occurrence, rows, "delivery_id")
    return {row.delivery_id for row in added if row.delivery_id is not None}


async def free_untold(work: Work, officer_id: int) -> None:
    """He can be told from now on: what he was not told may come once more.

    That it was not told stays, under a slot that no rule names. Of a step or a stage
    that is still reached the next morning speaks to him; what is over stays over.
    """
    freed = Occurrence.slot + literal("|") + cast(Occurrence.id, String)
    await work.session.execute(
        update(Occurrence)
        .where(
            Occurrence.delivery_id.is_(None),
            Occurrence.recipient == f"officer:{officer_id}",
            ~Occurrence.slot.contains("|"),
        )
        .values(slot=freed)
        .execution_options(synchronize_session=False)
    )


async def add_deliveries(work: Work, rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Put many messages in the outbox; by its key the number of each that waits there.

    One that was there before and has been taken since, or has ended, has none.
    """
    added = await add_rows(
        work, Delivery, [_AS_NEW | row for row in rows], "dedup_key", "id"
    )
    found = {row.dedup_key: row.id for row in added}
    keys = [row["dedup_key"] for row in rows if row["dedup_key"] not in found]
    for start in range(0, len(keys), AT_ONCE):
        some = await work.session.execute(
            select(Delivery.dedup_key, Delivery.id)
            .where(
                Delivery.dedup_key.in_(keys[start : start + AT_ONCE]),
                Delivery.state == "pending",
            )
            .with_for_update()  # nobody takes it until it says this too
        )
        found.update((key, number) for key, number in some)
    return found


async def take_back(work: Work, numbers: Sequence[int]) -> None:
    """Out of the outbox again, of these messages those that tell nothing."""
    tells = exists().where(Occurrence.delivery_id == Delivery.id)
    for start in range(0, len(numbers), AT_ONCE):
        some = Delivery.id.in_(numbers[start : start + AT_ONCE])
        await work.session.execute(delete(Delivery).where(some, ~tells))


async def add_to_roll_call(work: Work, rows: Sequence[dict[str, Any]]) -> None:
    """Note who owes in a week; who is noted already stays as he is."""
    await add_rows(work, RollCall, rows)


async def units_in_roll_call(reads: Reads, slot: str) -> list[int]:
    found = await reads.session.scalars(
        select(RollCall.unit_id).where(RollCall.slot == slot).distinct()
    )
    return list(found)


async def all_units(reads: Reads) -> list[int]:
    return list(await reads.session.scalars(select(Unit.id).order_by(Unit.id)))
