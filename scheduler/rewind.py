"""Going on after a restore: what was due since the backup is taken for unknown.

The planning is done as after any outage, so that no moment is told twice; then all that
would leave is put before the administrators instead (F53).
"""

from __future__ import annotations

from datetime import datetime

import structlog

from actions.alarms import tell_administrators
from domain.notices import Saying, Told
from domain.policy import Policy
from models.queries.audits import Deed, note_deed
from models.queries.rewind import end_rewind, rewound_to
from models.work import Database
from scheduler.plan import plan

log = structlog.get_logger()


async def accept_rewind(database: Database, policy: Policy, now: datetime) -> None:
    """Sending may go on. Without a restore before it this does nothing."""
    async with database.read() as reads:
        since = await rewound_to(reads)
    if since is None:
        return
    await plan(database, policy=policy, now=now)
    async with database.begin(now=now) as work:
        count = await end_rewind(work)
        detail = {"since": since, "unknown": count}
        await note_deed(
            work, Deed("rewind_accepted", "database", None, "terminal", detail)
        )
        local = policy.local(datetime.fromisoformat(since))
        facts = {"since_at": local.isoformat(timespec="minutes"), "count": str(count)}
        key = f"rewind:{now:%Y-%m-%dT%H:%M}"
        await tell_administrators(work, Told(Saying.REWOUND, facts), key=key)
    log.warning("rewind_accepted", since=since, unknown=count)
