"""An update as raw JSON: whose it is, and what of it may be kept at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from domain.secrecy import is_secret

REFUSED = "dondoc_refused"  # the mark left in place of content that is not kept
KEPT = ("message_id", "date", "chat", "from", "message_thread_id")
QUOTING = ("reply_to_message", "pinned_message")
MESSAGES = ("message", "edited_message", "channel_post", "edited_channel_post")


def to_keep(update: Mapping[str, Any]) -> dict[str, Any]:
    """The inbox's row for an update. Secret content is dropped here, before any
    database sees it: only who, where and when remain (domain.md 1.8)."""
    body = dict(update)
    for name in MESSAGES:
        message = body.get(name)
        if not isinstance(message, dict):
            continue
        body[name] = _without_quotes(message)
        if any(is_secret(t) for t in texts(message)):
            body[name] = _only(KEPT, message)
            body[REFUSED] = "secret"
    return {
        "update_id": update["update_id"],
        "chat": chat_of(update),
        "body": body,
    }


def texts(message: Mapping[str, Any]) -> Iterator[str]:
    """All that a person wrote in a message: text, caption, names of files, quotes."""
    for name in ("text", "caption"):
        if isinstance(message.get(name), str):
            yield message[name]
    for attachment in ("document", "audio", "video"):
        held = message.get(attachment)
        if isinstance(held, dict) and isinstance(held.get("file_name"), str):
            yield held["file_name"].rpartition(".")[0].replace("_", " ")
            yield held["file_name"]
    quoted = message.get("quote")
    if isinstance(quoted, dict) and isinstance(quoted.get("text"), str):
        yield quoted["text"]


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
