"""The ledger: every call of the bot but its polling, in order."""

from __future__ import annotations

from bot.sandbox.records import LedgerEntry
from bot.sandbox.store import Store

# What the bot asks again and again says nothing about what it did.
NOT_KEPT = {"getUpdates", "getMe"}


class Ledger:
    """Numbered from 1, and going on after a restart."""

    def __init__(self, store: Store) -> None:
        self._store = store
        values = [value for _, value in store.list_records("call")]
        calls = [LedgerEntry(**value) for value in values]
        self._calls = sorted(calls, key=lambda call: call.n)

    def next_number(self) -> int:
        return len(self._calls) + 1

    def add(self, call: LedgerEntry) -> None:
        self._calls.append(call)
        self._store.put("call", call.n, call)

    def list_after(self, number: int) -> list[LedgerEntry]:
        return self._calls[max(number, 0) :]
