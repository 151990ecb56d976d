"""Taking deliveries out of the outbox so that no two dispatchers send the same.

States and fences are those of delivery.md 2.3 and 2.4. A claim is known by the row's
number and its epoch; whoever comes with an older epoch changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Table,
    and_,
    bindparam,
    func,
    select,
    tuple_,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from models.queries.queue import PENDING, Shape, Wish, first_of_each_chat, numbers_of
from models.tables import Chat, Delivery
from models.work import Work

LEASE = timedelta(seconds=120)
CALL = timedelta(seconds=50)  # the longest that one call may last (delivery.md 2.4)
AHEAD = {"lease": LEASE, "call": CALL}

_chat = cast("Table", Chat.__table__)
_delivery = cast("Table", Delivery.__table__)
_row = _delivery.c
# What a row that is handed over (`given`) is told by.
FENCED = {"id": _row.id.type, "epoch": _row.epoch.type}


@dataclass(frozen=True)
class Claim:
    """A delivery that is ours for the length of a lease."""

    id: int
    epoch: int
    chat_id: int
    address: int
    priority: int


async def claim(work: Work, wish: Wish) -> list[Claim]:
    """The most urgent and oldest that are due, one for each chat, now claimed."""
    claiming = _claiming(Shape.of(wish), postgresql=work.is_postgresql)
    numbers = numbers_of(wish) | {"by": wish.owner, "now": work.now}
    rows = await work.rows(claiming, numbers | moments(work, lease=LEASE))
    claims = [Claim(*row) for row in rows]
    return sorted(claims, key=lambda one: (one.priority, one.id))


@lru_cache(maxsize=256)
def _claiming(shape: Shape, *, postgresql: bool) -> ReturningUpdate[Any]:
    # Materialised, or PostgreSQL may run it again for each row and lock too much.
    taken = (
        select(_row.id)
        .where(_row.id.in_(first_of_each_chat(shape)), PENDING)
        .with_for_update(skip_locked=True)
        .cte("taken")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    address = (
        select(_chat.c.address)
        .where(_chat.c.id == _row.chat_id)
        .correlate(_delivery)
        .scalar_subquery()
    )
    return (
        update(_delivery)
        .where(_row.id.in_(select(taken.c.id)))
        .values(
            state="claimed",
            owner=bindparam("by"),
            epoch=_row.epoch + 1,
            lease_until=moment("lease", postgresql=postgresql),
        )
        .returning(_row.id, _row.epoch, _row.chat_id, address, _row.priority)
    )


def moment(name: str, *, postgresql: bool) -> ColumnElement[datetime]:
    """A moment of the clock that leases run by (`Reads.lease_moment`), by its name in
    AHEAD."""
    if postgresql:
        return func.now(type_=DateTime(timezone=True)) + AHEAD[name]
    return bindparam(name, type_=_row.lease_until.type)


def moments(work: Work, **ahead: timedelta) -> dict[str, datetime]:
    """Those moments as numbers to be bound, where they are not the server's own."""
    if work.is_postgresql:
        return {}
    return {name: work.now + one for name, one in ahead.items()}


def is_one_of(
    claims: Sequence[Claim], number: Any = Delivery.id, epoch: Any = Delivery.epoch
) -> ColumnElement[bool]:
    """Under the epoch of its claim. By number as well: SQLite looks up no pairs, and
    would read the whole table."""
    pairs = [(one.id, one.epoch) for one in claims]
    numbers = [one.id for one in claims]
    return and_(number.in_(numbers), tuple_(number, epoch).in_(pairs))
