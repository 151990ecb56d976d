"""Sealing the history, and telling the administrators how far it is sealed.

In small transactions, so that nobody waits for it: what was just written is sealed with
the next tick, an import of many rows with the next few.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from actions.alarms import tell_administrators
from domain.chain import Chain, head_of
from domain.notices import Saying, Told
from domain.policy import Policy
from models.chain import count_unsealed, head, seal_more
from models.queries.settings import keep_setting, read_setting
from models.work import Database, Reads
from models.working_days import read_calendar
from scheduler.ticks import Tick

log = structlog.get_logger()

BATCH = 200  # rows in one transaction
MOST = 50  # transactions in one tick
TOLD = "history_head"  # the setting: the last head that was told, and on which day


def sealing(key: bytes | None) -> Tick:
    """The tick that seals with this key; without one it only warns, once."""
    return Tick("seal", timedelta(seconds=60), Sealing(key).tick)


class Sealing:
    """Both chains of an office, kept up to date."""

    def __init__(self, key: bytes | None) -> None:
        self._key = key
        self._warned = False

    async def tick(self, database: Database, policy: Policy, now: datetime) -> None:
        if self._key is None:
            if not self._warned:
                log.warning("history_not_sealed", hint="set DONDOC_AUDIT_KEY")
            self._warned = True
            return
        for chain in Chain:
            await self._seal(database, self._key, chain)
        await _tell_head(database, policy, now)

    async def _seal(self, database: Database, key: bytes, chain: Chain) -> None:
        for _ in range(MOST):
            async with database.read() as reads:
                if not await count_unsealed(reads, chain, most=1):
                    return
            async with database.begin() as work:
                if await seal_more(work, key, chain, most=BATCH) < BATCH:
                    return


async def _tell_head(database: Database, policy: Policy, now: datetime) -> None:
    """Each working morning, if anything happened since the last one."""
    local = policy.local(now)
    day = local.date()
    if local < policy.at(day, policy.morning_at):
        return
    async with database.read() as reads:
        text = await _news(reads, f"{day}")
        if text is None or not (await read_calendar(reads)).is_working(day):
            return
    said = Told(Saying.HISTORY_HEAD, {"date": f"{day}", "head": text})
    async with database.begin() as work:
        await tell_administrators(work, said, key=f"head:{day}", quietly=True)
        await keep_setting(work, TOLD, f"{day} {text}")


async def _news(reads: Reads, day: str) -> str | None:
    """The head, if it was not told today, nor is the one that was told last."""
    told_on, _, last = (await read_setting(reads, TOLD) or "").partition(" ")
    if told_on == day:
        return None
    events, audit = [await head(reads, chain) for chain in Chain]
    text = str(head_of(events, audit))
    return None if text == last or not (events[0] or audit[0]) else text
