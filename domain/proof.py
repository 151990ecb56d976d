"""An answer proves that a message arrived of which nobody knew (delivery.md 2.6).

Whoever presses a button under a message, or answers it, has it. Its number is new to
us then, and only its date says which of our attempts it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

# Telegram's clock and ours are not the same, and it counts whole seconds.
TOLERANCE = timedelta(seconds=5)
LONGEST_CALL = timedelta(seconds=60)  # what a dead process left open ends much later
CODE = re.compile(r"#([0-9A-HJKMNP-TV-Z]{5})\b")


@dataclass(frozen=True)
class Doubt:
    """An attempt of which nobody knows whether it arrived."""

    delivery_id: int
    epoch: int
    started_at: datetime
    ended_at: datetime
    short_code: str


@dataclass(frozen=True)
class Seen:
    """A message of ours that somebody pressed or answered; `codes` stood in it."""

    message_id: int
    written_at: datetime
    codes: frozenset[str] = frozenset()


def codes_in(text: str) -> frozenset[str]:
    """The short codes in a message of ours: a second copy names its own."""
    return frozenset(CODE.findall(text))


def proven(doubts: Iterable[Doubt], seen: Seen) -> Doubt | None:
    """The attempt that this message proves; None unless it can be one only.

    A code in the message decides between deliveries, the date between attempts.
    """
    known = tuple(doubts)
    named = [one for one in known if one.short_code in seen.codes]
    candidates = named or known
    fitting = [one for one in candidates if _fits(one, seen.written_at)]
    if len(fitting) == 1:
        return fitting[0]
    return named[0] if len(named) == 1 else None


def _fits(doubt: Doubt, written_at: datetime) -> bool:
    ended_at = min(doubt.ended_at, doubt.started_at + LONGEST_CALL)
    return doubt.started_at - TOLERANCE <= written_at <= ended_at + TOLERANCE
