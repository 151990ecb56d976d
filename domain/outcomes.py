"""What became of one attempt to send (delivery.md 2.5)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sent:
    """The channel took the message and gave it a number (None for a mere edit)."""

    message_id: int | None


@dataclass(frozen=True)
class NotSent:
    """Certainly not delivered; worth another try.

    `retry_after` is in seconds as the server asked (a flood wait, which uses up no
    attempt), or None when our own backoff decides.
    """

    why: str
    retry_after: float | None = None


@dataclass(frozen=True)
class Dead:
    """Refused for good. `chat_gone` closes the chat: blocked, kicked, unknown."""

    why: str
    chat_gone: bool = False


@dataclass(frozen=True)
class Migrated:
    """The group became a supergroup with this address; send there."""

    to: int


@dataclass(frozen=True)
class Unknown:
    """It may or may not have been delivered."""

    why: str


@dataclass(frozen=True)
class Stopped:
    """The token was refused (401, 404): nothing can be sent until it is mended."""

    why: str


Outcome = Sent | NotSent | Dead | Migrated | Unknown | Stopped
