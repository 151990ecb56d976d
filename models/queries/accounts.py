"""Accounts and chats as they are bound."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select, update

from models.queries.chats import open_again
from models.queries.people import TELEGRAM, chat_at
from models.tables import Account, Chat, Task
from models.work import Reads, Work


async def officer_of_account(reads: Reads, address: int) -> int | None:
    officer: int | None = await reads.session.scalar(
        select(Account.officer_id).where(
            Account.channel == TELEGRAM,
            Account.address == address,
            Account.revoked_at.is_(None),
        )
    )
    return officer


async def address_of(reads: Reads, officer_id: int) -> int | None:
    """Where he is bound now."""
    address: int | None = await reads.session.scalar(
        select(Account.address).where(
            Account.channel == TELEGRAM,
            Account.officer_id == officer_id,
            Account.revoked_at.is_(None),
        )
    )
    return address


async def accounts_of_tasks(reads: Reads, tasks: Sequence[int]) -> dict[int, int]:
    """Where the officers of these tasks are bound, by the task."""
    rows = await reads.session.execute(
        select(Task.id, Account.address)
        .join(Account, Account.officer_id == Task.officer_id)
        .where(
            Task.id.in_(tasks),
            Account.channel == TELEGRAM,
            Account.revoked_at.is_(None),
        )
    )
    return {row.id: row.address for row in rows}


async def linked_accounts(reads: Reads, officers: Collection[int]) -> list[int]:
    """Of these officers, in their order of binding."""
    found = await reads.session.scalars(
        select(Account.address)
        .where(
            Account.channel == TELEGRAM,
            Account.revoked_at.is_(None),
            Account.officer_id.in_(officers),
        )
        .order_by(Account.id)
    )
    return list(found)


async def bound_groups(reads: Reads) -> list[Chat]:
    """Groups and topics that are bound to a unit, and open."""
    found = await reads.session.scalars(
        select(Chat)
        .where(Chat.kind == "group", Chat.unit_id.is_not(None), Chat.state == "active")
        .order_by(Chat.id)
    )
    return list(found)


async def unbind_account(work: Work, officer_id: int) -> int | None:
    """From the next update on he is a stranger; the address that was his."""
    address: int | None = await work.session.scalar(
        update(Account)
        .where(
            Account.channel == TELEGRAM,
            Account.officer_id == officer_id,
            Account.revoked_at.is_(None),
        )
        .values(revoked_at=work.now)
        .returning(Account.address)
        .execution_options(synchronize_session=False)
    )
    return address


async def bind_account(work: Work, officer_id: int, address: int) -> None:
    """The new account replaces whatever was live on either side."""
    await work.session.execute(
        update(Account)
        .where(
            Account.channel == TELEGRAM,
            Account.revoked_at.is_(None),
            or_(Account.officer_id == officer_id, Account.address == address),
        )
        .values(revoked_at=work.now)
    )
    work.session.add(
        Account(
            officer_id=officer_id,
            channel=TELEGRAM,
            address=address,
            bound_at=work.now,
        )
    )
    await work.session.flush()


async def open_private_chat(
    work: Work, address: int, *, officer_id: int | None = None
) -> Chat:
    """The chat with one person; whoever writes to the bot has it open again."""
    chat = await chat_at(work, address)
    if chat is None:
        chat = Chat(channel=TELEGRAM, address=address, thread=0, kind="private")
        work.session.add(chat)
    if officer_id is not None:
        chat.officer_id = officer_id
        chat.bound_at = work.now
    open_again(chat)
    await work.session.flush()
    return chat


async def open_group_chat(
    work: Work, address: int, thread: int, *, unit_id: int | None = None
) -> Chat:
    """The group (or its topic), bound to the unit if one is given."""
    chat = await chat_at(work, address, thread)
    if chat is None:
        chat = Chat(channel=TELEGRAM, address=address, thread=thread, kind="group")
        work.session.add(chat)
    if unit_id is not None:
        chat.unit_id = unit_id
        chat.bound_at = work.now
    open_again(chat)
    await work.session.flush()
    return chat
