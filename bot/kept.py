"""What is kept of an update's chats, people and quoted messages: what handlers read.

A person is his number, a chat is its number and kind. What they call themselves is
anybody's text: it is kept only in the two commands that need it, and not with a level
of secrecy in it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from domain.proof import codes_in
from domain.secrecy import is_secret

WHICH = ("message_id", "message_thread_id", "is_topic_message")
PLACED = (*WHICH, "date", "chat", "from")
ALBUM = "media_group_id"  # Telegram's number of what was sent together
QUOTING = ("reply_to_message", "pinned_message")
# Words of another message, and what a channel's writer calls himself, or whoever first
# wrote what is passed on.
DROPPED = ("quote", "external_reply", "author_signature", "forward_origin")
OF_A_CHAT = ("id", "type")
OF_A_PERSON = ("id", "is_bot")
OF_A_PRESS = ("id", "from", "message", "chat_instance", "data")
OF_A_CHANGE = ("chat", "from", "date", "old_chat_member", "new_chat_member")
CALLED = ("first_name", "last_name")
# Who is invited says by it who he is; a group that is bound has a name of its own.
NAMING, TITLING = "/start", "/nhom"

Part = Mapping[str, Any]


def placed(message: Part) -> dict[str, Any]:
    """Who, where and when, and nothing that was said."""
    return _nameless(only(PLACED, message))


def said(message: Part) -> dict[str, Any]:
    """A message of a person. Of those it refers to, only which they are: what was
    refused there once must not come in by an answer to it."""
    kept = {
        name: placed(value) if name in QUOTING and isinstance(value, dict) else value
        for name, value in message.items()
        if name not in DROPPED
    }
    text = message.get("text")
    command = text if isinstance(text, str) else ""
    named = _nameless(kept)
    if command.startswith(NAMING):
        named |= _called(message, "from", CALLED)
    if command.startswith(TITLING):
        named |= _called(message, "chat", ("title",))
    return named


def pressed(query: Part) -> dict[str, Any]:
    """A button: which, by whom, and under which message of ours; of its words the
    codes, by which it is known to have arrived."""
    kept = _nameless(only(OF_A_PRESS, query))
    message = query.get("message")
    if isinstance(message, dict):
        text = message.get("text")
        words = {"text": _codes(text)} if isinstance(text, str) else {}
        kept["message"] = {**placed(message), **words}
    return kept


def _codes(text: str) -> str:
    return " ".join(f"#{code}" for code in sorted(codes_in(text)))


def changed(membership: Part) -> dict[str, Any]:
    """The bot was taken in or put out: all that counts is the state it is in now."""
    kept = _nameless(only(OF_A_CHANGE, membership))
    for name in ("old_chat_member", "new_chat_member"):
        if isinstance(kept.get(name), dict):
            kept[name] = _member(kept[name])
    return kept


def _member(member: Part) -> dict[str, Any]:
    """Its rights are switches; its only text that counts is the state."""
    switches = {
        name: value for name, value in member.items() if isinstance(value, int | bool)
    }
    who = {"user": _person(member["user"])} if "user" in member else {}
    return {**switches, **only(("status",), member), **who}


# The kinds that handlers take, and what is kept of each beside a person's message.
REDUCED: Mapping[str, Callable[[Part], dict[str, Any]]] = {
    "callback_query": pressed,
    "my_chat_member": changed,
}


def only(names: Collection[str], part: Part) -> dict[str, Any]:
    return {name: part[name] for name in names if name in part}


def _nameless(part: dict[str, Any]) -> dict[str, Any]:
    """Without titles of chats and names of people."""
    return {
        name: HELD[name](value) if name in HELD else value
        for name, value in part.items()
    }


def _chat(chat: object) -> Any:
    return only(OF_A_CHAT, chat) if isinstance(chat, dict) else None


def _person(person: object) -> Any:
    """The library wants a first name: an empty one."""
    if not isinstance(person, dict):
        return None
    called = {"first_name": ""} if "first_name" in person else {}
    return {**only(OF_A_PERSON, person), **called}


def _called(message: Part, holder: str, names: Collection[str]) -> dict[str, Any]:
    """Its holder, with these names of it unless they bear a mark, one or all."""
    whole = message.get(holder)
    if not isinstance(whole, dict):
        return {}
    called = {name: v for name, v in only(names, whole).items() if isinstance(v, str)}
    if any(map(is_secret, (*called.values(), " ".join(called.values())))):
        called = {}
    return {holder: {**HELD[holder](whole), **called}}


# Who and where, wherever a message says so.
HELD: Mapping[str, Callable[[object], Any]] = {
    "chat": _chat,
    "sender_chat": _chat,
    "from": _person,
    "via_bot": _person,
}
