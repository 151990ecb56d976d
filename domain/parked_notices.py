"""What administrators are told of messages that went astray."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ParkedMessage:
    """A message of which nobody knows whether it arrived, or that certainly did not.

    `to` is empty for an account that is nobody's. `what` are the rules that it speaks
    of, else the kind of notice it is. `at` is the last try.
    """

    id: int
    is_unknown: bool
    to: str
    what: tuple[str, ...]
    at: datetime
    reason: str
    attempts: int


@dataclass(frozen=True)
class ParkedDigest:
    """What an administrator is told each morning about messages.

    `closed`, `unread` (updates that could not be handled) and `late` (worthless by the
    time they could be sent) count since the digest before; the rest as it stands.
    """

    slot: datetime
    unknown: int
    dead: int
    closed: int
    unread: int
    late: int
    messages: tuple[ParkedMessage, ...]
