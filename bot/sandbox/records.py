"""What the sandbox's world is made of: plain records, ready to be kept as JSON.

Dates are whole seconds since 1970 by the office clock, as in the Bot API.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.text import Entity

Button = dict[str, Any]


@dataclass
class Person:
    """Somebody with a phone. The private chat with the bot has the same id."""

    id: int
    name: str
    username: str | None = None
    started: bool = False  # has written to the bot, which may write back since then
    blocked: bool = False  # has blocked the bot


@dataclass
class Group:
    """A group with the bot in it. `moved_to` is its id since it is a supergroup."""

    id: int
    title: str
    members: list[int] = field(default_factory=list)
    moved_to: int | None = None
    bot_wrote_last: bool = False  # no other bots here: it is true from its first word
    has_bot: bool = True
    forum: bool = False  # has topics; then it is a supergroup from the beginning
    topics: dict[str, str] = field(default_factory=dict)  # thread -> name

    @property
    def kind(self) -> str:
        return "supergroup" if self.id < -1_000_000_000_000 else "group"


@dataclass
class File:
    """A file somebody sent; `path` is the end of its download address."""

    file_id: str
    name: str
    path: str
    size: int
    is_photo: bool = False
    width: int = 0
    height: int = 0


@dataclass
class Message:
    """One message of one chat. `sender` is a person, or the bot."""

    chat: int
    message_id: int
    sender: int
    date: int
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    buttons: list[list[Button]] | None = None
    # A reply keyboard or ForceReply is never echoed, and forbids every edit.
    has_other_markup: bool = False
    reply_to: int | None = None
    file_id: str | None = None
    edited_at: int | None = None
    service: dict[str, Any] | None = None
    thread: int | None = None  # the topic of a forum; None is General
    force_reply: dict[str, Any] | None = None  # whom it asks to answer, for the phones
    silent: bool = False  # the phone makes no sound


@dataclass
class Press:
    """A pressed button that the bot may answer until `expires_at`."""

    id: str
    chat: int
    message_id: int
    person: int
    data: str
    expires_at: int
    toast: str | None = None  # None: not answered
    alert: bool = False


@dataclass
class Update:
    """What the bot has still to confirm; forgotten at `expires_at`.

    `update_id` is what confirms it, `place` its own place in the queue; a webhook
    keeps the order of a `lane`.
    """

    update_id: int
    body: Any
    expires_at: int
    lane: str = ""
    place: int = 0


@dataclass
class LedgerEntry:
    """One call of the bot. `status` is 0 when it was cut before being decided."""

    n: int
    at: str
    method: str
    chat: int | None
    message_id: int | None
    text: str | None
    status: int
    answered: bool
