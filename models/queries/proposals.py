"""Proposals and feedback that came in, and who of the division handles them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from models.tables import Proposal, Unit
from models.work import Reads


@dataclass(frozen=True)
class Received:
    """A proposal, with the name of the division that handles it."""

    row: Proposal
    division: str


async def open_proposals(
    reads: Reads, divisions: Collection[int] | None = None
) -> list[Received]:
    """Those not handled, of these divisions if they are given; the oldest first."""
    query = (
        select(Proposal, Unit.name)
        .join(Unit, Unit.id == Proposal.division_id)
        .where(Proposal.state == "open")
        .order_by(Proposal.received_on, Proposal.id)
    )
    if divisions is not None:
        query = query.where(Proposal.division_id.in_(divisions))
    return [Received(row, name) for row, name in await reads.session.execute(query)]


async def proposals_by_id(reads: Reads, ids: Collection[int]) -> list[Received]:
    """Those of these that are not handled, the oldest first."""
    wanted = set(ids)
    return [one for one in await open_proposals(reads) if one.row.id in wanted]


async def received(reads: Reads, number: int) -> Received | None:
    row = (
        await reads.session.execute(
            select(Proposal, Unit.name)
            .join(Unit, Unit.id == Proposal.division_id)
            .where(Proposal.id == number)
        )
    ).one_or_none()
    return None if row is None else Received(row[0], row[1])
