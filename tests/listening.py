"""An ear at every log of the suite: nothing of people may be heard there (F54).

Names and texts are Vietnamese: a letter that is not ASCII in a log is one of theirs.
The levels are those of a bot that runs at DEBUG.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Collection, MutableMapping
from pathlib import Path
from typing import Any

import structlog

from bot.logs import IDENTITY_CARD, PHONE, QUIET, TOKEN, error_of, traced

OF_THE_TESTS = ("selenium", "urllib3", "hypothesis")  # no part of the program
LEAST = 5  # letters of what is typed that are looked for
Event = MutableMapping[str, Any]


class Ear(logging.Handler):
    """Hears our own events as they are made, and what libraries would write."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.heard: list[str] = []
        self.typed: set[str] = set()

    def __call__(self, _logger: Any, _method: str, event: Event) -> Event:
        """Of a failure its words too: our own logs tell only of its class."""
        said = {key: value for key, value in event.items() if key != "exc_info"}
        error = error_of(event.get("exc_info"))
        words = [] if error is None else traceback.format_exception_only(error)
        self.heard.append(" ".join((str(said), *words)))
        return event

    def emit(self, record: logging.LogRecord) -> None:
        """Of a failure what our door leaves of it."""
        error = error_of(record.exc_info)
        lines = [] if error is None else traced(error).splitlines()
        self.heard += [f"{record.name}: {record.getMessage()}", *lines]

    def say(self, text: str) -> None:
        """Somebody types this: it must not be heard, in whatever letters."""
        if len(text) >= LEAST and " " in text:
            self.typed.add(text)

    def judge(self) -> list[tuple[str, str]]:
        """What was heard and must not have been, with why; then all is forgotten."""
        typed, self.typed = self.typed, set()
        heard = [(indiscreet(line, typed), line) for line in self.taken()]
        return [(why, line) for why, line in heard if why is not None]

    def listen(self) -> None:
        """Again before each test: some set up logs of their own."""
        processors = structlog.get_config()["processors"]
        if self not in processors:
            structlog.configure(processors=[self, *processors])
        if self not in logging.root.handlers:
            logging.root.addHandler(self)
        logging.root.setLevel(logging.DEBUG)
        for name in (*QUIET, *OF_THE_TESTS):
            logging.getLogger(name).setLevel(logging.WARNING)

    def taken(self) -> list[str]:
        """What was heard since the last time."""
        heard, self.heard = self.heard, []
        return heard


def indiscreet(line: str, typed: Collection[str] = ()) -> str | None:
    """What a log says that it must not; None for a discreet one.

    `typed` are words of people in letters of ASCII, which no rule can tell from ours.
    """
    if any(text in line for text in typed):
        return "somebody's words"
    for pattern, what in ((TOKEN, "token"), (PHONE, "phone"), (IDENTITY_CARD, "card")):
        if pattern.search(line):
            return what
    return None if line.isascii() else "somebody's words"


def heard_in(log: Path) -> list[tuple[str, str]]:
    """What the log of another process says that it must not."""
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    judged = ((indiscreet(line), line) for line in lines)
    return [(why, line) for why, line in judged if why is not None]


EAR = Ear()  # of the whole suite
