"""Attempts that nobody knows the end of, and the message that proves one of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, func, select, update

from domain.proof import Doubt
from models.tables import Attempt, Card, Delivery
from models.tables.delivery import UNKNOWN_WHERE
from models.work import Reads, Work


async def is_known(reads: Reads, chat_id: int, message_id: int) -> bool:
    """Whether we know of which delivery this message is a copy."""
    of_chat = exists().where(
        Attempt.message_id == message_id,
        Delivery.id == Attempt.delivery_id,
        Delivery.chat_id == chat_id,
    )
    return bool(await reads.session.scalar(select(of_chat)))


async def doubts_in(reads: Reads, chat_id: int) -> list[Doubt]:
    """All of this chat's; none of a delivery that is on its way at this moment."""
    rows = await reads.session.execute(
        select(
            Attempt.delivery_id,
            Attempt.epoch,
            Attempt.started_at,
            func.coalesce(Attempt.ended_at, Attempt.started_at),
            Delivery.short_code,
        )
        .join(Delivery, Delivery.id == Attempt.delivery_id)
        .where(
            Delivery.chat_id == chat_id,
            Delivery.state != "sending",
            Attempt.outcome == "unknown",
            Attempt.late_outcome.is_(None),
            Attempt.message_id.is_(None),
        )
    )
    return [Doubt(*row) for row in rows]


async def prove(work: Work, doubt: Doubt, message_id: int) -> bool:
    """Keep that this attempt arrived as that message; False if somebody was quicker."""
    done = await work.session.scalar(
        update(Attempt)
        .where(
            Attempt.delivery_id == doubt.delivery_id,
            Attempt.epoch == doubt.epoch,
            Attempt.late_outcome.is_(None),
        )
        .values(late_outcome="sent", message_id=message_id)
        .returning(Attempt.id)
        .execution_options(synchronize_session=False)
    )
    return done is not None


async def mark_arrived(
    work: Work, delivery_id: int, message_id: int, at: datetime
) -> bool:
    """A copy that was to follow is not sent; False if another copy has been sent."""
    arrived = await work.session.scalar(
        update(Delivery)
        .where(Delivery.id == delivery_id, Delivery.state.not_in(("sent", "sending")))
        .values(
            state="sent",
            reason="",
            message_id=message_id,
            sent_at=at,
            owner=None,
            lease_until=None,
        )
        .returning(Delivery.id)
        .execution_options(synchronize_session=False)
    )
    return arrived is not None


async def strip_other_copies(work: Work, delivery_id: int, message_id: int) -> None:
    """Let the copies beside this one lose their buttons, and stand still."""
    rows = await work.session.execute(
        select(Attempt.message_id, Delivery.chat_id, Delivery.subject)
        .join(Delivery, Delivery.id == Attempt.delivery_id)
        .where(
            Attempt.delivery_id == delivery_id,
            Attempt.message_id > 0,
            Attempt.message_id != message_id,
        )
    )
    surplus = {"surplus": True, "stale": True, "stale_at": work.now, "frozen": False}
    for number, chat, subject in rows.all():
        named = {"message_id": number, "chat_id": chat, "subject": subject}
        statement = work.insert(Card).values(
            delivery_id=delivery_id, shown="", **named, **surplus
        )
        await work.session.execute(
            statement.on_conflict_do_update(
                index_elements=["chat_id", "message_id"], set_=surplus
            )
        )


async def unknown_since(reads: Reads, since: datetime) -> int:
    """Attempts begun since then whose end nobody knows; by an index of their own."""
    counted = select(func.count()).where(UNKNOWN_WHERE, Attempt.started_at >= since)
    return await reads.session.scalar(counted.select_from(Attempt)) or 0


async def tried_since(reads: Reads, since: datetime) -> int:
    """Attempts begun since then that reached the line; reads all that were made."""
    counted = select(func.count()).where(
        Attempt.started_at >= since, Attempt.outcome.in_(("sent", "unknown"))
    )
    return await reads.session.scalar(counted.select_from(Attempt)) or 0
