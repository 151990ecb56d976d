"""One person's part of a round, as it stands when it leaves."""

from __future__ import annotations

from typing import Any

from actions.rounds import units_of
from domain.notices import SHOWN
from domain.rounds import RoundCard, RoundKind, is_open
from locales.reading.periods import read_period
from models.queries.people import person
from models.queries.rounds import tally_of, waiting_lines
from models.tables import Round
from models.work import Reads


async def gather_round(reads: Reads, params: dict[str, Any]) -> RoundCard | None:
    """None for who answers for no unit, or whose units are not asked."""
    one = await reads.session.get(Round, params["round"])
    reader = await person(reads, params["officer"])
    units = units_of(reader.actor) if reader else ()
    if one is None or not units:
        return None
    period = read_period(one.period, today=reads.today)
    tally = await tally_of(reads, one.id, units)
    if period is None or not tally.total:
        return None
    return RoundCard(
        round_id=one.id,
        kind=RoundKind(one.kind),
        period=period,
        closes_on=one.closes_on,
        tally=tally,
        lines=await waiting_lines(reads, one.id, units, SHOWN),
        is_open=is_open(one.closes_on, reads.today),
    )
