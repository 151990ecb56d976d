"""Who asked and who was refused: counted in memory, kept in the audit in few lines.

A row for each reading would bury what the audit is for. What is pushed is audited one
by one, in its own transaction (`actions/push_tasks.py`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime, timedelta

from domain.policy import Policy
from models.queries.audits import Deed, note_deed
from models.queries.systems import note_last_use
from models.work import Database, Work

DOOR = "api"
AT_MOST_EVERY = timedelta(minutes=10)  # a line of one token
NOBODY = 0  # no token that we know


class Uses:
    """What has not been written yet, by token."""

    def __init__(self) -> None:
        self._counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self._last: dict[int, datetime] = {}
        self._noted: dict[int, datetime] = {}

    def count(self, token: int | None, what: str, at: datetime) -> None:
        """`what` is `answered`, or why it was refused."""
        self._counts[token or NOBODY][what] += 1
        self._last[token or NOBODY] = at

    async def note(self, database: Database, _policy: Policy, now: datetime) -> None:
        """Write what is due: the first use at once, then every ten minutes."""
        due = [
            token
            for token in self._counts
            if token not in self._noted or now - self._noted[token] >= AT_MOST_EVERY
        ]
        await self._write(database, due, now)

    async def settle(self, database: Database, now: datetime) -> None:
        """Write all of it: the program stops."""
        await self._write(database, list(self._counts), now)

    async def _write(
        self, database: Database, tokens: list[int], now: datetime
    ) -> None:
        if not tokens:
            return
        taken = {token: self._counts.pop(token) for token in tokens}
        try:
            async with database.begin(now=now) as work:
                for token, counted in taken.items():
                    await self._keep(work, token, counted)
        except BaseException:
            for token, counted in taken.items():
                self._counts[token] += counted
            raise
        self._noted |= dict.fromkeys(tokens, now)

    async def _keep(self, work: Work, token: int, counted: Counter[str]) -> None:
        counts, whose = dict(sorted(counted.items())), f"token:{token or '?'}"
        await note_deed(work, Deed("api_used", whose, None, DOOR, counts))
        if token != NOBODY:
            await note_last_use(work, token, self._last[token])
