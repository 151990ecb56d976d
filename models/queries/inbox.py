"""Updates as they came: stored before they are confirmed, handled once.

Their order is that of Telegram's numbers. These begin anew, at random, only after a
week without any (telegram.md, getUpdates), when nothing of before waits any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    String,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.orm import aliased

from models.tables import Inbox
from models.work import Reads, Work

RETRIES = (1, 5, 30, 120, 600)  # seconds (delivery.md 2.7); then it is parked
AHEAD = 16  # updates of one chat that are looked at together
LONGEST_ERROR = 200  # characters


def _is_new(row: type[Inbox]) -> ColumnElement[bool]:
    # Written out, not bound: only so can the partial index be chosen.
    return row.state == literal_column("'new'", String())


NEW = _is_new(Inbox)


@dataclass(frozen=True)
class Arrived:
    """One update that waits. What it says is read when its turn has come."""

    bot_id: int
    update_id: int
    chat: int

    @property
    def values(self) -> dict[str, Any]:
        """For the statements below; no column has their names, or it would be set."""
        return {
            "of_bot": self.bot_id,
            "number": self.update_id,
            "of_chat": self.chat,
        }


# Every update asks these. They are built once: that costs ten times what asking does.
IS = and_(Inbox.bot_id == bindparam("of_bot"), Inbox.update_id == bindparam("number"))
WAITS = and_(IS, NEW)
WAITING_BODY = select(Inbox.body).where(
    WAITS, or_(Inbox.next_try.is_(None), Inbox.next_try <= bindparam("now"))
)
_earlier = aliased(Inbox)
_HELD = (
    select(Inbox.update_id)
    .where(
        WAITS,
        ~exists().where(
            _earlier.bot_id == bindparam("of_bot"),
            _earlier.chat == bindparam("of_chat"),
            _earlier.update_id < bindparam("number"),
            _is_new(_earlier),
        ),
    )
    .with_for_update(skip_locked=True, of=Inbox)
    .correlate(None)
)
TAKEN = (
    update(Inbox)
    .where(
        Inbox.bot_id == bindparam("of_bot"),
        Inbox.update_id == _HELD.scalar_subquery(),
    )
    .values(state="done", body={})
    .returning(Inbox.update_id)
    .execution_options(synchronize_session=False)
)


async def keep(work: Work, bot_id: int, updates: Sequence[dict[str, Any]]) -> None:
    """Store updates; one that was stored before stays as it is.

    Whatever has an `error` already is parked at once.
    """
    if not updates:
        return
    rows = [
        {
            "bot_id": bot_id,
            "update_id": one["update_id"],
            "chat": one["chat"],
            "received_at": work.now,
            "body": one["body"],
            "state": "poison" if one.get("error") else "new",
            "error": one.get("error", "")[:LONGEST_ERROR],
        }
        for one in updates
    ]
    statement = work.insert(Inbox).on_conflict_do_nothing()
    await work.session.execute(statement, rows)


async def waiting(reads: Reads, *, limit: int = 500) -> list[Arrived]:
    """The next updates, in the order to begin them.

    First the oldest of every chat, then the second ones: a chat that floods us does not
    starve the others. A chat whose update waits to be tried again waits behind it.
    """
    chat = Inbox.chat
    place = func.row_number().over(partition_by=chat, order_by=Inbox.update_id)
    next_try = func.max(Inbox.next_try).over(partition_by=chat)
    lines = (
        select(
            Inbox.bot_id,
            Inbox.update_id,
            chat,
            place.label("place"),
            next_try.label("next_try"),
        )
        .where(NEW)
        .subquery()
    )
    is_due = or_(lines.c.next_try.is_(None), lines.c.next_try <= reads.now)
    rows = await reads.session.execute(
        select(lines.c.bot_id, lines.c.update_id, lines.c.chat)
        .where(lines.c.place <= AHEAD, is_due)
        .order_by(lines.c.place, lines.c.update_id)
        .limit(limit)
    )
    return [Arrived(*row) for row in rows]


async def waiting_body(reads: Reads, arrived: Arrived) -> Any | None:
    """What the update says; None if it does not wait any more, or not to be tried."""
    values = arrived.values | {"now": reads.now}
    found = await reads.rows(WAITING_BODY, values)
    return found[0].body if found else None


async def kept_body(reads: Reads, arrived: Arrived) -> Any | None:
    """What is kept of the update, whatever became of it."""
    return await reads.session.scalar(select(Inbox.body).where(IS), arrived.values)


async def is_waiting(reads: Reads) -> bool:
    found = await reads.session.scalar(select(exists().where(NEW)))
    return bool(found)


async def take(work: Work, arrived: Arrived) -> bool:
    """Hold the update, and mark it handled; False if it is not ours to handle.

    Somebody else may hold it or have handled it, or an earlier one of its chat is not
    done yet. It is handled once this transaction is committed: who dies before, or
    rolls it back, lets go of it. Its number stays, so that it is never handled again;
    what was said in it goes.
    """
    return bool(await work.rows(TAKEN, arrived.values))


async def postpone(
    work: Work, arrived: Arrived, error: str, *, for_good: bool = False
) -> bool:
    """Try again later; after the last try, or `for_good`, it is parked: then True."""
    tries = await work.session.scalar(
        select(Inbox.tries).where(WAITS).with_for_update(), arrived.values
    )
    if tries is None:
        return False
    parked = for_good or tries >= len(RETRIES)
    wait = RETRIES[min(tries, len(RETRIES) - 1)]
    await work.session.execute(
        update(Inbox)
        .where(WAITS)
        .values(
            tries=tries + 1,
            next_try=work.now + timedelta(seconds=wait),
            state="poison" if parked else "new",
            error=error[:LONGEST_ERROR],
        ),
        arrived.values,
    )
    return parked
