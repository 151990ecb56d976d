"""A pause for everybody: Telegram has told several chats at once to wait.

Kept so that a restart and the other processes obey it too (delivery.md 2.7). Which
chats it told is counted over all processes: each of them may have met only one.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from domain.retry import FLOOD_WINDOW, FLOODED_CHATS
from models.tables import Chat, Lease
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


async def read_pauses(work: Work) -> datetime | None:
    """The same in one statement with what several processes were told just now.

    For a database that several share: each has its own floods in its memory, and one
    that counted while another wrote may have seen too few.
    """
    kept = select(Lease.expires_at).where(Lease.name == PAUSE).scalar_subquery()
    told = (
        select(func.max(Chat.not_before))
        .where(Chat.flooded_at > work.lease_moment(-FLOOD_WINDOW))
        .having(func.count(Chat.address.distinct()) >= FLOODED_CHATS)
        .scalar_subquery()
    )
    found = (await work.session.execute(select(kept, told))).one()
    return max((until for until in found if until is not None), default=None)
