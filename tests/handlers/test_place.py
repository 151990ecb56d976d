"""Whom an update is from: a move is Telegram's own word, whoever caused it."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import Update

from domain.proof import Seen
from domain.refusals import Reason, Refusal
from handlers.context import Place
from handlers.conversation import hear
from handlers.filing import hear_file
from handlers.place import ANONYMOUS_ADMIN, NOBODY, place_of

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


HIDING: list[dict[str, Any]] = [
    {"from": ANONYMOUS},
    {"from": ANONYMOUS, "sender_chat": {"id": NEW, "type": "supergroup"}},
    {"from": SOMEBODY, "sender_chat": {"id": -100_30, "type": "channel"}},
    {"from": SOMEBODY, "via_bot": {"id": 5, "is_bot": True, "first_name": "B"}},
    {"from": {"id": 5, "is_bot": True, "first_name": "B"}},
]


@pytest.mark.parametrize("said", HIDING)
def test_a_command_of_who_hides_is_that_of_nobody(said: dict[str, Any]) -> None:
    """He may well be somebody here: his account does not say so."""
    place = place_of(update(NEW, **said, text="/nhom"))
    assert place is not None
    assert (place.sender, place.in_group, place.seen) == (NOBODY, True, None)


@pytest.mark.parametrize("said", HIDING)
def test_what_they_say_among_themselves_is_not_heard(said: dict[str, Any]) -> None:
    assert place_of(update(NEW, **said, text="60%")) is None


def test_a_channel_is_not_answered() -> None:
    told = {"message_id": 3, "date": 0, "chat": {"id": -100_30, "type": "channel"}}
    post = Update.de_json(
        {"update_id": 1, "channel_post": {**told, "text": "/nhom"}}, None
    )
    assert post is not None
    assert place_of(post) is None


def test_a_forwarded_message_is_its_senders() -> None:
    origin = {"type": "user", "date": 0, "sender_user": {**SOMEBODY, "id": 77}}
    said = update(NEW, **{"from": SOMEBODY}, forward_origin=origin, text="/nhom")
    place = place_of(said)
    assert place is not None
    assert place.sender == SOMEBODY["id"]


OURS = Seen(5, datetime(2026, 11, 20, tzinfo=UTC))


@pytest.mark.parametrize("heard", [hear, hear_file])
async def test_what_people_say_to_each_other_is_not_said_to_us(heard: Any) -> None:
    """An administrator of a group gets all of it: also the bot, when it is made one."""

    class Nobody:
        place = Place(NEW, 9, in_group=True, reply_to=4)

        @property
        def actor(self) -> Any:
            raise Refusal(Reason.STRANGER)

    message = SimpleNamespace(text="xong rồi nhé", caption="ảnh họp")
    said = SimpleNamespace(effective_message=message)
    turn = Nobody()
    await heard(said, SimpleNamespace(turn=turn))
    for place in (Place(NEW, 9, in_group=True, seen=OURS), Place(9, 9, in_group=False)):
        turn.place = place
        with pytest.raises(Refusal) as refused:
            await heard(said, SimpleNamespace(turn=turn))
        assert refused.value.reason is Reason.STRANGER
