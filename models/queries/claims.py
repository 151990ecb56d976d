"""Taking deliveries out of the outbox so that no two dispatchers send the same.

States and fences are those of delivery.md 2.3 and 2.4. A claim is known by the row's
number and its epoch; whoever comes with an older epoch changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
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
from sqlalchemy.orm import InstrumentedAttribute, aliased

from domain.shares import Share
from models.outbox import WAITS_FOR_THE_CLOCK
from models.queries.mailboxes import EMAIL, MAILBOXES
from models.tables import Attempt, Chat, Delivery
from models.work import Work

LEASE = timedelta(seconds=120)
CALL = timedelta(seconds=50)  # the longest that one call may last (delivery.md 2.4)
# A message in its first, short waits keeps its place before the later ones of its chat.
KEEPS_ITS_PLACE = 5  # attempts
TELEGRAM = "telegram"

_attempt = cast("Table", Attempt.__table__)
# Written out, not bound: only so can a partial index be chosen.
OPEN = tuple(
    literal_column(f"'{state}'", String())
    for state in ("pending", "claimed", "sending")
)
PENDING, CLAIMED, SENDING = (Delivery.state == state for state in OPEN)


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
    deliveries whose wait is over, or not over, whatever the office clock says. Nothing
    for `busy_chats`; for chats in `held`, only what is more urgent than that priority.
    `shares`: only chats that all of them have; `channel`: only chats of that one.
    """

    owner: str
    limit: int
    more_urgent_than: int | None = None
    ready: Collection[int] = ()
    waiting: Collection[int] = ()
    busy_chats: Collection[int] = ()
    held: Mapping[int, int] = field(default_factory=dict)
    shares: Collection[Share] = ()
    channel: str = TELEGRAM

    def without_the_clock(self) -> Wish:
        """Only what does not leave because a time has come."""
        urgent = self.more_urgent_than
        most = WAITS_FOR_THE_CLOCK if urgent is None else urgent
        return replace(self, more_urgent_than=min(most, WAITS_FOR_THE_CLOCK))


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
            lease_until=work.lease_moment(LEASE),
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
    ).where(
        PENDING,
        or_(due, keeps_its_place),
        of_channel(wish.channel),
        *in_shares(Delivery.chat_id, wish.shares),
    )
    if wish.busy_chats:
        queue = queue.where(Delivery.chat_id.not_in(wish.busy_chats))
    if wish.held:
        queue = queue.where(_before_what_is_held(wish.held))
    queued = queue.subquery("queued")
    first = select(queued.c.id).where(queued.c.place == 1, queued.c.due == 1)
    if wish.more_urgent_than is not None:
        first = first.where(queued.c.priority < wish.more_urgent_than)
    return first.order_by(queued.c.priority, queued.c.id).limit(wish.limit)


def of_channel(channel: str) -> ColumnElement[bool]:
    """Nearly all chats are Telegram's: an index says which are not."""
    if channel == EMAIL:
        return Delivery.chat_id.in_(MAILBOXES)
    return Delivery.chat_id.not_in(MAILBOXES)


def in_shares(
    chat: ColumnElement[int] | InstrumentedAttribute[int], shares: Collection[Share]
) -> list[ColumnElement[bool]]:
    """The chat is one of those that all of these shares have."""
    return [chat % one.count == one.rank for one in shares]


def _before_what_is_held(held: Mapping[int, int]) -> ColumnElement[bool]:
    """An answer need not wait behind a reminder that waits for its chat's turn."""
    chats: dict[int, list[int]] = defaultdict(list)
    for chat, priority in held.items():
        chats[priority].append(chat)
    return or_(
        Delivery.chat_id.not_in(held),
        *(
            and_(Delivery.chat_id.in_(some), Delivery.priority < priority)
            for priority, some in chats.items()
        ),
    )


async def mark_sending(work: Work, claims: Sequence[Claim], owner: str) -> set[int]:
    """Say of these, before the network, that they are being sent; those still ours.

    Left out are rows claimed anew meanwhile, leases near their end, and rows that
    stand behind another of their chat. Raises ChatBusy when somebody else was quicker.
    """
    if not claims:
        return set()
    try:
        rows = await work.session.scalars(
            update(Delivery)
            .where(
                is_one_of(claims),
                Delivery.state == "claimed",
                Delivery.owner == owner,
                Delivery.lease_until > work.lease_moment(CALL),
                ~_stands_behind(work.now),
            )
            .values(state="sending", lease_until=work.lease_moment(LEASE))
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


def is_one_of(claims: Sequence[Claim]) -> ColumnElement[bool]:
    pairs = [(one.id, one.epoch) for one in claims]
    return tuple_(Delivery.id, Delivery.epoch).in_(pairs)


def _stands_behind(now: datetime) -> ColumnElement[bool]:
    """Something else of the same chat has to go first, or is on its way."""
    other = aliased(Delivery)
    is_earlier = or_(
        other.priority < Delivery.priority,
        and_(other.priority == Delivery.priority, other.id < Delivery.id),
    )
    is_due = and_(other.not_before <= now, other.unknowns == 0)
    first = or_(
        other.state == "sending",
        and_(other.state == "claimed", is_earlier),
        and_(other.state == "pending", is_earlier, is_due),
    )
    return (
        select(other.id)
        .where(
            other.chat_id == Delivery.chat_id,
            other.id != Delivery.id,
            other.state.in_(OPEN),
            first,
        )
        .correlate(Delivery)
        .exists()
    )
