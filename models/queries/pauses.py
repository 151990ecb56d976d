"""A pause for everybody: Telegram has told several chats at once to wait.

Kept so that a restart and the other processes obey it too (delivery.md 2.7).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from models.tables import Lease
from models.work import Reads, Work

PAUSE = "pause"


async def keep_pause(work: Work, owner: str, until: datetime) -> None:
    """The longest one stands."""
    values = {"owner": owner, "expires_at": until}
    statement = work.insert(Lease).values(name=PAUSE, **values)
    await work.session.execute(
        statement.on_conflict_do_update(
            index_elements=[Lease.name],
            set_=values,
            where=Lease.expires_at < statement.excluded.expires_at,
        )
    )


async def read_pause(reads: Reads) -> datetime | None:
    """Until when everybody waits, or waited last."""
    until: datetime | None = await reads.session.scalar(
        select(Lease.expires_at).where(Lease.name == PAUSE)
    )
    return until
