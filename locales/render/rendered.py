"""A notice put into words: what the channels send."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from domain.buttons import Button, Keyboard, TaskPress
from domain.notices import TaskLine
from domain.tasks import task_code
from locales.html import CAPTION, LONGEST, MARK, Markup, split, visible

NARROW = (LONGEST - MARK) // 2
CUT = "\n…"  # in place of the lines that a caption has no room for


@dataclass(frozen=True)
class Rendered:
    """HTML, in parts of one message each; the keyboard belongs to the last part.

    A file, or a picture, bears the only part as its caption.
    """

    parts: tuple[str, ...]
    keyboard: Keyboard = ()
    document: tuple[str, bytes] | None = None  # name, content
    picture: tuple[str, bytes] | None = None
    kept: tuple[str, bool] | None = None  # by the channel: its name there, is a photo

    @property
    def bears_one_part(self) -> bool:
        """A caption is never longer than one message."""
        return bool(self.document or self.picture or self.kept)

    def narrower(self) -> Rendered:
        """The same in shorter parts, for a server that takes less than it says: each
        part is cut by itself."""
        pieces = (piece for part in self.parts for piece in split(part, NARROW))
        return self if self.bears_one_part else replace(self, parts=tuple(pieces))

    @property
    def plain(self) -> tuple[str, ...]:
        """The same words without markup."""
        return tuple(visible(part) for part in self.parts)


def message(said: Iterable[Markup | str], keyboard: Keyboard = ()) -> Rendered:
    """Paragraphs of safe HTML, with an empty line between those that say something."""
    return Rendered(tuple(split(paragraphs(said))), keyboard)


def paragraphs(said: Iterable[Markup | str]) -> Markup:
    return Markup("\n\n".join(one for one in said if one))


def captioned(caption: Markup, keyboard: Keyboard = (), **attached: Any) -> Rendered:
    """A file, or a picture, with the whole lines of its caption that fit below it.

    `attached` is that of Rendered. What does not fit is said to be missing.
    """
    room = CAPTION - MARK - len(CUT)
    first, *rest = split(caption, room) or [""]
    return Rendered((first + CUT if rest else first,), keyboard, **attached)


def lines(*texts: Markup | str) -> Markup:
    """The lines of one paragraph, those that say something."""
    return Markup("\n".join(text for text in texts if text))


def rows(buttons: Iterable[Button], width: int) -> Keyboard:
    """Buttons in rows of so many."""
    keys = tuple(buttons)
    return tuple(keys[at : at + width] for at in range(0, len(keys), width))


def opening(line: TaskLine) -> Button:
    """The button that shows one task's card."""
    return Button(task_code(line.id), TaskPress(line.id, line.version, "open").pack())
