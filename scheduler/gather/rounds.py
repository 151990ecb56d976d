"""One person's part of a round, as it stands when it leaves."""

from __future__ import annotations

from typing import Any

from actions.rounds import cut_of, units_of
from domain.cycle_notices import ReviewState
from domain.notices import SHOWN
from domain.permissions import Action, may_in_unit
from domain.rounds import RoundCard, RoundKind, RowState, is_open, tally_of
from locales.reading.periods import read_period
from models.queries.people import person
from models.queries.reviews import read_review_state
from models.queries.rounds import words_of
from models.tables import Round
from models.work import Reads


async def gather_review_state(
    reads: Reads, params: dict[str, Any]
) -> ReviewState | None:
    """None for who may not ask any more."""
    reader = await person(reads, params["officer"])
    if reader is None or not may_in_unit(reader.actor, Action.OPEN_ROUND, None):
        return None
    return await read_review_state(reads, params["month"])


async def gather_round(reads: Reads, params: dict[str, Any]) -> RoundCard | None:
    """None for who answers for no unit, or whose units are not asked."""
    one = await reads.session.get(Round, params["round"])
    reader = await person(reads, params["officer"])
    units = units_of(reader.actor) if reader else ()
    if one is None or not units:
        return None
    period = read_period(one.period, today=reads.today)
    words = await words_of(reads, one.id, cut_of(one, reads.today), units)
    if period is None or not words:
        return None
    waiting = [word.line for word in words if word.said is RowState.ASKED]
    return RoundCard(
        round_id=one.id,
        kind=RoundKind(one.kind),
        period=period,
        closes_on=one.closes_on,
        tally=tally_of(words),
        lines=tuple(waiting[:SHOWN]),
        is_open=is_open(one.closes_on, reads.today),
    )
