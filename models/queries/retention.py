"""What is kept no longer than its purpose: words, old accounts, chats of nobody.

Keys of messages and updates stay: the promise "never twice" lasts as long as they do.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, exists, or_, select, tuple_, update
from sqlalchemy.sql.base import Executable

from domain.privacy import nowhere
from models.history import mark_stale
from models.outbox import Live
from models.queries.audits import Deed, note_deeds
from models.queries.erasing import OVER
from models.queries.parked import PARKED, SUBJECT
from models.tables import (
    Account,
    Card,
    Chat,
    Delivery,
    ImportDraft,
    Inbox,
    Invite,
    Officer,
    Question,
    Sender,
)
from models.work import Work

FEW = 500  # rows in one transaction
NO_WORDS = tuple(live.value for live in Live)  # these keep numbers only
# Lists that SQLite makes once for a statement: row by row it would read all cards, or
# all accounts, anew for each.
_SHOWN = Delivery.id.in_(select(Card.delivery_id).where(Card.frozen.is_(False)))
# Also an account that was taken away: until its own time has come.
_KNOWN = tuple_(Chat.channel, Chat.address).in_(
    select(Account.channel, Account.address)
)


async def forget_words(work: Work, before: datetime) -> int:
    """What messages said, what was asked and could not be read; how many rows.

    Whatever may still be shown anew stays, and what waits for an administrator's word:
    `let_be_old` gives that an end.
    """
    over = or_(Delivery.state.in_(("sent", "skipped")), Delivery.seen_at.is_not(None))
    said = select(Delivery.id).where(
        *(Delivery.created_at < before, Delivery.state.in_(OVER), over),
        *(Delivery.notice.not_in(NO_WORDS), Delivery.params != {}, ~_SHOWN),
    )
    asked = select(Question.id).where(Question.asked_at < before)
    drafts = select(ImportDraft.id).where(ImportDraft.at < before)
    count = await _some(work, said, Delivery.id, update(Delivery).values(params={}))
    count += await _some(work, asked, Question.id, delete(Question))
    count += await _some(work, drafts, ImportDraft.id, delete(ImportDraft))
    await _do(
        work,
        update(Inbox)
        .where(Inbox.received_at < before, Inbox.state == "poison", Inbox.body != {})
        .values(body={}),
    )
    return count


async def let_be_old(work: Work, before: datetime) -> int:
    """Messages about which nobody decided in all that time: it was said each day that
    they wait. They are let be, which the audit keeps."""
    waiting = select(Delivery.id).where(PARKED, Delivery.created_at < before)
    ids = (await work.session.scalars(waiting.order_by(Delivery.id).limit(FEW))).all()
    if ids:
        seen = update(Delivery).where(Delivery.id.in_(ids)).values(seen_at=work.now)
        await _do(work, seen)
        deeds = (Deed("let_be", f"delivery:{one}", None, "clock") for one in ids)
        await note_deeds(work, deeds)
        await mark_stale(work, SUBJECT)
    return len(ids)


async def forget_accounts(work: Work, before: datetime) -> int:
    """Accounts that are nobody's since then, and who used which invitation."""
    gone = select(Officer.id).where(Officer.active.is_(False))
    old = select(Account.id).where(
        or_(
            Account.revoked_at < before,
            Account.officer_id.in_(gone) & (Account.bound_at < before),
        )
    )
    used = select(Invite.id).where(
        Invite.expires_at < before,
        or_(Invite.used_by.is_not(None), Invite.claimed_name.is_not(None)),
    )
    nobody = update(Invite).values(used_by=None, claimed_name=None)
    count = await _some(work, old, Account.id, delete(Account))
    return count + await _some(work, used, Invite.id, nobody)


async def forget_senders(work: Work) -> None:
    """Whose account is neither somebody's nor in a chat with us: the audit goes on
    naming the number, and it leads to nobody."""
    accounts, chats = select(Account.address), select(Chat.address)
    nobody = Sender.address.not_in(accounts) & Sender.address.not_in(chats)
    await _do(work, update(Sender).where(nobody).values(address=None))


async def forget_chats(work: Work, before: datetime) -> int:
    """Private chats with nobody of the office: strangers' after a while, those of who
    was erased as soon as nothing is to go there any more."""
    waits = exists().where(Delivery.chat_id == Chat.id, Delivery.state.not_in(OVER))
    recent = exists().where(Delivery.chat_id == Chat.id, Delivery.created_at >= before)
    was_his = Chat.officer_id.is_(None) & Chat.bound_at.is_not(None)
    found = await work.session.execute(
        select(Chat.id, Chat.address)
        .where(Chat.kind == "private", Chat.address > 0, ~_KNOWN, ~waits)
        .where(or_(was_his, ~recent))
        .limit(FEW)
    )
    chats = {row.id: row.address for row in found}
    for chat, address in chats.items():
        values = {"address": nowhere(chat), "title": "", "state": "gone"}
        forget = update(Chat).where(Chat.id == chat)
        await _do(work, forget.values(**values, officer_id=None, gone_why="erased"))
        his = Delivery.chat_id == chat, Delivery.state.in_(OVER)
        await _do(work, update(Delivery).where(*his).values(params={}))
        await _do(work, delete(Card).where(Card.chat_id == chat))
        handled = update(Inbox).where(Inbox.chat == address, Inbox.state != "new")
        await _do(work, handled.values(body={}, chat=0))
        sender = update(Sender).where(Sender.address == address)
        await _do(work, sender.values(address=None))
    return len(chats)


async def _some(work: Work, which: Select[Any], key: Any, statement: Any) -> int:
    """Do it to the first of these rows."""
    ids = (await work.session.scalars(which.order_by(key).limit(FEW))).all()
    if ids:
        await _do(work, statement.where(key.in_(ids)))
    return len(ids)


async def _do(work: Work, statement: Executable) -> None:
    await work.session.execute(statement.execution_options(synchronize_session=False))
