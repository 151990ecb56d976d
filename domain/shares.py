"""How several processes divide one bot's chats and its limits among them.

Telegram's limits are those of the bot, not of a process (delivery.md 2.11). Nothing
that has to hold rests on this: claims, keys and epochs decide who sends what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """The chats whose number leaves `rank` when divided by `count`."""

    rank: int = 0
    count: int = 1

    def has(self, chat: int) -> bool:
        return chat % self.count == self.rank


WHOLE = Share()


def share_of(name: str, living: Sequence[str]) -> Share:
    """Everybody who sees the same names comes to the same division."""
    names = sorted({name, *living})
    return Share(names.index(name), len(names))


@dataclass(frozen=True)
class Holding:
    """The share that we have, and the one that we had while others do not know yet.

    Until everybody has seen a change only those chats are sent to that are ours by
    both; who has just come has none.
    """

    now: Share = WHOLE
    before: Share | None = WHOLE

    @property
    def shares(self) -> tuple[Share, ...]:
        """All of these must have a chat; none for all chats."""
        both = {self.now, self.before or self.now}
        return tuple(one for one in sorted(both, key=_size) if one != WHOLE)

    @property
    def count(self) -> int:
        """Into how many parts a limit is divided."""
        return max(self.now.count, (self.before or self.now).count)

    @property
    def is_settled(self) -> bool:
        return self.before == self.now

    @property
    def is_empty(self) -> bool:
        return self.before is None

    def has(self, chat: int) -> bool:
        return not self.is_empty and all(share.has(chat) for share in self.shares)


def _size(share: Share) -> tuple[int, int]:
    return share.count, share.rank
