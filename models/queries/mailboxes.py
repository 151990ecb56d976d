"""Addresses of people as places to be told: a chat of the channel `email` for each.

The address itself stays where the office's sheet puts it, with the officer. Phòng Tổng
hợp has one of its own, which the policy names.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, or_, select, update

from models.tables import Chat, Officer
from models.work import Reads, Work

EMAIL = "email"
MAILBOX = "mailbox"  # the kind of such a chat
SYNTHESIS = 0  # the number of the policy's address; officers begin at 1
WEBHOOK = "webhook"  # the channel by which other systems are told of events
ENDPOINT = "endpoint"  # the kind of a chat of that channel
MAILBOXES: Select[int] = select(Chat.id).where(Chat.channel == EMAIL)
ENDPOINTS: Select[int] = select(Chat.id).where(Chat.channel == WEBHOOK)
# No chats of Telegram: two lookups in an index, where "not Telegram" has none.
ELSEWHERE: Select[int] = select(Chat.id).where(
    or_(Chat.channel == EMAIL, Chat.channel == WEBHOOK)
)


@dataclass(frozen=True)
class Wanted:
    """An address that is to be a mailbox; `officer` None: that of Phòng Tổng hợp."""

    number: int
    officer: int | None
    email: str


async def wanted_mailboxes(reads: Reads, synthesis: str) -> list[Wanted]:
    """Those that are not there yet, or whose address has changed."""
    rows = await reads.session.execute(
        select(Officer.id, Officer.email)
        .outerjoin(Chat, _of_officer())
        .where(
            Officer.active,
            Officer.email != "",
            or_(Chat.id.is_(None), Chat.title != Officer.email),
        )
        .order_by(Officer.id)
    )
    found = [Wanted(row.id, row.id, row.email) for row in rows]
    known = await reads.session.scalar(
        select(Chat.title).where(Chat.channel == EMAIL, Chat.address == SYNTHESIS)
    )
    if synthesis and synthesis != known:
        found.append(Wanted(SYNTHESIS, None, synthesis))
    return found


async def open_mailboxes(work: Work, wanted: list[Wanted]) -> None:
    """A new address opens again what the old one had closed."""
    for one in wanted:
        opened = work.insert(Chat).values(
            channel=EMAIL,
            address=one.number,
            thread=0,
            kind=MAILBOX,
            title=one.email,
            officer_id=one.officer,
            state="active",
        )
        await work.session.execute(opened.on_conflict_do_nothing())
        await work.session.execute(
            update(Chat)
            .where(Chat.channel == EMAIL, Chat.address == one.number)
            .values(title=one.email, state="active", gone_at=None, gone_why="")
        )


CLOSED = "closed"  # the policy goes by e-mail no more


async def has_mailboxes(reads: Reads, *, closed: bool) -> bool:
    """Whether there are some that the policy closed, or some that are open."""
    state = CLOSED if closed else "active"
    found = select(Chat.id).where(Chat.channel == EMAIL, Chat.state == state).limit(1)
    return await reads.session.scalar(found) is not None


async def turn_mailboxes(work: Work, open_them: bool) -> None:
    """All of them, as the policy has changed; an address that is gone stays so."""
    before, after = (CLOSED, "active") if open_them else ("active", CLOSED)
    await work.session.execute(
        update(Chat)
        .where(Chat.channel == EMAIL, Chat.state == before)
        .values(state=after)
    )


async def mailbox_of(reads: Reads, chat_id: int) -> str | None:
    """Where its letters go now; None for who left the office."""
    return await reads.session.scalar(
        select(Chat.title)
        .outerjoin(Officer, Officer.id == Chat.officer_id)
        .where(
            Chat.id == chat_id,
            or_(Chat.officer_id.is_(None), and_(Officer.active, Officer.email != "")),
        )
    )


async def synthesis_mailbox(reads: Reads) -> int | None:
    """The chat of Phòng Tổng hợp's own address."""
    return await reads.session.scalar(
        select(Chat.id).where(
            Chat.channel == EMAIL, Chat.address == SYNTHESIS, Chat.state == "active"
        )
    )


async def officers_mailboxes(reads: Reads) -> dict[int, int]:
    """Of each officer who has one that is open."""
    rows = await reads.session.execute(
        select(Chat.officer_id, Chat.id).where(
            Chat.channel == EMAIL, Chat.state == "active", Chat.officer_id.is_not(None)
        )
    )
    return {officer: chat for officer, chat in rows if officer is not None}


def _of_officer() -> ColumnElement[bool]:
    return and_(Chat.channel == EMAIL, Chat.officer_id == Officer.id)
