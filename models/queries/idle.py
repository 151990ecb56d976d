"""Whether anything is left to be sent now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, or_, select, text

from models.queries.queue import CLAIMED, OPEN, PENDING, SENDING, TELEGRAM, of_channel
from models.tables import Card, Chat, Delivery
from models.work import Reads


@dataclass(frozen=True)
class Waiting:
    """What waits by the steady clock: soon over, or long enough to count as idle."""

    soon: Collection[int] = ()  # deliveries
    long: Collection[int] = ()
    long_chats: Collection[int] = ()
    long_cards: Collection[int] = ()


async def anything_to_send(reads: Reads, waiting: Waiting) -> bool:
    """A message that is due or on its way, or a card that shows an old face."""
    due = and_(
        PENDING,
        of_channel(TELEGRAM),
        or_(Delivery.not_before <= reads.now, Delivery.id.in_(waiting.soon)),
        Delivery.id.not_in(waiting.long),
        Delivery.chat_id.not_in(waiting.long_chats),
    )
    stale = and_(
        text("card.stale"),
        Card.frozen.is_(False),
        Chat.state == "active",
        Card.id.not_in(waiting.long_cards),
        Card.chat_id.not_in(waiting.long_chats),
    )
    cards = select(Card.id).join(Chat, Chat.id == Card.chat_id).where(stale)
    for found in (
        select(Delivery.id).where(due),
        select(Delivery.id).where(Delivery.state.in_(OPEN), or_(CLAIMED, SENDING)),
        cards,
    ):
        if await reads.session.scalar(found.limit(1)) is not None:
            return True
    return False
