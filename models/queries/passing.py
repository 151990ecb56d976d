"""What is open of a unit besides its tasks: proposals, petitions, rows of rounds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select, tuple_, update
from sqlalchemy.orm import InstrumentedAttribute

from domain.processes import State
from domain.rounds import RowState
from models.tables import Petition, Proposal, Round, RoundRow
from models.work import Reads, Work

# By name, as an ending keeps them: the column of the unit, and the key of a row.
Column = InstrumentedAttribute[Any]
PAPERS: Mapping[str, tuple[Column, tuple[Column, ...]]] = {
    "proposal.division": (Proposal.division_id, (Proposal.id,)),
    "petition.unit": (Petition.unit_id, (Petition.id,)),
    "petition.division": (Petition.division_id, (Petition.id,)),
    "round": (RoundRow.unit_id, (RoundRow.round_id, RoundRow.task_id)),
}
Keys = list[list[int]]


async def open_papers(reads: Reads, units: Collection[int]) -> dict[str, Keys]:
    """The keys of the rows that stand open with one of these units."""
    found: dict[str, Keys] = {}
    for name, (unit, key) in PAPERS.items():
        asked = select(*key).where(unit.in_(units), _is_open(name, reads))
        rows = await reads.session.execute(asked.order_by(*key))
        if keys := [list(row) for row in rows]:
            found[name] = keys
    return found


def _is_open(name: str, reads: Reads) -> ColumnElement[bool]:
    """A round that is closed stays as it was answered."""
    if name == "proposal.division":
        return Proposal.state == "open"
    if name == "round":
        running = select(Round.id).where(Round.closes_on >= reads.today)
        asked = RoundRow.state == RowState.ASKED.value
        return asked & RoundRow.round_id.in_(running)
    return Petition.state == State.OPEN


async def pass_papers(
    work: Work, papers: Mapping[str, Sequence[Sequence[int]]], old: int, new: int
) -> None:
    """From the one unit to the other, where they are still with the first."""
    for name, keys in papers.items():
        unit, key = PAPERS[name]
        table = unit.class_
        await work.session.execute(
            update(table)
            .where(unit == old, tuple_(*key).in_([tuple(one) for one in keys]))
            .values({unit: new})
            .execution_options(synchronize_session=False)
        )
