"""What of the outbox goes next: the most urgent and oldest that is due in each chat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    String,
    Table,
    and_,
    bindparam,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute

from domain.shares import Share
from models.outbox import WAITS_FOR_THE_CLOCK
from models.queries.mailboxes import (
    ELSEWHERE,
    EMAIL,
    ENDPOINTS,
    MAILBOXES,
    WEBHOOK,
)
from models.tables import Delivery

# A message in its first, short waits keeps its place before the later ones of its chat.
KEEPS_ITS_PLACE = 5  # attempts
TELEGRAM = "telegram"

_delivery = cast("Table", Delivery.__table__)
_row = _delivery.c
# Written out, not bound: only so can a partial index be chosen.
OPEN = tuple(
    literal_column(f"'{state}'", String())
    for state in ("pending", "claimed", "sending")
)
PENDING, CLAIMED, SENDING = (_row.state == state for state in OPEN)
_MOMENT = _row.not_before.type


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


@dataclass(frozen=True)
class Shape:
    """What the statement of a wish depends on; its numbers are bound.

    To build it costs more than to run it, and wishes are alike (performance.md).
    """

    ready: bool
    waiting: bool
    busy: bool
    urgent: bool
    held: int  # different priorities
    shares: tuple[Share, ...]
    channel: str

    @classmethod
    def of(cls, wish: Wish) -> Shape:
        return cls(
            bool(wish.ready),
            bool(wish.waiting),
            bool(wish.busy_chats),
            wish.more_urgent_than is not None,
            len(set(wish.held.values())),
            tuple(wish.shares),
            wish.channel,
        )


def numbers_of(wish: Wish) -> dict[str, Any]:
    """What is bound, beside the time `now`: only what its shape asks for."""
    numbers: dict[str, Any] = {"most": wish.limit}
    if wish.ready:
        numbers["ready"] = list(wish.ready)
    if wish.waiting:
        numbers["waiting"] = list(wish.waiting)
    if wish.busy_chats:
        numbers["busy"] = list(wish.busy_chats)
    if wish.more_urgent_than is not None:
        numbers["than"] = wish.more_urgent_than
    return numbers | _held_numbers(wish.held)


def _numbered(name: str) -> BindParameter[Any]:
    return bindparam(name, expanding=True, type_=_row.id.type)


def first_of_each_chat(shape: Shape) -> Select[Any]:
    """Read in the order of the index of what is pending, and only as far as `most`:
    the queue may be a whole office's Friday long."""
    first = select(_row.id).where(
        PENDING,
        _is_due(_delivery, shape),
        of_channel(shape.channel),
        *in_shares(_row.chat_id, shape.shares),
        _is_first(shape),
    )
    if shape.busy:
        first = first.where(_row.chat_id.not_in(_numbered("busy")))
    if shape.held:
        first = first.where(_before_what_is_held(shape.held))
    if shape.urgent:
        first = first.where(_row.priority < bindparam("than"))
    most = bindparam("most", type_=Integer)
    return first.order_by(_row.priority, _row.id).limit(most)


def _is_due(delivery: FromClause, shape: Shape) -> ColumnElement[bool]:
    row = delivery.c
    due: ColumnElement[bool] = row.not_before <= bindparam("now", type_=_MOMENT)
    if shape.ready:
        due = or_(due, row.id.in_(_numbered("ready")))
    if shape.waiting:
        due = and_(due, row.id.not_in(_numbered("waiting")))
    return due


def _is_first(shape: Shape) -> ColumnElement[bool]:
    """Nothing else of its chat is due before it, or keeps its place in the queue."""
    other = _delivery.alias("other")
    keeps_its_place = and_(
        other.c.attempts.between(1, KEEPS_ITS_PLACE), other.c.unknowns == 0
    )
    return there_is_no(
        select(other.c.id).where(
            other.c.chat_id == _row.chat_id,
            other.c.priority <= _row.priority,
            or_(other.c.priority < _row.priority, other.c.id < _row.id),
            other.c.state.in_(OPEN),  # the index of what is open, not of all there was
            other.c.state == OPEN[0],
            or_(_is_due(other, shape), keeps_its_place),
        )
    )


def there_is_no(other: Select[Any]) -> ColumnElement[bool]:
    """It finds nothing beside this delivery.

    Asked for each row by the index of its chat. Said with NOT EXISTS, PostgreSQL joins
    the row with all that is pending: sixty times ten thousand on a Friday.
    """
    return other.correlate(_delivery).limit(1).scalar_subquery().is_(None)


def of_channel(channel: str) -> ColumnElement[bool]:
    """Nearly all chats are Telegram's: an index says which are not."""
    if channel == EMAIL:
        return _row.chat_id.in_(MAILBOXES)
    if channel == WEBHOOK:
        return _row.chat_id.in_(ENDPOINTS)
    return _row.chat_id.not_in(ELSEWHERE)


def in_shares(
    chat: ColumnElement[int] | InstrumentedAttribute[int], shares: Collection[Share]
) -> list[ColumnElement[bool]]:
    """The chat is one of those that all of these shares have."""
    return [chat % one.count == one.rank for one in shares]


def _before_what_is_held(priorities: int) -> ColumnElement[bool]:
    """An answer need not wait behind a reminder that waits for its chat's turn."""
    return or_(
        _row.chat_id.not_in(_numbered("held")),
        *(
            and_(
                _row.chat_id.in_(_numbered(f"held_{one}")),
                _row.priority < bindparam(f"held_{one}_at"),
            )
            for one in range(priorities)
        ),
    )


def _held_numbers(held: Mapping[int, int]) -> dict[str, Any]:
    chats: dict[int, list[int]] = defaultdict(list)
    for chat, priority in held.items():
        chats[priority].append(chat)
    numbers: dict[str, Any] = {"held": list(held)} if held else {}
    for one, (priority, some) in enumerate(chats.items()):
        numbers |= {f"held_{one}": some, f"held_{one}_at": priority}
    return numbers
