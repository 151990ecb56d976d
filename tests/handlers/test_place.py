"""Whom an update is from: a move is Telegram's own word, whoever caused it."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from handlers.place import ANONYMOUS_ADMIN, place_of

OLD, NEW = -20, -100_20
ANONYMOUS = {"id": ANONYMOUS_ADMIN, "is_bot": True, "first_name": "Group"}
SOMEBODY = {"id": 9, "is_bot": False, "first_name": "An"}


def update(chat: int, **message: Any) -> Update:
    kind = "supergroup" if chat == NEW else "group"
    told = {"message_id": 3, "date": 0, "chat": {"id": chat, "type": kind}, **message}
    read = Update.de_json({"update_id": 1, "message": told}, None)
    assert read is not None
    return read


@pytest.mark.parametrize("sender", [ANONYMOUS, SOMEBODY, None])
@pytest.mark.parametrize(
    ("chat", "service"),
    [(OLD, {"migrate_to_chat_id": NEW}), (NEW, {"migrate_from_chat_id": OLD})],
)
def test_news_of_a_move_is_heard_from_anybody(
    sender: dict[str, Any] | None, chat: int, service: dict[str, int]
) -> None:
    who = {} if sender is None else {"from": sender}
    place = place_of(update(chat, **who, **service))
    assert place is not None
    assert (place.address, place.in_group) == (chat, True)


def test_nothing_else_is_heard_from_who_hides() -> None:
    assert place_of(update(NEW, **{"from": ANONYMOUS}, text="/nhom")) is None
