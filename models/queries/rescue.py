"""Giving back what was claimed: by its owner, or in place of one that is dead."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, or_, select, tuple_, update

from models.queries.claims import CLAIMED, OPEN, SENDING, Claim, is_one_of
from models.tables import Attempt, Delivery
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
    pairs = [(one.id, one.epoch) for one in claims]
    await work.session.execute(
        update(Attempt)
        .where(
            tuple_(Attempt.delivery_id, Attempt.epoch).in_(pairs),
            Attempt.outcome.is_(None),
        )
        .values(outcome="not_sent", ended_at=work.now, detail="not started")
        .execution_options(synchronize_session=False)
    )


async def release_dead(
    work: Work, *, ours: Collection[int], only_expired: bool
) -> list[int]:
    """Rescue what nobody holds any more; the numbers of those that were being sent.

    What was only claimed is known not to have been sent and goes back at once.
    """
    nobodys: list[ColumnElement[bool]] = []
    if ours:
        nobodys.append(Delivery.id.not_in(ours))
    if only_expired:
        nobodys.append(Delivery.lease_until < work.now)
    await work.session.execute(
        update(Delivery)
        .where(Delivery.state.in_(OPEN), CLAIMED, *nobodys)
        .values(state="pending", owner=None, lease_until=None)
        .execution_options(synchronize_session=False)
    )
    rows = await work.session.scalars(
        select(Delivery.id)
        .where(Delivery.state.in_(OPEN), SENDING, *nobodys)
        .order_by(Delivery.id)
        .with_for_update(skip_locked=True)
    )
    return list(rows)
