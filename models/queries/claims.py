"""Taking deliveries out of the outbox so that no two dispatchers send the same.

States and fences are those of delivery.md 2.3 and 2.4. A claim is known by the row's
number and its epoch; whoever comes with an older epoch changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Table,
    and_,
    case,
    func,
    insert,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from models.tables import Attempt, Chat, Delivery
from models.work import Work

LEASE = timedelta(seconds=120)
CALL = timedelta(seconds=50)  # the longest that one call may last (delivery.md 2.4)
# A message in its first, short waits keeps its place before the later ones of its chat.
KEEPS_ITS_PLACE = 5  # attempts

_attempt = cast("Table", Attempt.__table__)
# Written out, not bound: only so can a partial index be chosen.
PENDING = Delivery.state == literal_column("'pending'", String())
HELD = (literal_column("'claimed'", String()), literal_column("'sending'", String()))


class ChatBusy(Exception):
    """Another dispatcher is sending in one of these chats at this moment."""


@dataclass(frozen=True)
class Claim:
    """A delivery that is ours for the length of a lease."""

    id: int
    epoch: int
    chat_id: int
    address: int
    priority: int


@dataclass(frozen=True)
class Wish:
    """What a dispatcher asks for.

    `more_urgent_than`: only priorities below that number. `ready` and `waiting` are
    deliveries whose wait is over, or not over, whatever the office clock says.
    """

    owner: str
    limit: int
    more_urgent_than: int | None = None
    ready: Collection[int] = ()
    waiting: Collection[int] = ()
    busy_chats: Collection[int] = ()


async def claim(work: Work, wish: Wish) -> list[Claim]:
    """The most urgent and oldest that are due, one for each chat, now claimed."""
    # Materialised, or PostgreSQL may run it again for each row and lock too much.
    taken = (
        select(Delivery.id)
        .where(Delivery.id.in_(_first_of_each_chat(work, wish)), PENDING)
        .with_for_update(skip_locked=True)
        .cte("taken")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    address = (
        select(Chat.address)
        .where(Chat.id == Delivery.chat_id)
        .correlate(Delivery)
        .scalar_subquery()
    )
    rows = await work.session.execute(
        update(Delivery)
        .where(Delivery.id.in_(select(taken.c.id)))
        .values(
            state="claimed",
            owner=wish.owner,
            epoch=Delivery.epoch + 1,
            lease_until=work.now + LEASE,
        )
        .returning(
            Delivery.id, Delivery.epoch, Delivery.chat_id, address, Delivery.priority
        )
        .execution_options(synchronize_session=False)
    )
    claims = [Claim(*row) for row in rows]
    return sorted(claims, key=lambda one: (one.priority, one.id))


def _first_of_each_chat(work: Work, wish: Wish) -> Select[Any]:
    due: ColumnElement[bool] = Delivery.not_before <= work.now
    if wish.ready:
        due = or_(due, Delivery.id.in_(wish.ready))
    if wish.waiting:
        due = and_(due, Delivery.id.not_in(wish.waiting))
    keeps_its_place = and_(
        Delivery.attempts.between(1, KEEPS_ITS_PLACE), Delivery.unknowns == 0
    )
    place = func.row_number().over(
        partition_by=Delivery.chat_id, order_by=(Delivery.priority, Delivery.id)
    )
    queue = select(
        Delivery.id,
        Delivery.priority,
        place.label("place"),
        case((due, 1), else_=0).label("due"),
    ).where(PENDING, or_(due, keeps_its_place))
    if wish.busy_chats:
        queue = queue.where(Delivery.chat_id.not_in(wish.busy_chats))
    queued = queue.subquery("queued")
    first = select(queued.c.id).where(queued.c.place == 1, queued.c.due == 1)
    if wish.more_urgent_than is not None:
        first = first.where(queued.c.priority < wish.more_urgent_than)
    return first.order_by(queued.c.priority, queued.c.id).limit(wish.limit)


async def mark_sending(work: Work, claims: Sequence[Claim], owner: str) -> set[int]:
    """Say of these, before the network, that they are being sent; those still ours.

    Left out are rows claimed anew meanwhile, leases near their end, and rows behind
    another of their chat. Raises ChatBusy when somebody else was a moment quicker.
    """
    if not claims:
        return set()
    try:
        rows = await work.session.scalars(
            update(Delivery)
            .where(
                _is_one_of(claims),
                Delivery.state == "claimed",
                Delivery.owner == owner,
                Delivery.lease_until > work.now + CALL,
                ~_stands_behind(),
            )
            .values(state="sending", lease_until=work.now + LEASE)
            .returning(Delivery.id)
            .execution_options(synchronize_session=False)
        )
    except IntegrityError as error:
        raise ChatBusy from error
    marked = set(rows)
    attempts = [
        {
            "delivery_id": one.id,
            "epoch": one.epoch,
            "owner": owner,
            "started_at": work.now,
        }
        for one in claims
        if one.id in marked
    ]
    if attempts:
        await work.session.execute(insert(_attempt), attempts)
    return marked


def _is_one_of(claims: Sequence[Claim]) -> ColumnElement[bool]:
    pairs = [(one.id, one.epoch) for one in claims]
    return tuple_(Delivery.id, Delivery.epoch).in_(pairs)


def _stands_behind() -> ColumnElement[bool]:
    """Another dispatcher holds an earlier message of the same chat."""
    other = aliased(Delivery)
    earlier = or_(
        other.state == "sending",
        other.priority < Delivery.priority,
        and_(other.priority == Delivery.priority, other.id < Delivery.id),
    )
    return (
        select(other.id)
        .where(
            other.chat_id == Delivery.chat_id,
            other.id != Delivery.id,
            other.state.in_(HELD),
            earlier,
        )
        .correlate(Delivery)
        .exists()
    )


async def release(work: Work, claims: Sequence[Claim]) -> None:
    """Give back what was certainly not sent."""
    if not claims:
        return
    await work.session.execute(
        update(Delivery)
        .where(_is_one_of(claims), Delivery.state.in_(HELD))
        .values(state="pending", owner=None, lease_until=None)
        .execution_options(synchronize_session=False)
    )
    pairs = [(one.id, one.epoch) for one in claims]
    await work.session.execute(
        update(Attempt)
        .where(
            tuple_(Attempt.delivery_id, Attempt.epoch).in_(pairs),
            Attempt.outcome.is_(None),
        )
        .values(outcome="not_sent", ended_at=work.now, detail="not started")
        .execution_options(synchronize_session=False)
    )


async def release_dead(
    work: Work, *, ours: Collection[int], only_expired: bool
) -> list[int]:
    """Rescue what nobody holds any more; the numbers of those that were being sent.

    What was only claimed is known not to have been sent and goes back at once.
    """
    nobodys: list[ColumnElement[bool]] = []
    if ours:
        nobodys.append(Delivery.id.not_in(ours))
    if only_expired:
        nobodys.append(Delivery.lease_until < work.now)
    await work.session.execute(
        update(Delivery)
        .where(Delivery.state.in_(HELD), Delivery.state == "claimed", *nobodys)
        .values(state="pending", owner=None, lease_until=None)
        .execution_options(synchronize_session=False)
    )
    rows = await work.session.scalars(
        select(Delivery.id)
        .where(Delivery.state.in_(HELD), Delivery.state == "sending", *nobodys)
        .order_by(Delivery.id)
        .with_for_update(skip_locked=True)
    )
    return list(rows)
