"""Notices whose facts are read when they leave: look again before you send."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from domain.notices import Notice
from domain.policy import Policy
from models import notice_codec
from models.outbox import Live
from models.work import Reads
from scheduler.gather.card import gather_card
from scheduler.gather.digest import gather_digest
from scheduler.gather.exchange import gather_exchange
from scheduler.gather.imports import gather_discrepancy, gather_import_rows
from scheduler.gather.parked import gather_parked
from scheduler.gather.question import gather_question
from scheduler.gather.roll_call import gather_roll_call


@dataclass(frozen=True)
class Kept:
    """What a delivery or a card remembers of its message."""

    delivery_id: int
    notice: str
    params: dict[str, Any]
    late: bool = False


Gatherer = Callable[[Reads, Policy, Kept], Awaitable[Notice | None]]

LIVE: Mapping[str, Gatherer] = {
    Live.CARD: lambda reads, policy, kept: gather_card(reads, kept.params),
    Live.DIGEST: lambda reads, policy, kept: gather_digest(
        reads, policy, kept.delivery_id, kept.params, late=kept.late
    ),
    Live.ROLL_CALL: lambda reads, policy, kept: gather_roll_call(
        reads, policy, kept.params
    ),
    Live.QUESTION: lambda reads, policy, kept: gather_question(reads, kept.params),
    Live.PARKED: lambda reads, policy, kept: gather_parked(reads, kept.params),
    Live.IMPORT_ROWS: lambda reads, policy, kept: gather_import_rows(
        reads, kept.params
    ),
    Live.EXCHANGE: lambda reads, policy, kept: gather_exchange(reads, kept.params),
    Live.DISCREPANCY: lambda reads, policy, kept: gather_discrepancy(
        reads, kept.params
    ),
}


async def gather(reads: Reads, policy: Policy, kept: Kept) -> Notice | None:
    """What is to be said now; None when there is nothing left to say."""
    gatherer = LIVE.get(kept.notice)
    if gatherer is None:
        return notice_codec.load(kept.notice, kept.params)
    return await gatherer(reads, policy, kept)
