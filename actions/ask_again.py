"""After an outage: those who were asked something are asked to say it again."""

from __future__ import annotations

from datetime import datetime

from domain.notices import Saying, Told
from models.outbox import DeliveryClass, Envelope, put
from models.queries.questions import asked_in_private
from models.work import Work


async def ask_again(work: Work, *, since: datetime) -> int:
    """Tell everybody whose question was open when the outage began, once; how many.

    Telegram keeps a message for 24 hours only (delivery.md 2.12).
    """
    told = 0
    for chat in await asked_in_private(work, since):
        envelope = Envelope(
            chat_id=chat,
            key=f"lost:{since.isoformat()}|chat:{chat}",
            cls=DeliveryClass.PERIODIC,
            subject="lost",
        )
        told += await put(work, Told(Saying.MAYBE_LOST, {}), envelope) is not None
    return told
