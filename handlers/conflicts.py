"""Where a file contradicts a person: the oldest that somebody may decide."""

from __future__ import annotations

from actions.settle_discrepancy import next_discrepancy
from handlers.context import Turn
from models.outbox import Live
from models.work import Reads


async def show_conflict(turn: Turn, reads: Reads) -> None:
    """Nothing if none waits for him. Each that is decided brings the next."""
    waiting = await next_discrepancy(reads, turn.actor)
    if waiting is not None:
        params = {"discrepancy": waiting}
        turn.show(Live.DISCREPANCY, params, subject=f"discrepancy:{waiting}")
