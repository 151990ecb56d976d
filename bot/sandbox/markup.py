"""Telegram's HTML: tags into entities, with its own errors and byte offsets.

The grammar is that of `parse_html` in the public source of Telegram's client
library: not HTML, but a few tags, four named entities and numeric ones.
"""

from __future__ import annotations

from bot.sandbox.attributes import read_attributes, read_until
from bot.sandbox.links import checked_link
from bot.sandbox.reader import MarkupError, Reader
from bot.sandbox.text import (
    Entity,
    Formatted,
    clean,
    sort_entities,
    trim,
    utf16_length,
)

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}


class Tag:
    """A start tag that waits for its end."""

    def __init__(self, name: str, argument: str, offset: int, start: int) -> None:
        self.name = name
        self.argument = argument
        self.offset = offset  # UTF-16 units
        self.start = start  # parts of the text without tags


class Parser:
    """One reading of one text, from its first character to its last."""

    def __init__(self, source: str) -> None:
        self.reader = Reader(source)
        self.text: list[str] = []
        self.offset = 0
        self.open: list[Tag] = []
        self.entities: list[Entity] = []

    def parse(self) -> Formatted:
        while not self.reader.is_at_end():
            self.step()
        if self.open:
            name = self.open[-1].name
            raise MarkupError(
                f'Can\'t find end tag corresponding to start tag "{name}"'
            )
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return Formatted("".join(self.text), sort_entities(self.entities))

    def step(self) -> None:
        reader = self.reader
        if reader.here() == "<":
            reader.mark()
            self.end_tag() if reader.ahead() == "/" else self.start_tag()
            return
        decoded = reader.take_entity() if reader.here() == "&" else None
        self.write(reader.take_plain() if decoded is None else decoded)

    def write(self, plain: str) -> None:
        plain = clean(plain)
        self.text.append(plain)
        self.offset += utf16_length(plain)

    def start_tag(self) -> None:
        reader = self.reader
        reader.take()
        name = read_until(reader, ">").lower()
        if reader.is_at_end():
            raise MarkupError(f"Unclosed start tag at byte offset {reader.begin}")
        if name not in KINDS:
            words = f'Unsupported start tag "{name}" at byte offset {reader.begin}'
            raise MarkupError(words)
        argument = read_attributes(reader, name)
        self.open.append(Tag(name, argument, self.offset, len(self.text)))

    def end_tag(self) -> None:
        reader = self.reader
        if not self.open:
            raise MarkupError(f"Unexpected end tag at byte offset {reader.begin}")
        reader.take()
        reader.take()
        name = read_until(reader, ">").lower()
        reader.skip_spaces()
        if reader.here() != ">":
            raise MarkupError(f"Unclosed end tag at byte offset {reader.begin}")
        reader.take()
        tag = self.open.pop()
        if name and name != tag.name:
            words = f'expected "</{tag.name}>", found "</{name}>"'
            at = reader.begin
            raise MarkupError(f"Unmatched end tag at byte offset {at}, {words}")
        if self.offset > tag.offset:
            self.close(tag)

    def close(self, tag: Tag) -> None:
        entity: Entity = {
            "type": KINDS[tag.name],
            "offset": tag.offset,
            "length": self.offset - tag.offset,
        }
        match tag.name:
            case "a":
                entity = self.link(tag, entity)
            case "tg-emoji" if not tag.argument.isdigit():
                raise MarkupError("Invalid custom emoji identifier specified")
            case "tg-emoji":
                entity["custom_emoji_id"] = tag.argument
            case "blockquote" if tag.argument:
                entity["type"] = "expandable_blockquote"
            case "code" | "pre":
                entity = self.code(tag, entity)
        if entity:
            self.entities.append(entity)

    def link(self, tag: Tag, entity: Entity) -> Entity:
        """Point the words at their address; without a good one they are plain."""
        url = checked_link(tag.argument or "".join(self.text[tag.start :]))
        return {**entity, "url": url} if url else {}

    def code(self, tag: Tag, entity: Entity) -> Entity:
        """`<pre><code class="language-x">` is one entity, and so is its mirror."""
        inner = self.entities[-1] if self.entities else {}
        place = (entity["offset"], entity["length"])
        if (inner.get("offset"), inner.get("length")) == place:
            if tag.name == "pre" and inner.get("language"):
                inner["type"] = "pre"
                return {}
            if tag.name == "code" and inner["type"] == "pre" and tag.argument:
                inner["language"] = tag.argument
                return {}
        return {**entity, "language": tag.argument} if tag.argument else entity


def parse_html(source: str) -> Formatted:
    """Read a text with tags; the result is trimmed.

    Raises MarkupError with Telegram's words when the tags are wrong.
    """
    formatted = Parser(source).parse()
    return trim(formatted.text, list(formatted.entities))
