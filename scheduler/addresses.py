"""A private address is told once, and then remembered nowhere but as its digest."""

from __future__ import annotations

from datetime import datetime

from domain.policy import Policy
from models.queries.deadlines import any_told, forget_told
from models.work import Database


async def forget_addresses(database: Database, _policy: Policy, now: datetime) -> None:
    """Take them out of messages that have left, or that never will."""
    async with database.read(now=now) as reads:
        if not await any_told(reads):
            return
    async with database.begin(now=now) as work:
        await forget_told(work)
