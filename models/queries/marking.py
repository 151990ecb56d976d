"""Saying of claimed deliveries, before the network, that they are being sent.

The fence of delivery.md 2.4: whoever comes with an older epoch, or with a lease near
its end, marks nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Table,
    and_,
    bindparam,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.dml import ReturningUpdate

from models.many_rows import add_rows, as_text
from models.many_values import given
from models.queries.claims import CALL, FENCED, LEASE, Claim, moment, moments
from models.queries.queue import OPEN, there_is_no
from models.tables import Attempt, Delivery
from models.work import Work

_delivery = cast("Table", Delivery.__table__)
_row = _delivery.c


class ChatBusy(Exception):
    """Another dispatcher is sending in one of these chats at this moment."""


async def mark_sending(work: Work, claims: Sequence[Claim], owner: str) -> set[int]:
    """Say of these, before the network, that they are being sent; those still ours.

    Left out are rows claimed anew meanwhile, leases near their end, and rows that
    stand behind another of their chat. Raises ChatBusy when somebody else was quicker.
    """
    if not claims:
        return set()
    numbers = {
        "claims": as_text([(one.id, one.epoch) for one in claims], work),
        "by": owner,
        "now": work.now,
        **moments(work, lease=LEASE, call=CALL),
    }
    try:
        marking = _marking(postgresql=work.is_postgresql)
        marked = {row.id for row in await work.rows(marking, numbers)}
    except IntegrityError as error:
        raise ChatBusy from error
    attempts = [
        {
            "delivery_id": one.id,
            "epoch": one.epoch,
            "owner": owner,
            "started_at": work.now,
            "detail": "",
        }
        for one in claims
        if one.id in marked
    ]
    await add_rows(work, Attempt, attempts)
    return marked


@lru_cache(maxsize=2)
def _marking(*, postgresql: bool) -> ReturningUpdate[Any]:
    ours = given("claims", FENCED, postgresql=postgresql).c
    return (
        update(_delivery)
        .where(
            _row.id == ours.id,
            _row.epoch == ours.epoch,
            _row.state == "claimed",
            _row.owner == bindparam("by"),
            _row.lease_until > moment("call", postgresql=postgresql),
            _is_first(),
        )
        .values(state="sending", lease_until=moment("lease", postgresql=postgresql))
        .returning(_row.id)
    )


def _is_first() -> ColumnElement[bool]:
    """Nothing else of the same chat has to go first, or is on its way.

    Each is asked by an index of what is open: the other one of a chat holds all that
    was ever sent to it.
    """
    other = _delivery.alias("other").c
    another = select(other.id).where(other.chat_id == _row.chat_id, other.id != _row.id)
    now = bindparam("now", type_=_row.not_before.type)
    is_due = and_(other.not_before <= now, other.unknowns == 0)
    before = another.where(
        other.priority <= _row.priority,
        or_(other.priority < _row.priority, other.id < _row.id),
        other.state.in_(OPEN),
        or_(other.state == "claimed", and_(other.state == "pending", is_due)),
    )
    on_its_way = another.where(other.state == OPEN[2])
    return and_(there_is_no(before), there_is_no(on_its_way))
