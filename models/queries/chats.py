"""Chats that close, wait or move, and what becomes of what goes there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select, update

from models.tables import Attempt, Card, Chat, Delivery, Question
from models.work import Work

LONGEST_WHY = 120  # characters kept


async def close_chat(work: Work, chat_id: int, why: str) -> bool:
    """Nothing more goes there until it opens again; False if it was closed before.

    What waits is dead, also what somebody has claimed: it is not sent any more.
    """
    closed = await work.session.scalar(
        update(Chat)
        .where(Chat.id == chat_id, Chat.state == "active")
        .values(state="gone", gone_at=work.now, gone_why=why[:LONGEST_WHY])
        .returning(Chat.id)
        .execution_options(synchronize_session="fetch")
    )
    await work.session.execute(
        update(Delivery)
        .where(Delivery.chat_id == chat_id, Delivery.state.in_(("pending", "claimed")))
        .values(state="dead", reason="chat_gone", owner=None, lease_until=None)
        .execution_options(synchronize_session=False)
    )
    return closed is not None


def open_again(chat: Chat) -> None:
    """Somebody wrote there, or let us in again. Nothing old is sent anew."""
    if (chat.state, chat.gone_at, chat.gone_why) != ("active", None, ""):
        chat.state, chat.gone_at, chat.gone_why = "active", None, ""


async def hold_chat(work: Work, chat_id: int, until: datetime) -> None:
    """Keep a wait that the server asked for, so that a restart obeys it too."""
    await work.session.execute(
        update(Chat)
        .where(Chat.id == chat_id)
        .values(not_before=until, flooded_at=work.lease_moment())
    )


async def move_chat(work: Work, chat_id: int, address: int) -> None:
    """The group became a supergroup with this address: our number for it stays."""
    chat = await work.session.get(Chat, chat_id)
    if chat is not None:
        await move_group(work, chat.channel, chat.address, address)


async def move_group(work: Work, channel: str, old: int, new: int) -> None:
    """As often as it is said, it happens once.

    If the new address has been met already, what came there is joined to the chat that
    is bound. Two messages on their way at once would break a unique key: whoever asked
    tries again a little later.
    """
    if old == new:
        return
    chat = await _at(work, channel, old)
    if chat is None:
        return
    await _retire_numbers(work, chat.id)
    there = await _at(work, channel, new)
    if there is None:
        chat.address = new
        return
    ours, other = (there, chat) if there.unit_id and not chat.unit_id else (chat, there)
    await _join(work, ours, other)
    ours.address = new


async def _at(work: Work, channel: str, address: int) -> Chat | None:
    """A group that moves has no topics yet; the new one's own are chats apart."""
    return await work.session.scalar(
        select(Chat)
        .where(Chat.channel == channel, Chat.address == address, Chat.thread == 0)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


async def _retire_numbers(work: Work, chat_id: int) -> None:
    """Numbers of messages begin anew in the new chat: the old ones are kept below
    zero, where none is mistaken for them, and their cards stand still."""
    sent_here = select(Delivery.id).where(Delivery.chat_id == chat_id)
    for statement in (
        update(Card)
        .where(Card.chat_id == chat_id)
        .values(message_id=-func.abs(Card.message_id), frozen=True, stale=False),
        update(Attempt)
        .where(Attempt.delivery_id.in_(sent_here), Attempt.message_id > 0)
        .values(message_id=-Attempt.message_id),
        update(Delivery)
        .where(Delivery.chat_id == chat_id, Delivery.message_id > 0)
        .values(message_id=-Delivery.message_id),
        # What was to be said below a message of the old chat is said all the same.
        update(Delivery)
        .where(Delivery.chat_id == chat_id, Delivery.reply_to.is_not(None))
        .values(reply_to=None),
    ):
        await work.session.execute(
            statement.execution_options(synchronize_session=False)
        )


async def _join(work: Work, ours: Chat, other: Chat) -> None:
    """All of the other chat is ours now; its row goes. The newer binding holds."""
    for table in (Delivery, Card, Question):
        await work.session.execute(
            update(table)
            .where(table.chat_id == other.id)
            .values(chat_id=ours.id)
            .execution_options(synchronize_session=False)
        )
    if other.unit_id and _bound_later(other, ours):
        ours.unit_id, ours.bound_at = other.unit_id, other.bound_at
    ours.title = ours.title or other.title
    open_again(ours)
    await work.session.execute(
        delete(Chat)
        .where(Chat.id == other.id)
        .execution_options(synchronize_session="fetch")
    )


def _bound_later(other: Chat, ours: Chat) -> bool:
    if ours.bound_at is None or ours.unit_id is None:
        return True
    return other.bound_at is not None and other.bound_at > ours.bound_at
