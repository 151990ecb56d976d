"""Buttons: the toast comes back to who pressed, within 150 s of the office clock."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

KEYBOARD = {"inline_keyboard": [[{"text": "Xong", "callback_data": "t:1:2:done"}]]}
TOO_OLD = (
    "Bad Request: query is too old and response timeout expired or query ID is invalid"
)


async def press(town: Any, chat: int, person: int, message: int) -> Any:
    """Press, and give the answer to come and the query that the bot received."""
    path = f"chats/{chat}/messages/{message}/press"
    pressing = asyncio.ensure_future(
        town.post(path, **{"from": person, "data": "t:1:2:done"})
    )
    while not (updates := await town.read_all()):
        pass
    return pressing, updates[-1]["callback_query"]


async def card(town: Any, chat: int) -> int:
    sent = {"chat_id": chat, "text": "NV-1", "reply_markup": KEYBOARD}
    return int((await town.bot("sendMessage", **sent))["message_id"])


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ({"text": "Đã ghi"}, {"toast": "Đã ghi", "alert": False}),
        ({"text": "Hỏng", "show_alert": True}, {"toast": "Hỏng", "alert": True}),
        ({}, {"toast": "", "alert": False}),
    ],
)
async def test_the_toast_is_shown(
    town: Any, answer: dict[str, Any], shown: dict[str, Any]
) -> None:
    lan = await town.person("Lan")
    pressing, query = await press(town, lan, lan, await card(town, lan))
    assert query["data"] == "t:1:2:done"
    assert query["from"]["id"] == lan
    assert query["message"]["reply_markup"] == KEYBOARD
    await town.bot("answerCallbackQuery", callback_query_id=query["id"], **answer)
    told = await pressing
    assert (told.status, told.body) == (200, shown)


async def test_after_150_seconds_nobody_waits_any_more(town: Any) -> None:
    lan = await town.person("Lan")
    pressing, query = await press(town, lan, lan, await card(town, lan))
    await town.post("clock", forward=150)
    assert (await pressing).body == {"toast": None}
    answer = {"callback_query_id": query["id"]}
    assert await town.refusal("answerCallbackQuery", **answer) == (400, TOO_OLD)


async def test_a_press_that_nobody_fetched_is_lost_after_150_seconds(town: Any) -> None:
    lan = await town.person("Lan")
    path = f"chats/{lan}/messages/{await card(town, lan)}/press"
    pressing = asyncio.ensure_future(town.post(path, **{"from": lan, "data": "x"}))
    while (await town.get("state"))["idle"]:
        pass
    town.clock.move_to(town.clock.now() + timedelta(seconds=150))
    assert (await town.get("state"))["idle"]
    assert await town.read_all() == []
    town.steady.drive(150)
    assert (await pressing).body == {"toast": None}


async def test_any_member_of_a_group_may_press(town: Any) -> None:
    lan, minh = await town.person("Lan"), await town.person("Minh")
    group = await town.group("Sở Nội vụ", lan, minh)
    pressing, query = await press(town, group, minh, await card(town, group))
    assert query["from"]["id"] == minh
    too_long = {"callback_query_id": query["id"], "text": "đ" * 201}
    assert (await town.refusal("answerCallbackQuery", **too_long))[0] == 400
    await town.bot("answerCallbackQuery", callback_query_id=query["id"])
    await pressing


async def test_what_cannot_be_pressed(town: Any) -> None:
    lan, minh = await town.person("Lan"), await town.person("Minh")
    number = await card(town, lan)

    async def refused(message: int, **fields: Any) -> int:
        path = f"chats/{lan}/messages/{message}/press"
        return int((await town.post(path, **fields)).status)

    assert await refused(99, **{"from": lan, "data": "x"}) == 404
    assert await refused(1, **{"from": lan, "data": "x"}) == 400
    assert await refused(number, **{"from": minh, "data": "x"}) == 400
    assert await refused(number, **{"from": lan, "data": "x" * 65}) == 400
    assert await refused(number, **{"from": lan}) == 400
