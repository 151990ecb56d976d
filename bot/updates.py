"""An update as raw JSON: whose it is, and what of it may be kept at all."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from bot.malformed import fault_of, number_of, outline, own_number, raw_of, strings
from domain.secrecy import is_secret

REFUSED = "dondoc_refused"  # the mark left in place of content that is not kept
DIGEST = "dondoc_digest"  # SHA-256 of what was refused, for the audit
KEPT = ("message_id", "date", "chat", "from", "message_thread_id")
QUOTING = ("reply_to_message", "pinned_message")
# Telegram's own marks in what a person sends.
MARKS = ("file_id", "file_unique_id", "mime_type", "type", "url", "language_code")
MESSAGES = (
    *("message", "edited_message", "channel_post", "edited_channel_post"),
    *("business_message", "edited_business_message"),
)
LONGEST = 16 * 1024  # characters that are searched for a level of secrecy


def to_keep(update: object) -> dict[str, Any]:
    """The inbox's row for whatever came. Secret content is dropped here, before any
    database sees it: only who, where and when remain (domain.md 1.8).

    `error` says what is wrong with an update that no handler is to see; one without a
    usable number is given one of its own.
    """
    raw = raw_of(update)
    fault = fault_of(update, len(raw))
    number = number_of(update)
    body = _body_of_odd(update, raw) if fault else _body(_as_object(update))
    return {
        "update_id": own_number(raw) if number is None else number,
        "chat": 0 if fault else chat_of(_as_object(update)),
        "body": body,
        "error": fault,
    }


def in_place_of(row: Mapping[str, Any], error: str) -> dict[str, Any]:
    """The row for one that the database itself would not take as it was."""
    update, raw = row["body"], raw_of(row["body"])
    return {**row, "chat": 0, "body": outline(update, raw), "error": error}


def _as_object(update: object) -> Mapping[str, Any]:
    assert isinstance(update, dict)  # anything else has a fault
    return update


def _body_of_odd(update: object, raw: str) -> Any:
    """As it came, unless it is too much to look through, or looks like a secret."""
    texts = list(strings(update))
    if sum(map(len, texts)) > LONGEST or len(raw) > 4 * LONGEST:
        return outline(update, raw)
    return outline(update, raw) if any(map(is_secret, texts)) else update


def _body(update: Mapping[str, Any]) -> dict[str, Any]:
    body = dict(update)
    for name in MESSAGES:
        message = body.get(name)
        if not isinstance(message, dict):
            continue
        body[name] = _without_quotes(message)
        written = list(texts(message))
        if any(map(is_secret, written)):
            body[name] = _only(KEPT, message)
            body[REFUSED] = "secret"
            body[DIGEST] = digest_of(written)
    return body


def digest_of(written: Iterable[str]) -> str:
    """By which the same text is known again by who has it; it tells nothing of it."""
    said = "\n".join(written).encode(errors="surrogatepass")
    return hashlib.sha256(said).hexdigest()


def texts(message: Mapping[str, Any]) -> Iterator[str]:
    """All that a person wrote in a message: text, caption, names of files, a poll's
    question, the title of a place or a topic, whatever may yet come."""
    open_values: list[Any] = [
        value for name, value in message.items() if name not in (*KEPT, *QUOTING)
    ]
    while open_values:
        value = open_values.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            open_values += value
        elif isinstance(value, dict):
            open_values += (one for name, one in value.items() if name not in MARKS)
            yield from _as_words(value.get("file_name"))


def _as_words(file_name: object) -> Iterator[str]:
    """Without its kind, and with blanks for what stands for them."""
    if isinstance(file_name, str):
        yield file_name.rpartition(".")[0].replace("_", " ")


def _without_quotes(message: Mapping[str, Any]) -> dict[str, Any]:
    """Of the messages it refers to only which they are: what was refused there once
    must not come in by an answer to it."""
    return {
        name: _only(KEPT, value) if name in QUOTING and value else value
        for name, value in message.items()
        if name not in ("quote", "external_reply")
    }


def _only(names: Collection[str], message: Mapping[str, Any]) -> dict[str, Any]:
    return {name: message[name] for name in names if name in message}


def chat_of(update: Mapping[str, Any]) -> int:
    """The chat whose updates keep their order; 0 for what has none."""
    for value in update.values():
        if not isinstance(value, dict):
            continue
        holder = value.get("message") if "data" in value else value
        chat = (holder or {}).get("chat") if isinstance(holder, dict) else None
        if isinstance(chat, dict) and isinstance(chat.get("id"), int):
            return int(chat["id"])
    return 0
