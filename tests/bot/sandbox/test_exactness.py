"""What is counted, left out and refused, exactly as at Telegram's."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

KEYBOARD = {"inline_keyboard": [[{"text": "Xong", "callback_data": "t:1"}]]}
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply "
    "markup are exactly the same as a current content and reply markup of the message"
)


@pytest.mark.parametrize(
    "text",
    [
        "😀" * 4096,  # 8192 UTF-16 units: code points count
        "<b>" + "&lt;" * 4096 + "</b>",  # tags and entities do not count
        "  " + "đ" * 4096 + "\n\n",  # nor does what is trimmed
    ],
)
async def test_4096_code_points_are_taken(town: Any, text: str) -> None:
    lan = await town.person("Lan")
    sent = await town.bot("sendMessage", chat_id=lan, text=text, parse_mode="HTML")
    assert len(sent["text"]) == 4096


async def test_4097_code_points_are_too_long_without_their_tags(town: Any) -> None:
    lan = await town.person("Lan")
    words = {"chat_id": lan, "text": "<i>" + "&amp;" * 4097 + "</i>"}
    refused = await town.refusal("sendMessage", **words, parse_mode="HTML")
    assert refused == (400, "Bad Request: message is too long")


def nulls(told: Any, path: str = "") -> Iterator[str]:
    """The places of every null in some JSON."""
    if told is None:
        yield path
    pairs = told.items() if isinstance(told, dict) else ()
    pairs = enumerate(told) if isinstance(told, list) else pairs
    for key, value in pairs:
        yield from nulls(value, f"{path}/{key}")


def dates(told: Any) -> Iterator[Any]:
    if isinstance(told, dict):
        yield from (told[key] for key in told if key.endswith("date"))
    children = told.values() if isinstance(told, dict) else told
    for child in children if isinstance(told, (dict, list)) else ():
        yield from dates(child)


async def all_that_is_told(town: Any, lan: int) -> list[Any]:
    """Answers and updates of every kind that there is."""
    forum = await town.post("groups", title="Sở", members=[lan], forum=True)
    group = forum.body["id"]
    topic = await town.post(f"groups/{group}/topics", name="Đôn đốc")
    place = {"chat_id": group, "message_thread_id": topic.body["thread"]}
    await town.write(lan, lan, "chào", document={"name": "a.txt", "base64": "YQ=="})
    card = {"text": "NV-1", "reply_markup": KEYBOARD}
    sent = await town.bot("sendMessage", **card, **place)
    own = await town.bot("sendMessage", **card, chat_id=lan)
    path = f"chats/{group}/messages/{sent['message_id']}/press"
    pressing = asyncio.ensure_future(town.post(path, **{"from": lan, "data": "t:1"}))
    await town.write(group, lan, "được", reply_to=sent["message_id"])
    await town.post(f"people/{lan}/block")
    updates: list[Any] = []
    while not any("callback_query" in each for each in updates):
        town.steady.drive(60)
        updates = await town.bot("getUpdates")
    pressing.cancel()
    asked = [await town.bot(method) for method in ("getMe", "getWebhookInfo")]
    member = await town.bot("getChatMember", chat_id=group, user_id=lan)
    chat = await town.bot("getChat", chat_id=group)
    return [sent, own, *updates, *asked, member, chat]


async def test_what_is_absent_is_left_out_and_dates_are_seconds(town: Any) -> None:
    told = await all_that_is_told(town, await town.person("Lan"))
    assert len(told) == 12
    assert list(nulls(told)) == []
    assert set(dates(told)) <= {int(town.clock.now().timestamp()), 0}
    assert all(type(date) is int for date in dates(told))


async def test_a_keyboard_is_changed_alone_and_the_same_one_refused(town: Any) -> None:
    lan = await town.person("Lan")
    card = {"chat_id": lan, "text": "NV-1", "reply_markup": KEYBOARD}
    sent = await town.bot("sendMessage", **card)
    about = {"chat_id": lan, "message_id": sent["message_id"]}
    town.steady.drive(5)
    same = await town.refusal("editMessageReplyMarkup", **about, reply_markup=KEYBOARD)
    assert same == (400, NOT_MODIFIED)
    town.steady.drive(5)
    edited = await town.bot("editMessageReplyMarkup", **about)
    assert (edited["text"], "reply_markup" in edited) == ("NV-1", False)
    town.steady.drive(5)
    assert await town.refusal("editMessageReplyMarkup", **about) == (400, NOT_MODIFIED)


async def test_an_own_message_is_edited_at_any_age_and_deleted_for_48_hours(
    town: Any,
) -> None:
    lan = await town.person("Lan")
    sent = await town.bot("sendMessage", chat_id=lan, text="một")
    about = {"chat_id": lan, "message_id": sent["message_id"]}
    town.clock.move_to(town.clock.now() + timedelta(hours=48))
    assert await town.refusal("deleteMessage", **about) == (
        400,
        "Bad Request: message can't be deleted",
    )
    town.steady.drive(5)
    await town.bot("editMessageText", **about, text="hai")
    town.steady.drive(5)
    young = await town.bot("sendMessage", chat_id=lan, text="ba")
    town.clock.move_to(town.clock.now() + timedelta(hours=47, minutes=59))
    about = {"chat_id": lan, "message_id": young["message_id"]}
    assert await town.bot("deleteMessage", **about) is True
    assert await town.refusal("deleteMessage", **about) == (
        400,
        "Bad Request: message to delete not found",
    )


async def test_every_refusal_by_flood_names_the_seconds_twice(town: Any) -> None:
    people = [await town.person(f"Lan {number}") for number in range(31)]
    town.steady.drive(60)
    answers = [
        await town.call("sendMessage", chat_id=each, text="chào") for each in people
    ]
    assert [answer.status for answer in answers] == [200] * 30 + [429]
    refused = answers[-1]
    assert refused.headers["Retry-After"] == "1"
    assert refused.body["parameters"] == {"retry_after": 1}
    assert refused.body["description"] == "Too Many Requests: retry after 1"
