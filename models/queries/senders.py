"""Accounts by a number of ours, for the audit: its rows are sealed, an account's
address must be able to go."""

from __future__ import annotations

from sqlalchemy import select

from models.tables import Sender
from models.work import Work


async def sender_of(work: Work, address: int) -> int:
    """The number of this account, from now on the same."""
    new = work.insert(Sender).values(address=address).on_conflict_do_nothing()
    await work.session.execute(new)
    found = select(Sender.id).where(Sender.address == address)
    return await work.session.scalar(found) or 0
