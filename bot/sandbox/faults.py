"""The failures that the sandbox was told to show, each for a number of calls."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.ledger import NOT_KEPT
from bot.sandbox.world import SUPERGROUPS

KINDS = frozenset(
    {
        "ok_then_reset",  # accepted, then the connection is cut
        "reset",  # cut before anything is accepted
        "hang",  # held, not accepted, until the caller gives up
        "429",
        "500",
        "502_html",  # accepted, but a gateway answers with its own page
        "200_html",  # accepted, but a portal answers with its own page
        "blocked",
        "migrate",  # the group becomes a supergroup with a new id
    }
)
BEFORE_ACCEPTING = frozenset({"429", "500", "blocked", "migrate"})


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

    def fits(self, method: str, chat: int | None) -> bool:
        if self.method is None and method in NOT_KEPT:
            return False
        if self.method is not None and self.method.lower() != method.lower():
            return False
        if self.kind == "migrate" and not _is_basic_group(chat):
            return False
        return self.chat is None or self.chat == chat


def _is_basic_group(chat: int | None) -> bool:
    return chat is not None and SUPERGROUPS < chat < 0


class Faults:
    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._waiting.append(fault)

    def clear(self) -> None:
        self._waiting.clear()

    def take(self, method: str, chat: int | None) -> Fault | None:
        """Use up one call of the first fault that fits."""
        for fault in self._waiting:
            if fault.fits(method, chat):
                fault.count -= 1
                if fault.count == 0:
                    self._waiting.remove(fault)
                return fault
        return None
