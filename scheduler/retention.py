"""Nothing of a person is kept longer than the policy says (section `privacy`).

Once a night, in small transactions, so that nobody waits for it. The history, and what
the office decided, stay: they name people by numbers.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from domain.policy import Policy
from models.queries.retention import FEW, forget_accounts, forget_chats, forget_words
from models.work import Database, Work

log = structlog.get_logger()

MOST = 50  # transactions of one kind in one tick; the next one goes on

Forget = Callable[[Work, datetime], Awaitable[int]]


async def forget_old(database: Database, policy: Policy, now: datetime) -> int:
    """How many rows went."""
    words = now - timedelta(days=policy.privacy_words_days)
    accounts = now - timedelta(days=policy.privacy_accounts_days)
    gone = 0
    for forget, before in (
        (forget_words, words),
        (forget_accounts, accounts),
        (forget_chats, accounts),
    ):
        gone += await _forget(database, forget, before, now)
    if gone:
        log.info("personal_data_forgotten", rows=gone)
    return gone


async def _forget(
    database: Database, forget: Forget, before: datetime, now: datetime
) -> int:
    gone = 0
    for _ in range(MOST):
        async with database.begin(now=now) as work:
            some = await forget(work, before)
        gone += some
        if some < FEW:
            break
    return gone
