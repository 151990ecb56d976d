"""Nothing of a person is kept longer than the policy says (section `privacy`).

Once a night, in small transactions, so that nobody waits for it. The history, and what
the office decided, stay: they name people by numbers.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from domain.policy import Policy
from domain.systems import KEPT_FOR
from models.queries.retention import (
    FEW,
    forget_accounts,
    forget_chats,
    forget_senders,
    forget_words,
    let_be_old,
)
from models.queries.settings import keep_setting, read_setting
from models.queries.systems import forget_answers
from models.work import Database, Work

log = structlog.get_logger()

MOST = 200  # transactions of one kind in a day; the next day goes on
DONE = "personal_data_forgotten"  # the setting: on which day it was done last

Forget = Callable[[Work, datetime], Awaitable[int]]


async def forget_old(database: Database, policy: Policy, now: datetime) -> int:
    """How many rows went. Chats of who was erased at once, the rest once a day."""
    words = now - timedelta(days=policy.privacy_words_days)
    accounts = now - timedelta(days=policy.privacy_accounts_days)
    day = f"{policy.local(now).date()}"
    async with database.read(now=now) as reads:
        is_done = await read_setting(reads, DONE) == day
    gone = 0
    if not is_done:
        await _forget(database, let_be_old, words, now)
        gone += await _forget(database, forget_words, words, now)
        gone += await _forget(database, forget_accounts, accounts, now)
        async with database.begin(now=now) as work:
            await forget_senders(work)
            gone += await forget_answers(work, now - KEPT_FOR)
            await keep_setting(work, DONE, day)
    gone += await _forget(database, forget_chats, accounts, now)
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
