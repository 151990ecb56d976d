"""Text as Telegram counts and cleans it, and what it recognises in it by itself.

Limits count code points; offsets and lengths of entities count UTF-16 units.
The patterns follow the public source of Telegram's client library.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

Entity = dict[str, Any]

# Commands are ASCII: "/việc" is none, and "/vie" + a combining mark is "/vie".
COMMAND = re.compile(
    r"(?<![\w/<>])/([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]{3,32}))?(?![\w/<>@])",
)
MENTION = re.compile(r"(?<!\w)@[A-Za-z0-9_]{2,32}(?!\w)")
URL = re.compile(r"(?<!\w)https?://[^\s<>\"«»]*[^\s<>\"«».:;,()'?!`]")
RECOGNISED = (("url", URL), ("bot_command", COMMAND), ("mention", MENTION))

# Telegram drops the carriage return and what turns the direction of writing.
DROPPED = {0x0D, *range(0x2028, 0x202F)}
CONTROL = {*range(32), 0x7F} - {ord("\n")}
KEPT_AS: dict[int, str | None] = dict.fromkeys(CONTROL, " ") | dict.fromkeys(DROPPED)
SPACES = " \n"


@dataclass(frozen=True)
class Formatted:
    """A text and its entities, sorted by offset, the longer first."""

    text: str
    entities: tuple[Entity, ...] = ()


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """Give the text as Telegram keeps it: control characters become spaces."""
    return text.translate(KEPT_AS)


def sort_entities(entities: list[Entity]) -> tuple[Entity, ...]:
    return tuple(sorted(entities, key=lambda each: (each["offset"], -each["length"])))


def trim(text: str, entities: list[Entity]) -> Formatted:
    """Cut spaces and line ends off both ends; entities are clipped to what is left."""
    start = utf16_length(text) - utf16_length(text.lstrip(SPACES))
    text = text.strip(SPACES)
    end = utf16_length(text)
    kept = []
    for entity in entities:
        first = max(entity["offset"] - start, 0)
        last = min(entity["offset"] + entity["length"] - start, end)
        if last > first:
            kept.append({**entity, "offset": first, "length": last - first})
    return Formatted(text, sort_entities(kept))


def with_recognised(formatted: Formatted) -> Formatted:
    """Add the commands, mentions and addresses that Telegram finds by itself."""
    taken = [each for each in formatted.entities if each["type"] in CLOSED]
    found: list[Entity] = []
    for kind, pattern in RECOGNISED:
        for match in pattern.finditer(formatted.text):
            entity = entity_at(kind, formatted.text, match.span())
            if not any(overlap(entity, other) for other in (*taken, *found)):
                found.append(entity)
    return Formatted(formatted.text, sort_entities([*formatted.entities, *found]))


# Nothing is recognised inside these.
CLOSED = {"code", "pre", "text_link", "text_mention", "custom_emoji"}


def entity_at(kind: str, text: str, span: tuple[int, int]) -> Entity:
    first, last = span
    return {
        "type": kind,
        "offset": utf16_length(text[:first]),
        "length": utf16_length(text[first:last]),
    }


def overlap(one: Entity, other: Entity) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
    )


def slice_utf16(text: str, entity: Entity) -> str:
    """Give the words that an entity is about."""
    raw = text.encode("utf-16-le", "surrogatepass")
    first, last = entity["offset"], entity["offset"] + entity["length"]
    return raw[2 * first : 2 * last].decode("utf-16-le", "replace")


def is_utf8(text: str) -> bool:
    """Tell whether the text can be sent at all; a lone surrogate cannot."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
