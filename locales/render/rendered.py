"""A notice put into words: what the channels send."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.buttons import Button, Keyboard, TaskPress
from domain.notices import TaskLine
from domain.tasks import task_code
from locales.html import Markup, split, visible


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
    def plain(self) -> tuple[str, ...]:
        """The same words without markup."""
        return tuple(visible(part) for part in self.parts)


def message(paragraphs: Iterable[Markup | str], keyboard: Keyboard = ()) -> Rendered:
    """Paragraphs of safe HTML, with an empty line between those that say something."""
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    return Rendered(tuple(split(text)), keyboard)


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
