"""Who is not registered, in a group: at most one polite line in ten minutes.

Whoever asks and whatever they ask: else a group could be flooded through us.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.refusals import Refusal
from handlers.context import Turn
from models.queries.strangers import was_put_since

QUIET = timedelta(minutes=10)


async def refuse_stranger(turn: Turn, refusal: Refusal) -> None:
    """The key is that of ten minutes of the clock, so that of several at once one is
    kept; the line before may have come late in the ten minutes before."""
    window = _window(turn.now)
    address = turn.place.address
    before = f"stranger:{address}:{window - 1}"
    if not await was_put_since(await turn.open(), before, turn.now - QUIET):
        turn.refuse(refusal, key=f"stranger:{address}:{window}")


def _window(now: datetime) -> int:
    return int(now.timestamp() // QUIET.total_seconds())
