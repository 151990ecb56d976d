"""How fast messages may leave, so that Telegram never has to say "too many requests".

At most 30 starts in any second overall, one a second in a chat, 20 a minute in a group
(Telegram's FAQ; design.md section 7). A start is a send or an edit; toasts are not.
All times are those of the steady clock, in seconds.
"""

from __future__ import annotations

import math
from bisect import bisect_right, insort
from collections import deque
from dataclasses import dataclass, field
from typing import Protocol

from domain.retry import FLOOD_WINDOW, FLOODED_CHATS

OVERALL = 30  # starts in any sliding second
IN_A_GROUP = 20  # starts in any sliding minute

# The limits hold at the server, which sees our starts through a network: one that was
# slow before one that was quick come closer together than we sent them. The margin
# covers what scheduling adds; `answered` covers what the way there adds.
MARGIN = 0.01
SECOND = 1 + MARGIN
MINUTE = 60 + MARGIN

OPENING_CALLS = 64  # as many as there are connections
IDLE_CHATS = 256  # chats remembered before it is worth forgetting the idle ones


class Steady(Protocol):
    """The clock of bot/clock.py, of which only the reading is needed."""

    def monotonic(self) -> float: ...


@dataclass
class _Chat:
    """What a chat's next start has to wait for."""

    started_at: float = -math.inf
    counted_at: float = -math.inf  # when the last start counts as having arrived
    in_flight: bool = False
    minute: deque[float] = field(default_factory=deque)  # groups: the last 20 of those
    paused_until: float = -math.inf

    def free_at(self) -> float:
        full = len(self.minute) == IN_A_GROUP
        by_minute = self.minute[0] + MINUTE if full else -math.inf
        return max(self.paused_until, self.counted_at + SECOND, by_minute)

    def is_idle(self, now: float) -> bool:
        return max(self.paused_until, self.counted_at + MINUTE) <= now


class Pacer:
    """Says which chats may be written to at this instant, and marks those that are."""

    def __init__(self, steady: Steady) -> None:
        self._steady = steady
        self._chats: dict[int, _Chat] = {}
        self._forget_at = IDLE_CHATS
        self._overall = OVERALL
        self._recent: list[float] = []  # when each recent start counts, in order
        self._quickest = math.inf  # round trip seen, in seconds
        self._answers = 0
        self._floods: deque[tuple[float, int, float]] = deque()  # at, chat, until
        self._paused_until = -math.inf

    @property
    def paused_until(self) -> float:
        """When the pause for everybody ends; in the past when there is none."""
        return self._paused_until

    def divide(self, among: int) -> None:
        """The limit of all chats together is the bot's: each process has its part."""
        self._overall = max(1, OVERALL // among)

    def remembered(self) -> int:
        """How many chats are kept in memory."""
        return len(self._chats)

    def room(self, ahead: float = 0.0) -> int:
        """How many messages, to chats that are ready, may leave at this instant, or
        within so many seconds if none leaves before its turn."""
        now = self._steady.monotonic()
        if now + ahead < self._paused_until:
            return 0
        free = bisect_right(self._recent, now + ahead, key=_free_at)
        return max(0, self._overall - len(self._recent) + free)

    def ready_at(self, chat: int) -> float:
        """The earliest steady time, now or later, at which this chat may be sent to."""
        now = self._steady.monotonic()
        known = self._chats.get(chat)
        own = known.free_at() if known else now
        return max(now, own, self._paused_until, self._overall_free_at(now))

    def try_start(self, chat: int) -> bool:
        """Mark a start if the chat may be sent to now."""
        if self.ready_at(chat) > self._steady.monotonic():
            return False
        self.start(chat)
        return True

    def start(self, chat: int, at: float | None = None) -> None:
        """Mark a start; to be called right before sending, or a moment before with
        the time `at` which it will leave."""
        now = self._steady.monotonic()
        at = now if at is None else at
        self._forget_idle(now)
        known = self._chats.setdefault(chat, _Chat())
        known.started_at = known.counted_at = at
        known.in_flight = True
        insort(self._recent, at)
        if chat < 0:
            known.minute.append(at)
            if len(known.minute) > IN_A_GROUP:
                known.minute.popleft()

    def withdrawn(self, chat: int) -> None:
        """The last start of this chat was marked and then not made after all."""
        if (known := self._chats.get(chat)) is not None:
            known.in_flight = False

    def answered(self, chat: int) -> None:
        """Note that the last start in this chat was answered, however.

        The server counted it at some moment before the answer, at the latest the way
        back ago; our next start needs the way there to arrive. Both ways together are
        the quickest round trip that we have seen.
        """
        known = self._chats.get(chat)
        if known is None or not known.in_flight:
            return
        known.in_flight = False
        now = self._steady.monotonic()
        self._quickest = min(self._quickest, now - known.started_at)
        self._answers += 1
        # The first calls also open their connections: nothing is concluded from them.
        trusted = self._quickest if self._answers > OPENING_CALLS else 0.0
        counted_at = now - trusted
        self._recount(known.counted_at, counted_at)
        known.counted_at = counted_at
        if known.minute:
            known.minute[-1] = counted_at

    def pause(self, chat: int, seconds: float) -> None:
        """Obey the server's "retry after". Three chats within ten seconds: all wait."""
        now = self._steady.monotonic()
        known = self._chats.setdefault(chat, _Chat())
        known.paused_until = max(known.paused_until, now + seconds)
        self._floods.append((now, chat, known.paused_until))
        while self._floods[0][0] <= now - FLOOD_WINDOW.total_seconds():
            self._floods.popleft()
        if len({flooded for _, flooded, _ in self._floods}) >= FLOODED_CHATS:
            self.pause_all(max(until for _, _, until in self._floods) - now)

    def pause_all(self, seconds: float) -> None:
        """Stop everybody, also to take up a pause that outlived a restart."""
        until = self._steady.monotonic() + seconds
        self._paused_until = max(self._paused_until, until)

    def _overall_free_at(self, now: float) -> float:
        if self._counting(now) < self._overall:
            return now
        return self._recent[-self._overall] + SECOND

    def _counting(self, now: float) -> int:
        """How many starts still count; the others are dropped on the way."""
        gone = bisect_right(self._recent, now, key=_free_at)
        del self._recent[:gone]
        return len(self._recent)

    def _recount(self, before: float, after: float) -> None:
        place = bisect_right(self._recent, before) - 1
        if place >= 0 and self._recent[place] == before:
            del self._recent[place]
        insort(self._recent, after)

    def _forget_idle(self, now: float) -> None:
        """Keep memory bounded by the chats of the last minute, twice over."""
        if len(self._chats) < self._forget_at:
            return
        self._chats = {
            chat: known for chat, known in self._chats.items() if not known.is_idle(now)
        }
        self._forget_at = max(IDLE_CHATS, 2 * len(self._chats))


def _free_at(start: float) -> float:
    """As in ready_at(): the same sum, so that both agree to the last bit."""
    return start + SECOND
