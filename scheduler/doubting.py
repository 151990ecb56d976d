"""Telling the administrators, the same day, that too many messages are in doubt."""

from __future__ import annotations

from datetime import datetime

import structlog

from actions.alarms import tell_administrators
from domain.doubts import FEWEST, are_too_many
from domain.notices import Saying, Told
from domain.policy import Policy
from models.queries.doubts import tried_since, unknown_since
from models.work import Database

log = structlog.get_logger()


async def mind_doubts(database: Database, policy: Policy, now: datetime) -> bool:
    """Of this day of the office; told once a day. Whether there are too many.

    All that was tried is counted only where enough of it is in doubt.
    """
    today = policy.local(now).date()
    since = policy.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    async with database.read(now=now) as reads:
        unknown = await unknown_since(reads, since)
        tried = await tried_since(reads, since) if unknown >= FEWEST else 0
    if not are_too_many(unknown, tried):
        return False
    log.warning("many_unknown", unknown=unknown, tried=tried)
    facts = {"unknown": str(unknown), "tried": str(tried)}
    async with database.begin(now=now) as work:
        notice = Told(Saying.MANY_UNKNOWN, facts)
        await tell_administrators(work, notice, key=f"doubts:{today}")
    return True
