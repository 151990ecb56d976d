"""The faults that wait for calls: each spoils the next `count` calls that fit it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from bot.sandbox.ledger import NOT_KEPT
from bot.sandbox.world import SUPERGROUPS

# What a kind of fault needs to meet a call at all.
ANY, A_CHAT, A_BASIC_GROUP, AN_EDIT = "any", "a chat", "a basic group", "an edit"


@dataclass
class Fault:
    """One kind of failure for the next `count` calls that fit.

    Without a method it spares polling and getMe, which would use it up unseen.
    """

    kind: str
    count: int
    method: str | None = None
    chat: int | None = None
    retry_after: int = 1
    description: str | None = None  # instead of the kind's own words
    seconds: float = 0.0
    needs: str = ANY

    def fits(self, method: str, chat: int | None) -> bool:
        if self.method is None and method in NOT_KEPT:
            return False
        if self.method is not None and self.method.lower() != method.lower():
            return False
        if self.chat is not None and self.chat != chat:
            return False
        return self._has_what_it_needs(method, chat)

    def _has_what_it_needs(self, method: str, chat: int | None) -> bool:
        match self.needs:
            case "a chat":
                return chat is not None
            case "a basic group":
                return chat is not None and SUPERGROUPS < chat < 0
            case "an edit":
                return method.startswith("edit")
        return True


class Faults:
    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._waiting.append(fault)

    def clear(self) -> None:
        self._waiting.clear()

    def list_waiting(self) -> list[dict[str, Any]]:
        return [asdict(fault) for fault in self._waiting]

    def take(self, method: str, chat: int | None) -> Fault | None:
        """Use up one call of the first fault that fits."""
        for fault in self._waiting:
            if fault.kind != UNREAD and fault.fits(method, chat):
                return self._use(fault)
        return None

    def take_unread(self, method: str) -> Fault | None:
        """Use up a fault that strikes before it is read what the call is about."""
        for fault in self._waiting:
            if fault.kind == UNREAD and fault.fits(method, None):
                return self._use(fault)
        return None

    def _use(self, fault: Fault) -> Fault:
        fault.count -= 1
        if fault.count == 0:
            self._waiting.remove(fault)
        return fault


UNREAD = "reset_before_reading"
