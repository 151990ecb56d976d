"""An ear at every log of the suite: nothing of people may be heard there (F54).

Names and texts are Vietnamese: a letter that is not ASCII in a log is one of theirs.
The levels are those of a bot that runs at DEBUG.
"""

from __future__ import annotations

import logging
from collections.abc import MutableMapping
from typing import Any

import structlog

from bot.logs import IDENTITY_CARD, PHONE, QUIET, TOKEN

OF_THE_TESTS = ("selenium", "urllib3", "hypothesis")  # no part of the program
Event = MutableMapping[str, Any]


class Ear(logging.Handler):
    """Hears our own events as they are made, and what libraries would write."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.heard: list[str] = []

    def __call__(self, _logger: Any, _method: str, event: Event) -> Event:
        said = {key: value for key, value in event.items() if key != "exc_info"}
        self.heard.append(str(said))
        return event

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.name}: {record.getMessage()}")

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


def indiscreet(line: str) -> str | None:
    """What a log says that it must not; None for a discreet one."""
    for pattern, what in ((TOKEN, "token"), (PHONE, "phone"), (IDENTITY_CARD, "card")):
        if pattern.search(line):
            return what
    return None if line.isascii() else "somebody's words"
