"""Giving back what was claimed: by its owner, or in place of one that is dead."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select, true, update

from models.queries.claims import Claim, is_one_of
from models.queries.queue import CLAIMED, OPEN, SENDING
from models.tables import Attempt, Delivery, Lease
from models.work import Work


async def release(work: Work, claims: Sequence[Claim]) -> None:
    """Give back what was certainly not sent."""
    if not claims:
        return
    await work.session.execute(
        update(Delivery)
        .where(is_one_of(claims), or_(CLAIMED, SENDING))
        .values(state="pending", owner=None, lease_until=None)
        .execution_options(synchronize_session=False)
    )
    await work.session.execute(
        update(Attempt)
        .where(
            is_one_of(claims, Attempt.delivery_id, Attempt.epoch),
            Attempt.outcome.is_(None),
        )
        .values(outcome="not_sent", ended_at=work.now, detail="not started")
        .execution_options(synchronize_session=False)
    )


@dataclass(frozen=True)
class Proof:
    """What shows that whoever held a delivery is dead, besides a lease that ran out.

    `all_dead`: the lock of an SQLite file says so of everybody before us. `place`:
    earlier processes of that place are dead, its present one is `owner`. `rows`: every
    living dispatcher has a lease of its own whose name begins so.
    """

    all_dead: bool = False
    place: str | None = None
    owner: str = ""
    rows: str | None = None


async def release_dead(work: Work, proof: Proof, *, ours: Collection[int]) -> list[int]:
    """Rescue what nobody holds any more; the numbers of those that were being sent.

    What was only claimed is known not to have been sent and goes back at once; its
    owner, if he lives after all, finds that when he marks it.
    """
    claimed, sending = _nobodys(work, proof)
    others = [Delivery.id.not_in(ours)] if ours else []
    await work.session.execute(
        update(Delivery)
        .where(Delivery.state.in_(OPEN), CLAIMED, claimed, *others)
        .values(state="pending", owner=None, lease_until=None)
        .execution_options(synchronize_session=False)
    )
    rows = await work.session.scalars(
        select(Delivery.id)
        .where(Delivery.state.in_(OPEN), SENDING, sending, *others)
        .with_for_update(skip_locked=True)
    )
    return sorted(rows)  # asked in order, SQLite would read the whole outbox


def _nobodys(
    work: Work, proof: Proof
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Of what was claimed, and of what was being sent."""
    if proof.all_dead:
        return true(), true()
    dead: ColumnElement[bool] = Delivery.lease_until < work.lease_moment()
    if proof.place is not None:
        earlier = and_(
            Delivery.owner.startswith(f"{proof.place}:", autoescape=True),
            Delivery.owner != proof.owner,
        )
        dead = or_(dead, earlier)
    if proof.rows is None:
        return dead, dead
    living = select(Lease.owner).where(
        Lease.name.startswith(proof.rows, autoescape=True),
        Lease.expires_at > work.lease_moment(),
    )
    return or_(dead, Delivery.owner.not_in(living)), dead
