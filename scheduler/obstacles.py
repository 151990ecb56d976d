"""Obstacles that nobody decided climb by their own clock (003, 4d).

A tick and no moment: each has its own day. Doing it twice moves nothing twice, for an
obstacle is only ever moved from where it was seen. It speaks on working mornings, not
in the night after a day has passed.
"""

from __future__ import annotations

from datetime import datetime

from actions.climb_obstacle import climb_obstacle
from domain.policy import Policy
from domain.processes import level_reached
from models.queries.processes import open_obstacles
from models.work import Database
from models.working_days import read_calendar


async def climb_obstacles(database: Database, policy: Policy, now: datetime) -> int:
    """How many climbed."""
    local = policy.local(now)
    if not policy.obstacle_steps or local.time() < policy.morning_at:
        return 0
    async with database.read(now=now) as reads:
        waiting = await open_obstacles(reads)
        if not waiting:
            return 0
        calendar = await read_calendar(reads)
    today = local.date()
    if not calendar.is_working(today):
        return 0
    climbed = 0
    for one in waiting:
        reached = level_reached(
            one.level, one.raised_on, today=today, calendar=calendar, policy=policy
        )
        if reached is not one.level:
            async with database.begin(now=now) as work:
                climbed += await climb_obstacle(work, one, reached, policy=policy)
    return climbed
