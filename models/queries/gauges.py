"""How much waits, and how long: for those who watch over the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Select,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from models.queries.inbox import NEW
from models.queries.queue import OPEN, PENDING
from models.tables import Chat, Delivery, Inbox
from models.tables.delivery import PARKED_WHERE
from models.work import Reads


@dataclass(frozen=True)
class Gauges:
    """As the rows say it at one moment."""

    messages: Mapping[tuple[str, str], int] = field(default_factory=dict)
    oldest_due_at: datetime | None = None  # of those whose chat may be written to
    parked: int = 0  # messages that an administrator should look at
    updates: int = 0  # that wait to be handled


def gauges_statement(now: datetime) -> CompoundSelect[Any]:
    """Of open rows only: partial indexes lead to them, however many are done."""
    may_be_due = and_(
        PENDING,
        Delivery.not_before <= now,
        Chat.state == "active",
        or_(Chat.not_before.is_(None), Chat.not_before <= now),
    )
    due_at = func.min(case((may_be_due, Delivery.not_before)))
    kept = (
        select(Delivery.state, Delivery.cls, func.count(), due_at)
        .join(Chat, Chat.id == Delivery.chat_id)
        .where(Delivery.state.in_(OPEN))
        .group_by(Delivery.state, Delivery.cls)
    )
    return union_all(
        kept,
        _counted("parked").select_from(Delivery).where(PARKED_WHERE),
        _counted("updates").select_from(Inbox).where(NEW),
    )


def _counted(what: str) -> Select[Any]:
    no_moment = cast(null(), Delivery.not_before.type)
    return select(literal(what), literal(""), func.count(), no_moment)


async def read_gauges(reads: Reads) -> Gauges:
    """In one statement."""
    rows = (await reads.session.execute(gauges_statement(reads.now))).all()
    counts = {(state, cls): count for state, cls, count, _ in rows}
    parked, updates = (counts.pop((one, "")) for one in ("parked", "updates"))
    due = [due_at for *_, due_at in rows if due_at is not None]
    return Gauges(counts, min(due, default=None), parked, updates)
