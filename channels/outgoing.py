"""What leaves, said without any channel's own words."""

from __future__ import annotations

from dataclasses import dataclass

from domain.buttons import Keyboard


@dataclass(frozen=True)
class Outgoing:
    """A new message. `text` is HTML as Telegram reads it, every fact escaped.

    `thread` is the topic of a forum; `plain` sends the same words without their markup
    (after the server could not read it); a `document` or a `picture` bears the text as
    its caption.
    """

    chat: int
    text: str
    keyboard: Keyboard = ()
    reply_to: int | None = None
    thread: int | None = None
    silent: bool = False
    document: tuple[str, bytes] | None = None  # name, content
    picture: tuple[str, bytes] | None = None  # of at most 10 MB, shown at once
    plain: bool = False
    kept: tuple[str, bool] | None = None  # a file that Telegram has: its id, is a photo


@dataclass(frozen=True)
class Edit:
    """A new face for a message already sent. An empty keyboard takes it away."""

    chat: int
    message_id: int
    text: str
    keyboard: Keyboard = ()
