"""Taking a person out of what is kept: rows of the office's business stay, and name
him by his number; the number leads to nobody any more."""

from __future__ import annotations

from sqlalchemy import delete, or_, select, update
from sqlalchemy.sql.base import Executable

from domain.folding import fold
from domain.privacy import ERASED_NAME, erased_code
from models.tables import (
    Account,
    CalendarFeed,
    Card,
    Chat,
    Delivery,
    ImportDraft,
    Inbox,
    Invite,
    Membership,
    Officer,
    Preference,
    Question,
    Sender,
    Snooze,
)
from models.work import Work

OVER = ("sent", "unknown", "dead", "skipped")


async def erase_officer(work: Work, officer_id: int) -> None:
    """His name, his accounts, what he chose, what was said to him and by him.

    The chat itself is forgotten when nothing more has to go there
    (`models/queries/retention.py`): he is still to hear that all is done.
    """
    addresses = select(Account.address).where(Account.officer_id == officer_id)
    his_chats = select(Chat.id).where(
        Chat.kind == "private",
        or_(Chat.officer_id == officer_id, Chat.address.in_(addresses)),
    )
    mine = (Preference, CalendarFeed, Snooze, ImportDraft, Question)
    for statement in (
        update(Officer)
        .where(Officer.id == officer_id)
        .values(
            code=erased_code(officer_id),
            name=ERASED_NAME,
            folded=fold(ERASED_NAME),
            position="",
            email="",
            active=False,
        ),
        update(Membership)
        .where(Membership.officer_id == officer_id, Membership.valid_to.is_(None))
        .values(valid_to=work.today),
        update(Card).where(Card.chat_id.in_(his_chats)).values(frozen=True),
        update(Delivery)
        .where(Delivery.chat_id.in_(his_chats), Delivery.state.in_(OVER))
        .values(params={}),
        update(Invite)
        .where(or_(Invite.officer_id == officer_id, Invite.used_by.in_(addresses)))
        .values(used_by=None, claimed_name=None, revoked_at=work.now),
        update(Inbox)
        .where(Inbox.chat.in_(addresses), Inbox.state != "new")
        .values(body={}, chat=0),
        *(delete(table).where(table.officer_id == officer_id) for table in mine),
        update(Chat)
        .where(Chat.id.in_(his_chats))
        .values(officer_id=None, title="", gone_why=""),
        update(Sender).where(Sender.address.in_(addresses)).values(address=None),
        delete(Account).where(Account.officer_id == officer_id),
    ):
        await _do(work, statement)


async def _do(work: Work, statement: Executable) -> None:
    await work.session.execute(statement.execution_options(synchronize_session=False))
