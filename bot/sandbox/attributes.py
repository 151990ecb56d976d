"""The attributes of a start tag: the one that counts is the tag's argument."""

from __future__ import annotations

import re

from bot.sandbox.reader import END, WHITE, MarkupError, Reader

TOKEN = re.compile(r"[A-Za-z0-9.-]*")
# tag, attribute, what its value begins with
ARGUMENTS = {
    ("a", "href"): "",
    ("code", "class"): "language-",
    ("span", "class"): "tg-",
    ("tg-emoji", "emoji-id"): "",
}


def read_until(reader: Reader, stops: str) -> str:
    """Read up to a space, the end, or one of `stops`, which stay unread."""
    start = reader.at
    while not reader.is_at_end() and reader.here() not in WHITE + stops:
        reader.take()
    return reader.source[start : reader.at]


def read_attributes(reader: Reader, tag: str) -> str:
    """Read up to and with the `>`, and give the tag's argument, often empty."""
    argument = ""
    while True:
        reader.skip_spaces()
        if reader.here() == ">":
            break
        name = _read_name(reader, tag)
        value = _read_value(reader, tag, name)
        prefix = ARGUMENTS.get((tag, name))
        if (tag, name) == ("blockquote", "expandable"):
            argument = "1"
        elif prefix is not None and value.startswith(prefix):
            argument = value.removeprefix(prefix)
    reader.take()
    if tag == "span" and argument != "spoiler":
        words = 'Tag "span" must have class "tg-spoiler"'
        raise MarkupError(f"{words} at byte offset {reader.begin}")
    return argument


def _read_name(reader: Reader, tag: str) -> str:
    name = read_until(reader, "=>")
    if not name and not reader.is_at_end():
        words = f'Empty attribute name in the tag "{tag}"'
        raise MarkupError(f"{words} at byte offset {reader.begin}")
    reader.skip_spaces()
    return name.lower()


def _read_value(reader: Reader, tag: str, name: str) -> str:
    if reader.here() != "=" and name == "expandable":
        return ""
    if reader.is_at_end():
        words = f'Unclosed start tag "{tag}" at byte offset {reader.begin}'
        raise MarkupError(words)
    if reader.here() != "=":
        words = "Expected equal sign in declaration of an attribute of the tag"
        raise MarkupError(f'{words} "{tag}" at byte offset {reader.begin}')
    reader.take()
    reader.skip_spaces()
    if reader.is_at_end():
        words = f'Unclosed start tag "{tag}" at byte offset {reader.begin}'
        raise MarkupError(words)
    quoted = reader.here() in "'\""
    value = _read_string(reader) if quoted else _read_token(reader)
    if reader.is_at_end():
        raise MarkupError(f"Unclosed start tag at byte offset {reader.begin}")
    return value


def _read_token(reader: Reader) -> str:
    start, at = reader.bytes_here(), reader.at
    found = TOKEN.match(reader.source, at)
    reader.at = found.end() if found else at
    if reader.here() not in WHITE + ">":
        raise MarkupError(f"Unexpected end of name token at byte offset {start}")
    return reader.source[at : reader.at].lower()


def _read_string(reader: Reader) -> str:
    quote = reader.take()
    value: list[str] = []
    while reader.here() not in (quote, END):
        decoded = reader.take_entity() if reader.here() == "&" else None
        value.append(reader.take() if decoded is None else decoded)
    if reader.here() == quote:
        reader.take()
    return "".join(value)
