"""An update as raw JSON: whose it is, and what of it may be kept at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from bot.kept import ALBUM, HELD, PLACED, QUOTING, REDUCED, placed, said
from bot.malformed import fault_of, number_of, outline, own_number, raw_of, strings
from domain.secrecy import is_secret
from domain.secret_names import digest_of, is_secret_address, is_secret_name
from domain.secret_symbols import Symbols, bears_symbol

REFUSED = "dondoc_refused"  # the mark left in place of content that is not kept
DIGEST = "dondoc_digest"  # SHA-256 of what was refused, for the audit
# Telegram's own words in what a person sends.
MARKS = ("file_id", "file_unique_id", "type", "language_code")
MESSAGES = (
    *("message", "edited_message", "channel_post", "edited_channel_post"),
    *("business_message", "edited_business_message"),
)
LONGEST = 16 * 1024  # characters that are searched for a level of secrecy
# What is more than its words: a name of a file, an address behind a word.
READ = {"file_name": is_secret_name, "url": is_secret_address}

Written = tuple[str, Callable[[str], bool]]


def to_keep(update: object, symbols: Symbols = ()) -> dict[str, Any]:
    """The inbox's row for whatever came. Secret content is dropped here, before any
    database sees it: only who, where and when remain (domain.md 1.8).

    `error` says what is wrong with an update that no handler is to see; one without a
    usable number is given one of its own. `symbols` are those of the province's secret
    papers.
    """
    raw = raw_of(update)
    fault = fault_of(update, len(raw))
    number = number_of(update)
    body = _body_of_odd(update, raw) if fault else _body(_as_object(update), symbols)
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
    if any(map(is_secret_name, texts)) or any(map(is_secret_address, texts)):
        return outline(update, raw)
    return update


def _body(update: Mapping[str, Any], symbols: Symbols) -> dict[str, Any]:
    """What handlers take of it, and of that what they read (`bot/kept.py`)."""
    kinds = {**dict.fromkeys(MESSAGES, said), **REDUCED}
    body: dict[str, Any] = {"update_id": update["update_id"]}
    for kind in kinds.keys() & update.keys():
        part = update[kind]
        if not isinstance(part, dict):
            continue
        body[kind] = kinds[kind](part)
        written = list(texts(kind, part))
        if is_any_marked(written, symbols):
            body[kind] = _refused(kind, body[kind])
            body[REFUSED] = "secret"
            body[DIGEST] = digest_of(*(text for text, _ in written))
    return body


def _refused(kind: str, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Only who, where and when, and with what else it was sent; of a button also what
    Telegram has to be answered."""
    if kind == "callback_query":
        return {name: value for name, value in kept.items() if name != "data"}
    album = kept.get(ALBUM)
    together = isinstance(album, str) and album.isascii() and album.isdecimal()
    return {**placed(kept), **({ALBUM: album} if together else {})}


def texts(kind: str, part: Mapping[str, Any]) -> Iterator[Written]:
    """All that a person wrote in a part of an update, and how each is to be read."""
    if kind == "callback_query":
        open_values: list[tuple[str, Any]] = [("data", part.get("data"))]
    elif kind in MESSAGES:
        skipped = {*PLACED, *QUOTING, *HELD}
        open_values = [one for one in part.items() if one[0] not in skipped]
    else:
        return  # nothing of its words is kept
    while open_values:
        name, value = open_values.pop()
        if isinstance(value, str):
            yield value, READ.get(name, is_secret)
        elif isinstance(value, list):
            open_values += ((name, one) for one in value)
        elif isinstance(value, dict):
            open_values += (one for one in value.items() if one[0] not in MARKS)


def is_any_marked(written: Iterable[Written], symbols: Symbols) -> bool:
    return any(
        bears_mark(text) or bears_symbol(text, symbols) for text, bears_mark in written
    )


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
