"""Messages that go by letter instead: their chat is gone, their reader has an address.

The first row stays as it ended. The second has a key of its own, made from the first
one's number, so that it is written once however often the chat closes.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select, update
from sqlalchemy.orm import aliased

from models.outbox import DeliveryClass, Envelope, row
from models.queries.mailboxes import EMAIL
from models.tables import Chat, Delivery, Occurrence
from models.work import Reads, Work

NOT_GONE = ("pending", "claimed")  # claimed is not sent: the epoch fences it off


async def waiting_for(reads: Reads, chat_id: int) -> list[int]:
    """What waits for a chat, whoever has claimed it."""
    found = await reads.session.scalars(
        select(Delivery.id)
        .where(Delivery.chat_id == chat_id, Delivery.state.in_(NOT_GONE))
        .order_by(Delivery.priority, Delivery.id)
    )
    return list(found)


async def send_by_mail(work: Work, numbers: Collection[int]) -> None:
    """These go to the mailboxes of their readers, where they have one that is open.

    Only of private chats. No answers, which nobody waits for in a chat he has left, and
    no second part of a message whose first has arrived.
    """
    box = aliased(Chat)
    found = await work.session.execute(
        select(Delivery, box.id)
        .join(Chat, Chat.id == Delivery.chat_id)
        .join(box, box.officer_id == Chat.officer_id)
        .where(
            Delivery.id.in_(numbers),
            Delivery.cls != DeliveryClass.REPLY.value,
            Delivery.part == 1,
            Delivery.state.in_((*NOT_GONE, "dead")),
            Chat.kind == "private",
            box.channel == EMAIL,
            box.state == "active",
        )
        .order_by(Delivery.priority, Delivery.id)
    )
    for first, mailbox in found.all():
        await _readdress(work, first, mailbox)


async def _readdress(work: Work, first: Delivery, mailbox: int) -> None:
    """What planning knows of the first is said of the second from now on."""
    envelope = Envelope(
        chat_id=mailbox,
        key=f"mail:{first.id}",
        cls=DeliveryClass(first.cls),
        priority=first.priority,
        subject=first.subject,
        silent=first.silent,
        not_before=first.not_before,
        expires_at=first.expires_at,
        late=first.late,
    )
    second = await work.session.scalar(
        work.insert(Delivery)
        .values(**row(first.notice, first.params, envelope, work.now))
        .on_conflict_do_nothing()
        .returning(Delivery.id)
    )
    if second is not None:
        await work.session.execute(
            update(Occurrence)
            .where(Occurrence.delivery_id == first.id)
            .values(delivery_id=second)
            .execution_options(synchronize_session=False)
        )
