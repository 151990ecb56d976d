"""What became of one call to the Bot API, read from the wire itself.

python-telegram-bot's exceptions do not say whether a message was accepted (a dropped
answer and a refused connection are both a NetworkError), so the request class notes how
far each call came and this table decides (delivery.md 2.5).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from domain.outcomes import Dead, Migrated, NotSent, Outcome, Sent, Stopped, Unknown
from models.base import LARGEST_NUMBER

UNSAID_WAIT = 5.0  # seconds, after a 429 that names none: it uses up no attempt
LONGEST_REASON = 120  # characters; the server's sentences are shorter

# The chat itself is closed to us; everything else concerns one message only.
CHAT_GONE = (
    "chat not found",
    "bot was blocked by the user",
    "user is deactivated",
    "bot was kicked",
    "group chat was deleted",
    "bot is not a member",
)
EDIT_GONE = ("message to edit not found", "message can't be edited")
TOO_LONG = ("message is too long", "message caption is too long")


class Phase(IntEnum):
    """How far a call came. From SENDING on, the server may have acted on it."""

    WAITING = 0  # for a free place in the pool
    CONNECTING = 1
    SENDING = 2  # the connection stands and the request is being written
    ANSWERED = 3  # status and headers have been read
    FINISHED = 4  # the whole answer has been read


@dataclass
class Trace:
    """What is known of one call: kept up to date by the request class.

    `failure` is the class of what ended it early; `retry_after` is the header of that
    name in seconds, looked at only when the answer is not the Bot API's own JSON.
    `is_cut`: the answer was too long to be read; the payload is only its beginning.
    """

    phase: Phase = Phase.WAITING
    http_status: int | None = None
    payload: bytes = b""
    failure: str | None = None
    retry_after: float | None = None
    is_cut: bool = False

    @property
    def body(self) -> dict[str, Any] | None:
        """The Bot API's answer; None for anything else: a proxy's page, half a body."""
        try:
            body = json.loads(self.payload)
        except ValueError:
            return None
        known = isinstance(body, dict) and isinstance(body.get("ok"), bool)
        return body if known else None


def outcome_of(trace: Trace) -> Outcome:
    """Decide by how far the call came, then by status, then by the answer's words."""
    if trace.phase is Phase.WAITING and trace.failure == "TimeoutError":
        return NotSent("pool_timeout", retry_after=0.0)  # our own queue: try again now
    if trace.phase < Phase.SENDING:
        return NotSent(_where_it_ended(trace))
    if trace.phase < Phase.FINISHED or trace.http_status is None:
        return Unknown(_where_it_ended(trace))
    body = trace.body
    return _by_status(trace, body) or _by_answer(trace.http_status, body)


def _by_status(trace: Trace, body: dict[str, Any] | None) -> Outcome | None:
    """Refusals that hold whoever in between uttered them."""
    match trace.http_status:
        case 401 | 404:
            return Stopped(_reason(trace.http_status, body))
        case 413:
            return Dead("too_long")
        case 429:
            seconds = _parameter(body, "retry_after")
            wait = trace.retry_after if seconds is None else float(seconds)
            return NotSent("flood", retry_after=UNSAID_WAIT if wait is None else wait)
    return None


def _by_answer(status: int, body: dict[str, Any] | None) -> Outcome:
    if body is None:
        # A portal or gateway answered; what it passed on nobody knows.
        return Unknown(f"http_{status}_not_bot_api")
    reason = _reason(status, body)
    if status < 300:
        said = _message_id(body.get("result"))
        return Sent(said) if body["ok"] else Dead(f"ok_false: {reason}")
    if status == 500 and "restart" in reason:
        return Unknown(reason)  # the server cut its own query short
    if status >= 500 or status == 409:
        return NotSent(reason)
    moved_to = _parameter(body, "migrate_to_chat_id")
    return _refused(reason) if moved_to is None else Migrated(moved_to)


def _refused(reason: str) -> Outcome:
    """A refusal for good, by the server's words (telegram.md, error strings)."""
    if "message is not modified" in reason:
        return Sent(None)
    if _says(reason, EDIT_GONE):
        return Dead("edit_gone")
    if "can't parse entities" in reason:
        return Dead("entities")
    if _says(reason, TOO_LONG):
        return Dead("too_long")
    return Dead(reason, chat_gone=_says(reason, CHAT_GONE))


def _says(reason: str, phrases: tuple[str, ...]) -> bool:
    return any(phrase in reason for phrase in phrases)


def _reason(status: int | None, body: dict[str, Any] | None) -> str:
    """The server's sentence in lower case, in whole letters and short enough for a log
    line."""
    words = str((body or {}).get("description", "")) or f"http_{status}"
    kept = (one if one.isprintable() else "?" for one in words[:LONGEST_REASON])
    return "".join(kept).casefold()[:LONGEST_REASON]


def _where_it_ended(trace: Trace) -> str:
    return f"{trace.phase.name.lower()}: {trace.failure or 'no answer'}"


def _parameter(body: dict[str, Any] | None, name: str) -> int | None:
    parameters = (body or {}).get("parameters")
    return _number(parameters.get(name)) if isinstance(parameters, dict) else None


def _message_id(result: object) -> int | None:
    return _number(result.get("message_id")) if isinstance(result, dict) else None


def _number(value: object) -> int | None:
    """Only one that a database can hold: `true` is none, and an outcome that cannot be
    recorded would be tried for ever."""
    if type(value) is not int or abs(value) > LARGEST_NUMBER:
        return None
    return value
