"""Leases by name: who polls, who dispatches. They run by the database's own clock."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import case, delete, or_, select

from models.tables import Lease
from models.work import Work

FORGOTTEN = timedelta(hours=1)  # after which nobody asks who held one


async def take(work: Work, name: str, owner: str, length: timedelta) -> bool:
    """Take or renew it; False while somebody else holds it.

    `term` grows with every new holder, so that two of them can be told apart.
    """
    until = work.lease_moment(length)
    statement = work.insert(Lease).values(
        name=name, owner=owner, term=1, expires_at=until
    )
    held = await work.session.scalar(
        statement.on_conflict_do_update(
            index_elements=[Lease.name],
            set_={
                "owner": owner,
                "expires_at": until,
                "term": Lease.term + case((Lease.owner == owner, 0), else_=1),
            },
            where=or_(Lease.owner == owner, Lease.expires_at <= work.lease_moment()),
        ).returning(Lease.owner)
    )
    return held is not None


async def seize(work: Work, name: str, owner: str, length: timedelta) -> None:
    """Take it whoever held it: for who knows that the holder is dead."""
    await work.session.execute(
        delete(Lease).where(Lease.name == name, Lease.owner != owner)
    )
    await take(work, name, owner, length)


async def leave(work: Work, name: str, owner: str) -> None:
    """Let it go, so that nobody has to wait for its end."""
    await work.session.execute(
        delete(Lease).where(Lease.name == name, Lease.owner == owner)
    )


async def holders(work: Work, prefix: str) -> dict[str, str]:
    """Names and owners of the leases that have not run out, in order of their names."""
    found = await work.session.execute(
        select(Lease.name, Lease.owner)
        .where(
            Lease.name.startswith(prefix, autoescape=True),
            Lease.expires_at > work.lease_moment(),
        )
        .order_by(Lease.name)
    )
    return {row.name: row.owner for row in found}


async def forget_old(work: Work) -> None:
    """Processes that come under a new name each time leave their old ones behind."""
    await work.session.execute(
        delete(Lease).where(Lease.expires_at < work.lease_moment(-FORGOTTEN))
    )


async def is_held(work: Work) -> bool:
    """Whether anybody holds any lease: some process of the program lives."""
    held = select(Lease.name).where(Lease.expires_at > work.lease_moment()).limit(1)
    return await work.session.scalar(held) is not None
