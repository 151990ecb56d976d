"""The administrators' list of messages that went astray, as it stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from domain.admin_notices import ParkedDigest, UnreachedList
from domain.permissions import Action, may_in_unit
from models.queries.calendar import unconfirmed
from models.queries.parked import count_parked, read_parked
from models.queries.people import person
from models.queries.unreached import unreached_page
from models.work import Reads

SHOWN = 10  # with two buttons each
PEOPLE_SHOWN = 15


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
        doubtful=params.get("doubtful", 0),  # rows of before it was counted
        messages=tuple(await read_parked(reads, limit=SHOWN)),
        unconfirmed=tuple(await unconfirmed(reads, reads.today)),
        unreached=await _unreached(reads) if params.get("weekly") else None,
    )


async def _unreached(reads: Reads) -> UnreachedList | None:
    found = await unreached_page(reads, limit=PEOPLE_SHOWN)
    return found if found.total else None
