"""The people's API: its shapes, and one clear sentence for whatever is wrong."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import pytest


async def test_people_and_groups_are_made(town: Any) -> None:
    told = await town.post("people", name="Lê Thị Lan", username="lan")
    assert told.status == 201
    lan = told.body["id"]
    assert told.body == {"id": lan, "name": "Lê Thị Lan", "username": "lan"}
    minh = (await town.post("people", name="Minh")).body
    assert minh["username"] is None
    assert 0 < lan < minh["id"]
    group = (await town.post("groups", title="Sở", members=[lan])).body
    assert list(group) == ["id"]
    assert (await town.get("people"))["people"] == [told.body, minh]
    assert (await town.get("people"))["bot"]["id"] == 4242
    listed = {"id": group["id"], "title": "Sở", "members": [lan]}
    assert await town.get("groups") == {"groups": [listed]}


async def test_a_document_is_sent_and_read(town: Any) -> None:
    lan = await town.person("Lan")
    body = base64.b64encode(b"x" * 2_000_000).decode()
    document = {"name": "a/b/../sổ.xlsx", "base64": body}
    fields = {"from": lan, "text": "/nhap", "document": document}
    url = f"{town.url}/sandbox/chats/{lan}/messages"
    # More than a server of aiohttp takes when nobody says otherwise.
    async with town.http.post(
        url, data=io.BytesIO(json.dumps(fields).encode())
    ) as sent:
        assert sent.status == 201
    [update] = await town.read_all()
    message = update["message"]
    assert message["document"]["file_name"] == "sổ.xlsx"
    assert message["caption"] == "/nhap"
    assert message["caption_entities"][0]["type"] == "bot_command"
    file = await town.bot("getFile", file_id=message["document"]["file_id"])
    shown = (await town.messages(lan))[-1]["document"]
    assert shown["name"] == "sổ.xlsx"
    assert shown["url"].endswith(file["file_path"])
    async with town.http.get(town.url + shown["url"]) as response:
        assert len(await response.read()) == 2_000_000
    async with town.http.get(f"{town.url}/file/botx/{file['file_path']}") as response:
        assert response.status == 404


async def test_a_strange_file_name_makes_no_strange_address(town: Any) -> None:
    lan = await town.person("Lan")
    document = {"name": "sổ.a?b#c", "base64": "YQ=="}
    fields = {"from": lan, "document": document}
    await town.post(f"chats/{lan}/messages", **fields)
    shown = (await town.messages(lan))[-1]["document"]
    assert shown["name"] == "sổ.a?b#c"
    async with town.http.get(town.url + shown["url"]) as response:
        assert await response.read() == b"a"


async def test_a_long_text_is_split_as_phones_do(town: Any) -> None:
    lan = await town.person("Lan")
    await town.write(lan, lan, "ệ" * 10_000)
    lengths = [len(u["message"]["text"]) for u in await town.read_all()]
    assert lengths == [4096, 4096, 1808]


async def test_a_text_stays_as_it_was_typed(town: Any) -> None:
    lan = await town.person("Lan")
    typed = "<b>&amp; vie\u0323\u0302c 😀 @dondoc_demo_bot"
    await town.write(lan, lan, f"  {typed}\n")
    [update] = await town.read_all()
    assert update["message"]["text"] == typed
    [mention] = update["message"]["entities"]
    # The face counts two units.
    assert (mention["type"], mention["offset"]) == ("mention", len(typed) - 15)


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("people", {}, 400),
        ("people", {"name": 5}, 400),
        ("people", {"name": " \n"}, 400),
        ("people", {"name": "a" * 65}, 400),
        ("people", {"name": "a", "username": 5}, 400),
        ("people", {"name": "\ud800"}, 400),
        ("groups", {"title": "x", "members": []}, 400),
        ("groups", {"title": "x", "members": [99]}, 400),
        ("groups", {"title": "x", "members": ["1001"]}, 400),
        ("groups", {"title": "x", "members": 1001}, 400),
        ("chats/77/messages", {"from": 77, "text": "x"}, 404),
        ("chats/x/messages", {"from": 77, "text": "x"}, 404),
        ("chats/1001/messages", {"text": "x"}, 400),
        ("chats/1001/messages", {"from": True, "text": "x"}, 400),
        ("chats/1001/messages", {"from": 1001}, 400),
        ("chats/1001/messages", {"from": 1001, "text": " \t"}, 400),
        ("chats/1001/messages", {"from": 1001, "text": ["x"]}, 400),
        ("chats/1001/messages", {"from": 1001, "text": "x", "reply_to": 9}, 400),
        ("chats/1001/messages", {"from": 1001, "document": "x"}, 400),
        (
            "chats/1001/messages",
            {"from": 1001, "document": {"name": "a", "base64": "?"}},
            400,
        ),
        (
            "chats/1001/messages",
            {"from": 1001, "document": {"name": "a", "base64": ""}},
            400,
        ),
        ("chats/1001/messages/5/press", {"from": 1001, "data": "x"}, 404),
        ("chats/1001/messages/x/press", {"from": 1001, "data": "x"}, 404),
        ("chats/1001/block", {"from": 1}, 400),
        ("nothing", {}, 404),
        ("state", {}, 400),
    ],
)
async def test_wrong_calls_get_a_sentence(
    town: Any, path: str, fields: dict[str, Any], status: int
) -> None:
    assert await town.person("Lan") == 1001
    told = await town.post(path, **fields)
    assert told.status == status
    assert list(told.body) == ["error"]
    assert told.body["error"].endswith(".")
    assert len(await town.messages(1001)) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b" " * 25 * 1024 * 1024 + b"{}",
    ],
)
async def test_a_body_that_is_no_object(town: Any, body: bytes) -> None:
    async with town.http.post(
        f"{town.url}/sandbox/people", data=io.BytesIO(body)
    ) as response:
        assert response.status == 400
        assert list(await response.json()) == ["error"]


async def test_a_username_is_taken_once(town: Any) -> None:
    await town.post("people", name="Lan", username="lan")
    assert (await town.post("people", name="Lan", username="LAN")).status == 400


async def test_other_sites_may_not_play_the_office(town: Any) -> None:
    headers = {"Origin": "https://elsewhere.example"}
    url = f"{town.url}/sandbox/people"
    async with town.http.post(url, json={"name": "x"}, headers=headers) as response:
        assert response.status == 400
    async with town.http.post(
        url, json={"name": "x"}, headers={"Origin": town.url}
    ) as response:
        assert response.status == 201
