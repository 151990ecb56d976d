"""The administrators' list of messages that went astray, as it stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from domain.notices import ParkedDigest
from domain.permissions import Action, may_in_unit
from models.queries.parked import count_parked, read_parked
from models.queries.people import person
from models.work import Reads

SHOWN = 10  # with two buttons each


async def gather_parked(reads: Reads, params: dict[str, Any]) -> ParkedDigest | None:
    """None for who is no administrator any more."""
    reader = await person(reads, params["officer"])
    if reader is None or not may_in_unit(reader.actor, Action.SETTLE_DELIVERY, None):
        return None
    counts = await count_parked(reads)
    return ParkedDigest(
        slot=datetime.fromisoformat(params["slot"]),
        unknown=counts.get("unknown", 0),
        dead=counts.get("dead", 0),
        closed=params["closed"],
        unread=params["unread"],
        late=params["late"],
        messages=tuple(await read_parked(reads, limit=SHOWN)),
    )
