"""Updates that no handler could take: what is wrong, and what is kept of them.

Telegram sends none of these; a broken proxy, a newer server or somebody hostile may.
They are parked at once, so that they neither stop the others nor are lost
(delivery.md 2.12).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from telegram import Update

from models.base import LARGEST_NUMBER

LARGEST_BODY = 256 * 1024  # characters of JSON; Telegram's own stay far below
LONGEST_TEXT = 16 * 1024  # characters; a message has at most 4,096
LONGEST_DATA = 64  # bytes behind a button: Telegram's own limit
KINDS = frozenset(Update.ALL_TYPES)
PLACED = ("message_id", "date", "chat", "from", "message_thread_id")


def fault_of(update: object, length: int) -> str:
    """What is wrong with an update of so many characters; "" if nothing is."""
    if not isinstance(update, dict):
        return "no_object"
    if number_of(update) is None:
        return "no_number"
    if _has_long_data(update):
        return "callback_data_too_long"
    if length > LARGEST_BODY or any(len(t) > LONGEST_TEXT for t in strings(update)):
        return "too_large"
    if any(
        isinstance(n, int | float) and not abs(n) <= LARGEST_NUMBER
        for n in _leaves(update)
    ):
        return "number_beyond_64_bit"
    return "" if KINDS & update.keys() else "unknown_kind"


def _has_long_data(update: Mapping[str, Any]) -> bool:
    query = update.get("callback_query")
    data = query.get("data") if isinstance(query, dict) else None
    if not isinstance(data, str):
        return False
    return len(data.encode(errors="surrogatepass")) > LONGEST_DATA


def number_of(update: object) -> int | None:
    """The update's own number, if it has one that a database can keep."""
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if _is_number(number) and number >= 0 else None


def own_number(raw: str) -> int:
    """A number for what bears none: below zero, and the same each time it comes."""
    digest = hashlib.sha256(raw.encode()).digest()
    return -1 - (int.from_bytes(digest[:8], "big") >> 1)


def outline(update: object, raw: str) -> dict[str, Any]:
    """Who, where and when, in numbers only; of the content its length and digest."""
    seen: dict[str, Any] = {}
    if isinstance(update, dict):
        for kind in KINDS & update.keys():
            seen[kind] = _place(update[kind])
    digest = hashlib.sha256(raw.encode()).hexdigest()
    return {**seen, "length": len(raw), "sha256": digest}


def _place(message: object) -> dict[str, Any]:
    if not isinstance(message, dict):
        return {}
    found: dict[str, Any] = {}
    for name in PLACED:
        value = message.get(name)
        number = value.get("id") if isinstance(value, dict) else value
        if _is_number(number):
            found[name] = {"id": number} if isinstance(value, dict) else number
    return found


def _is_number(value: object) -> TypeGuard[int]:
    if not isinstance(value, int) or isinstance(value, bool):
        return False
    return abs(value) <= LARGEST_NUMBER


def strings(value: object) -> Iterator[str]:
    """Every text in it, names of fields not counted."""
    return (one for one in _leaves(value) if isinstance(one, str))


def _leaves(value: object) -> Iterator[object]:
    """Everything in it that is no object and no list; not by recursion."""
    open_values = [value]
    while open_values:
        one = open_values.pop()
        if isinstance(one, dict):
            open_values += one.values()
        elif isinstance(one, list):
            open_values += one
        else:
            yield one


def raw_of(update: object) -> str:
    """The update as JSON of ASCII letters; of one too deep for that, a bare mark."""
    try:
        return json.dumps(update)
    except RecursionError:
        return json.dumps("too deep")
