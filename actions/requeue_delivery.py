"""An administrator orders one more copy of a message that may not have arrived."""

from __future__ import annotations

from datetime import timedelta

from actions.acknowledge_delivery import decided, take
from domain.refusals import Reason, Refusal
from domain.scope import Actor
from models.outbox import REPLY_LIFE, DeliveryClass
from models.tables import Chat, Delivery
from models.work import Work

LIFE = timedelta(days=1)  # of what had expired, from the order on


async def requeue_delivery(work: Work, number: int, actor: Actor | None) -> None:
    """Back into the queue under the same key; a later claim is a new attempt.

    Two copies are all that is ever sent by itself; this is how there may be a third.
    Where one may have arrived the text says that it is sent again. `actor` None: at
    the terminal. Raises Refusal for what is not parked, and for a closed chat.
    """
    delivery = await take(work, number, actor)
    chat = await work.session.get_one(Chat, delivery.chat_id)
    if chat.state != "active":
        raise Refusal(Reason.CHAT_CLOSED, number=str(number))
    await decided(work, "requeued", delivery, actor)
    _queue(delivery, work)
    await work.session.flush()


def _queue(delivery: Delivery, work: Work) -> None:
    life = REPLY_LIFE if delivery.cls == DeliveryClass.REPLY else LIFE
    expires = delivery.expires_at
    if expires is not None and expires < work.now + life:
        delivery.expires_at = work.now + life
    delivery.state, delivery.reason = "pending", ""
    delivery.epoch += 1
    delivery.attempts = 0
    delivery.marked = delivery.unknowns > 0
    delivery.not_before = work.now
    delivery.seen_at = None  # if it is parked again, that is news
