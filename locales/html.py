"""Facts put into words, escaped in one place; long texts cut into whole messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

LONGEST = 4096  # of one message; Telegram counts code points, which are never more
CAPTION = 1024  # of a file or a picture
# Kept free in both: a copy that may be a second one says so before anything else.
MARK = 128
_ODD = re.compile("[&<>\"'\ud800-\udfff]")
_TOKEN = re.compile(r"<[^<>]*>|&#?\w{1,10};|.", re.DOTALL)
_TAG = re.compile(r"</?([a-z][a-z0-9-]*)[^<>]*>")


class Markup(str):
    """Text that is safe HTML already: its facts are escaped, its tags are ours."""

    __slots__ = ()


def safe(fact: object) -> Markup:
    """A fact as HTML. Half a surrogate pair, which nothing can send, shows as "?"."""
    if isinstance(fact, Markup):
        return fact
    text = str(fact)
    if _ODD.search(text) is None:  # as nearly all of them
        return Markup(text)
    return Markup(escape(text.encode(errors="replace").decode()))


def fill(words: str, **facts: object) -> Markup:
    """Put facts into words. Every fact is escaped here, so no caller can forget.

    Raises KeyError when the words have a hole for which there is no fact.
    """
    return Markup(words.format(**{name: safe(fact) for name, fact in facts.items()}))


def bold(words: str) -> Markup:
    return Markup(f"<b>{safe(words)}</b>")


def mention(name: str, account: int) -> Markup:
    """A name that tells the one who has this account: by number, names are no keys."""
    return Markup(f'<a href="tg://user?id={account:d}">{safe(name)}</a>')


def joined(joint: str, texts: list[Markup]) -> Markup:
    """Safe texts with a plain joint between those that are not empty."""
    return Markup(safe(joint).join(text for text in texts if text))


def visible(text: str) -> str:
    """What a reader sees: without tags, with the characters that entities mean."""
    return unescape(_TAG.sub("", text))


def split(text: str, limit: int = LONGEST - MARK) -> list[str]:
    """Cut HTML into messages of at most `limit` UTF-16 units, none of them empty.

    Cut at an empty line where possible, else at the end of a line, else between two
    characters; never inside a tag or an entity. A tag open at the cut is closed there
    and opened again, so that each part is HTML by itself.
    """
    if _size(text) <= limit:
        return [text] if visible(text).strip() else []
    room = limit - _size_of_frames(text)
    parts = _framed(_bodies(text, room))
    return [part for part in parts if visible(part).strip()]


def _size(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _bodies(text: str, room: int) -> Iterator[str]:
    """Whole paragraphs as far as they fit, then lines, then characters."""
    body = ""
    for joint, piece in _pieces(text, room):
        longer = f"{body}{joint}{piece}" if body else piece
        if body and _size(longer) > room:
            yield body
            body = piece
        else:
            body = longer
    yield body


def _pieces(text: str, room: int) -> Iterator[tuple[str, str]]:
    """Parts that fit, each with what stood before it."""
    for paragraph in text.split("\n\n"):
        joint = "\n\n"
        if _size(paragraph) <= room:
            yield joint, paragraph
            continue
        for line in paragraph.split("\n"):
            yield from _chunks(line, joint, room)
            joint = "\n"


def _chunks(line: str, joint: str, room: int) -> Iterator[tuple[str, str]]:
    chunk: list[str] = []
    size = 0
    for token in _TOKEN.findall(line):
        if size + _size(token) > room and chunk:
            yield joint, "".join(chunk)
            joint, chunk, size = "", [], 0
        chunk.append(token)
        size += _size(token)
    yield joint, "".join(chunk)


def _framed(bodies: Iterator[str]) -> Iterator[str]:
    """Close what is open at the end of each body, and open it again in the next."""
    still: list[str] = []
    for body in bodies:
        opened = "".join(still)
        still = _open_after(body, still)
        yield opened + body + _closing(still)


def _size_of_frames(text: str) -> int:
    """The most that closing and opening again can add to a part."""
    most, still = 0, list[str]()
    for tag in _TAG.finditer(text):
        still = _open_after(tag.group(), still)
        most = max(most, _size("".join(still)) + _size(_closing(still)))
    return most


def _open_after(text: str, still: list[str]) -> list[str]:
    still = list(still)
    for tag in _TAG.finditer(text):
        if not tag.group().startswith("</"):
            still.append(tag.group())
        elif still:
            still.pop()
    return still


def _closing(still: list[str]) -> str:
    names = [_TAG.sub(r"\1", tag) for tag in reversed(still)]
    return "".join(f"</{name}>" for name in names)
