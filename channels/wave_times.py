"""How long a wave of messages takes under Telegram's limits, without sending it.

The pacer itself is asked, on a clock that is moved instead of waited for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from channels.pacing import Pacer


class VirtualClock:
    """A steady clock that only goes on when it is told to."""

    def __init__(self) -> None:
        self.at = 0.0

    def monotonic(self) -> float:
        return self.at


class WaveTimes:
    """Waves one after the other: a long one holds up the next, as it would."""

    def __init__(self) -> None:
        self._clock = VirtualClock()
        self._pacer = Pacer(self._clock)

    def last_start(self, chats: Sequence[int], begins: float) -> float:
        """When the last of these messages leaves, if the wave begins at that second.

        `chats` are Telegram's numbers, a negative one is a group's. No time is counted
        for the way to the server: it is the least that the limits allow.
        """
        self._clock.at = max(self._clock.at, begins)
        for chat in _interleaved(chats):
            self._clock.at = self._pacer.ready_at(chat)
            self._pacer.start(chat)
            self._pacer.answered(chat)
        return self._clock.at


def _interleaved(chats: Sequence[int]) -> Iterator[int]:
    """The first message of every chat, then the second: never one chat's in a row.

    Where most wait comes first.
    """
    rounds: dict[int, list[int]] = defaultdict(list)
    for chat, count in Counter(chats).most_common():
        for number in range(count):
            rounds[number].append(chat)
    for number in sorted(rounds):
        yield from rounds[number]
