"""Units end with a day: what is open of them goes over that night, told in the morning.

A tick and no moment: what has gone over is not there to be moved again.
"""

from __future__ import annotations

from datetime import datetime

from actions.carry_over import carry_over
from domain.policy import Policy
from models.queries.endings import anything_to_carry
from models.work import Database


async def carry_endings(database: Database, policy: Policy, now: datetime) -> int:
    """How many units' work went over, or was found to have nowhere to go."""
    async with database.read(now=now) as reads:
        if not await anything_to_carry(reads):
            return 0
    async with database.begin(now=now) as work:
        told_at = _told_at(policy, now)
        return len(await carry_over(work, door="clock", not_before=told_at))


def _told_at(policy: Policy, now: datetime) -> datetime | None:
    """The morning of that day; None: now."""
    local = policy.local(now)
    morning = datetime.combine(local.date(), policy.morning_at, tzinfo=local.tzinfo)
    return morning if local < morning else None
