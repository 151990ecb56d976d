"""The door of the Bot API: tokens, method names, and every way to pass parameters."""

from __future__ import annotations

import io
import json
from typing import Any

import aiohttp
import pytest

TOKEN = "4242:sandbox-test"


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot4242:wrong/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 401, "Unauthorized: invalid token specified"),
        (f"/bot{TOKEN}/sendMoney", 404, "Not Found: method not found"),
        (f"/bot{TOKEN}/", 404, "Not Found"),
        (f"/bot{TOKEN}", 404, "Not Found"),
    ],
)
async def test_a_wrong_address(
    town: Any, path: str, status: int, description: str
) -> None:
    async with town.http.get(town.url + path) as response:
        assert response.status == status
        body = {"ok": False, "error_code": status, "description": description}
        assert await response.json() == body


async def test_parameters_come_in_five_ways(town: Any) -> None:
    lan = await town.person("Lan")
    params = {
        "chat_id": str(lan),
        "text": "chào",
        "reply_parameters": json.dumps({"message_id": 1}),
    }
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in params.items():
        form.add_field(name, value)
    ways: list[tuple[str, dict[str, Any]]] = [
        ("GET", {"params": params}),
        ("POST", {"params": params}),
        ("POST", {"data": params}),
        ("POST", {"json": {**params, "chat_id": lan, "unknown": None}}),
        ("POST", {"data": form}),
    ]
    for verb, more in ways:
        town.steady.drive(1)
        url = f"{town.url}/bot{TOKEN}/sendmessage"
        async with town.http.request(verb, url, **more) as response:
            assert (await response.json())["ok"] is True
    shown = (await town.messages(lan))[1:]
    assert [(each["text"], each["reply_to"]) for each in shown] == [("chào", 1)] * 5


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[1]", 400),
        (b'{"text": "\xff"}', 400),
        (b"[" * 100_000, 400),
        (b'{"chat_id": 1, "text": "\\ud800"}', 400),
        (b'{"chat_id": NaN, "text": {"a": [null]}}', 400),
        (b" " * 25 * 1024 * 1024 + b"{}", 413),
    ],
)
async def test_a_body_that_cannot_be_read(town: Any, body: bytes, status: int) -> None:
    headers = {"Content-Type": "application/json"}
    url = f"{town.url}/bot{TOKEN}/sendMessage"
    async with town.http.post(url, data=io.BytesIO(body), headers=headers) as response:
        assert response.status == status
        assert (await response.json())["ok"] is False


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ("{", "can't parse commands JSON object"),
        ({}, "expected an Array of BotCommand"),
        (["viec"], "can't parse BotCommand"),
        ([("việc", "a")], "BOT_COMMAND_INVALID"),
        ([("Viec", "a")], "BOT_COMMAND_INVALID"),
        ([("a" * 33, "a")], "command length must not exceed 32"),
        ([("a", " ")], "command description must be non-empty"),
        ([("a", "đ" * 257)], "command description length must not exceed 256"),
        ([("a", "b")] * 101, "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_a_menu_that_telegram_would_not_take(
    town: Any, commands: Any, words: str
) -> None:
    if isinstance(commands, list):
        commands = [
            {"command": each[0], "description": each[1]}
            if isinstance(each, tuple)
            else each
            for each in commands
        ]
    refused = await town.refusal("setMyCommands", commands=commands)
    assert refused == (400, f"Bad Request: {words}")


async def test_a_menu_is_kept_per_scope(town: Any) -> None:
    menu = [{"command": "viec", "description": "Nhiệm vụ"}]
    scope = {"type": "chat", "chat_id": 7}
    await town.bot("setMyCommands", commands=menu, scope=scope)
    assert await town.bot("getMyCommands", scope=scope) == menu
    assert await town.bot("getMyCommands") == []
    wrong = await town.refusal("getMyCommands", language_code="vie")
    assert wrong == (400, "Bad Request: invalid language code specified")
