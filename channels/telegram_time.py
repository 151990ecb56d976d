"""What time it is, by Telegram's word: free with every answer (delivery.md 2.9)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from domain.clock_guard import Reading

SENDING = "/sendMessage"


@dataclass(frozen=True)
class _Word:
    """An answer's time as it came, and the steady reading at which it came."""

    steady: float
    header: str | None
    payload: bytes

    def read(self) -> datetime | None:
        if self.header is not None:
            return _of_header(self.header)
        return _of_message(self.payload)


class ServerTime:
    """Keeps the last word; it is put into a time only when somebody asks.

    The header `Date` tells. A Bot API server of one's own sends none; there the date of
    a message just sent does.
    """

    def __init__(self, steady: Callable[[], float]) -> None:
        """`steady` goes on while the machine sleeps."""
        self._steady = steady
        self._word: _Word | None = None
        self._read: Reading | None = None

    def note(self, url: str, header: str | None, payload: bytes) -> None:
        """Take the time from an answer of the Bot API, if it bears one."""
        if header is not None:
            self._word = _Word(self._steady(), header, b"")
        elif url.endswith(SENDING):
            self._word = _Word(self._steady(), None, payload)

    def last(self) -> Reading | None:
        """The last time told; None while there is none."""
        word, self._word = self._word, None
        if word is not None:
            at = word.read()
            self._read = self._read if at is None else Reading(at, word.steady)
        return self._read


def _of_header(header: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(header)
    except ValueError:
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _of_message(payload: bytes) -> datetime | None:
    try:
        return datetime.fromtimestamp(json.loads(payload)["result"]["date"], UTC)
    except (ValueError, KeyError, TypeError, OverflowError, OSError):
        return None
