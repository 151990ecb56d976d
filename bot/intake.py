"""What Telegram brought, by whichever door: stored, so that it may be confirmed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import structlog

from bot.albums import Albums
from bot.updates import in_place_of, to_keep
from domain.secret_symbols import Symbols
from models.failures import is_of_the_data
from models.queries.inbox import keep
from models.work import Database
from scheduler.watching import Nobody, Station, Watcher

log = structlog.get_logger()


class Intake:
    """Stores what came. Nothing of it is confirmed before `store` has returned."""

    def __init__(
        self,
        database: Database,
        bot_id: int,
        *,
        wake: Callable[[], None],
        watcher: Watcher | None = None,
        symbols: Callable[[], Symbols] = tuple,
    ) -> None:
        """`symbols` of secret papers, as the policy has them now."""
        self._database = database
        self._bot_id = bot_id
        self._wake = wake
        self._watcher = watcher or Nobody()
        self._symbols = symbols
        self._albums = Albums()

    async def store(self, updates: Sequence[object]) -> None:
        """Keep all of them. What no handler could take is parked and holds up nobody.

        Raises what the database says when it cannot store anything at all.
        """
        if not updates:
            return
        symbols = self._symbols()
        found = [to_keep(one, symbols) for one in updates]
        rows = self._albums.refuse_together(found)
        for row in rows:
            if row["error"]:
                self._tell_parked(row, row["error"])
        try:
            await self._commit(rows)
        except Exception as error:
            if not is_of_the_data(error):
                raise
            await self._one_by_one(rows)
        self._watcher.passed(Station.INBOX_COMMITTED, len(rows))
        self._wake()

    async def _one_by_one(self, rows: Sequence[dict[str, Any]]) -> None:
        """So that the one that the database does not take is known, and parked."""
        for row in rows:
            try:
                await self._commit([row])
            except Exception as error:
                if not is_of_the_data(error):
                    raise
                why = type(getattr(error, "orig", error)).__name__
                await self._commit([in_place_of(row, why)])
                self._tell_parked(row, why)

    def _tell_parked(self, row: dict[str, Any], why: str) -> None:
        log.warning("update_parked", update=row["update_id"], why=why)
        self._watcher.passed(Station.UPDATE_PARKED)

    async def _commit(self, rows: Sequence[dict[str, Any]]) -> None:
        async with self._database.begin(brief=True) as work:
            await keep(work, self._bot_id, rows)
