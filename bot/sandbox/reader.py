"""A place in a text with tags: what stands here, and what follows."""

from __future__ import annotations

import re

NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
HEX = re.compile(r"&#x([0-9a-fA-F]+)")
DECIMAL = re.compile(r"&#([0-9]+)")
NAME = re.compile(r"&([A-Za-z]+)")
# Telegram's parser ends its text with a zero byte, and counts it as a space.
END = "\0"
WHITE = " \t\r\n\v\0"
SPECIAL = re.compile("[<&]")
LONGEST_NUMBER = 10  # characters, "&#" included


class MarkupError(Exception):
    """The tags of a text are wrong; the message is Telegram's own."""


class Reader:
    """Reads forward, one character at a time; `begin` counts bytes."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.begin = 0

    def is_at_end(self) -> bool:
        return self.at >= len(self.source)

    def here(self) -> str:
        return END if self.is_at_end() else self.source[self.at]

    def ahead(self) -> str:
        return self.source[self.at + 1 : self.at + 2]

    def take(self) -> str:
        char = self.here()
        self.at += 1
        return char

    def take_plain(self) -> str:
        """Read one character, and all that follow up to a tag or an entity."""
        start = self.at
        found = SPECIAL.search(self.source, start + 1)
        self.at = found.start() if found else len(self.source)
        return self.source[start : self.at]

    def mark(self) -> None:
        """Remember where a tag begins, for the errors about it."""
        self.begin = len(self.source[: self.at].encode("utf-8"))

    def bytes_here(self) -> int:
        return len(self.source[: self.at].encode("utf-8"))

    def skip_spaces(self) -> None:
        while not self.is_at_end() and self.here() in WHITE:
            self.at += 1

    def take_entity(self) -> str | None:
        """Decode `&lt;` and the like; None, and nothing read, when it is none."""
        for pattern, base in ((HEX, 16), (DECIMAL, 10)):
            if number := pattern.match(self.source, self.at):
                return self._take_number(number, base)
        name = NAME.match(self.source, self.at)
        if name is None or name[1] not in NAMED:
            return None
        self._pass(name)
        return NAMED[name[1]]

    def _take_number(self, number: re.Match[str], base: int) -> str | None:
        code = int(number[1], base) if len(number[0]) < LONGEST_NUMBER else 0
        if not 0 < code < 0x10FFFF:
            return None
        if 0xD800 <= code <= 0xDFFF:
            raise MarkupError(HALF_A_CHARACTER)
        self._pass(number)
        return chr(code)

    def _pass(self, found: re.Match[str]) -> None:
        self.at = found.end()
        if self.here() == ";":
            self.at += 1


HALF_A_CHARACTER = (
    "Text contains invalid Unicode characters after decoding HTML entities, "
    "check for unmatched surrogate code units"
)
