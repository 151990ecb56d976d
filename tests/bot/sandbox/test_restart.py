"""A stop or a kill loses nothing, and numbers go on where they were."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import aiohttp
import pytest

KEYBOARD = {"inline_keyboard": [[{"text": "Xong", "callback_data": "t:1"}]]}


@pytest.fixture
def state_file(tmp_path: Path) -> Path:
    return tmp_path / "demo" / "sandbox.db"


async def test_everything_is_there_again(state_file: Path, open_town: Any) -> None:
    town = await open_town(state_file=state_file)
    lan = await town.person("Lan")
    group = await town.group("Sở Nội vụ", lan)
    card = {"chat_id": group, "text": "12/15", "reply_markup": KEYBOARD}
    sent = await town.bot("sendMessage", **card)
    document = {"name": "a.txt", "base64": "YQ=="}
    told = {"from": lan, "text": "/start x", "document": document}
    await town.post(f"chats/{lan}/messages", **told)
    await town.write(group, lan, "xong", reply_to=sent["message_id"])
    waiting = await town.bot("getUpdates")

    # The first one still runs: nobody closed its file, as after a kill.
    again = await open_town(state_file=state_file)
    assert await again.bot("getUpdates") == waiting
    asked = ("people", "groups", "ledger", f"chats/{group}/messages")
    for path in asked:
        assert await again.get(path) == await town.get(path)
    [_, shown] = await again.messages(lan)
    async with again.http.get(again.url + shown["document"]["url"]) as response:
        assert await response.read() == b"a"


async def test_numbers_go_on(state_file: Path, open_town: Any) -> None:
    town = await open_town(state_file=state_file)
    lan = await town.person("Lan")
    group = await town.group("Sở Nội vụ", lan)
    sent = await town.bot("sendMessage", chat_id=group, text="12/15")
    await town.bot("setMyCommands", commands=[{"command": "a", "description": "b"}])
    again = await open_town(state_file=state_file)
    assert await again.person("Minh") == lan + 1
    assert await again.write(group, lan, "một") == sent["message_id"] + 1
    # What was sent before can still be edited.
    edit = {"chat_id": group, "message_id": sent["message_id"], "text": "13/15"}
    await again.bot("editMessageText", **edit)
    assert len(await again.bot("getMyCommands")) == 1
    calls = (await again.get("ledger"))["calls"]
    assert [call["n"] for call in calls] == [1, 2, 3, 4]


async def test_a_confirmed_update_does_not_come_back(
    state_file: Path, open_town: Any
) -> None:
    town = await open_town(state_file=state_file)
    lan = await town.person("Lan")
    await town.write(lan, lan, "một")
    [update] = await town.read_all()
    await town.write(lan, lan, "hai")
    again = await open_town(state_file=state_file)
    [later] = await again.read_all()
    assert later["message"]["text"] == "hai"
    assert later["update_id"] == update["update_id"] + 1


async def test_a_press_from_before_can_still_be_answered(
    state_file: Path, open_town: Any
) -> None:
    town = await open_town(state_file=state_file)
    lan = await town.person("Lan")
    card = {"chat_id": lan, "text": "NV-1", "reply_markup": KEYBOARD}
    sent = await town.bot("sendMessage", **card)
    path = f"chats/{lan}/messages/{sent['message_id']}/press"
    asking = asyncio.ensure_future(town.post(path, **{"from": lan, "data": "t:1"}))
    while (await town.get("state"))["idle"]:
        pass
    again = await open_town(state_file=state_file)
    [update] = await again.read_all()
    query = update["callback_query"]["id"]
    assert await again.bot("answerCallbackQuery", callback_query_id=query)
    town.steady.drive(150)
    assert (await asking).body == {"toast": None}


async def test_a_stopping_server_lets_everybody_go(
    state_file: Path, open_town: Any
) -> None:
    town = await open_town(state_file=state_file)
    lan = await town.person("Lan")
    await town.post("faults", kind="hang", count=1, method="getChat")
    held = asyncio.ensure_future(town.call("getChat", chat_id=lan))
    while not (await town.get("ledger"))["calls"]:
        pass
    polling = asyncio.ensure_future(town.bot("getUpdates", timeout=50))
    assert (await town.get("state"))["idle"]
    async with town.http.get(f"{town.url}/sandbox/events") as news:
        await town.server.close()
        assert (await news.read()).startswith(b": welcome")
    assert await polling == []
    with pytest.raises(aiohttp.ClientError):
        await held
