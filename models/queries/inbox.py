"""Updates as they came: stored before they are confirmed, handled once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, select, update

from models.tables import Inbox
from models.work import Reads, Work

RETRIES = (1, 5, 30, 120, 600)  # seconds (delivery.md 2.7); then it is parked


@dataclass(frozen=True)
class Arrived:
    """One update that waits."""

    bot_id: int
    update_id: int
    chat: int
    body: dict[str, Any]
    tries: int
    next_try: datetime | None


async def keep(work: Work, bot_id: int, updates: Sequence[dict[str, Any]]) -> None:
    """Store updates; one that was stored before stays as it is."""
    if not updates:
        return
    rows = [
        {
            "bot_id": bot_id,
            "update_id": one["update_id"],
            "chat": one["chat"],
            "received_at": work.now,
            "body": one["body"],
        }
        for one in updates
    ]
    statement = work.insert(Inbox).on_conflict_do_nothing()
    await work.session.execute(statement, rows)


async def waiting(reads: Reads, *, limit: int = 500) -> list[Arrived]:
    """What is not handled yet, in the order in which it came."""
    rows = await reads.session.execute(
        select(
            Inbox.bot_id,
            Inbox.update_id,
            Inbox.chat,
            Inbox.body,
            Inbox.tries,
            Inbox.next_try,
        )
        .where(Inbox.state == "new")
        .order_by(Inbox.received_at, Inbox.update_id)
        .limit(limit)
    )
    return [Arrived(*row) for row in rows]


async def is_waiting(reads: Reads) -> bool:
    found = await reads.session.scalar(select(exists().where(Inbox.state == "new")))
    return bool(found)


async def finish(work: Work, arrived: Arrived) -> bool:
    """Mark it handled; False if it was handled already, and nothing may follow.

    Its number stays, so that it is never handled again; what was said in it goes.
    """
    done = await work.session.scalar(
        update(Inbox)
        .where(
            Inbox.bot_id == arrived.bot_id,
            Inbox.update_id == arrived.update_id,
            Inbox.state == "new",
        )
        .values(state="done", body={})
        .returning(Inbox.update_id)
    )
    return done is not None


async def postpone(work: Work, arrived: Arrived, error: str) -> bool:
    """Try again later; after the last try it is parked, which returns True."""
    parked = arrived.tries >= len(RETRIES)
    wait = RETRIES[min(arrived.tries, len(RETRIES) - 1)]
    await work.session.execute(
        update(Inbox)
        .where(Inbox.bot_id == arrived.bot_id, Inbox.update_id == arrived.update_id)
        .values(
            tries=Inbox.tries + 1,
            next_try=work.now + timedelta(seconds=wait),
            state="poison" if parked else "new",
            error=error[:200],
        )
    )
    return parked
