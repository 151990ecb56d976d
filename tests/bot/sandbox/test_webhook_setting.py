"""Setting a webhook: where it may be, what is told of it, what its answers may do."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.bot.sandbox.receiver import Receiver, settled


async def test_polling_is_refused_until_the_webhook_is_deleted(
    town: Any, hook: Receiver
) -> None:
    lan = await town.person("Lan")
    polling = asyncio.ensure_future(town.call("getUpdates", timeout=50))
    assert (await town.get("state"))["idle"]
    await town.bot("setWebhook", url=hook.url)
    refused = await polling
    words = "Conflict: terminated by setWebhook request"
    assert (refused.status, refused.body["description"]) == (409, words)
    assert await town.refusal("getUpdates") == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first",
    )
    await town.bot("deleteWebhook")
    await town.write(lan, lan, "đây")
    assert [each["message"]["text"] for each in await town.read_all()] == ["đây"]
    assert hook.got == []


async def test_the_answer_may_call_a_method(town: Any, hook: Receiver) -> None:
    lan = await town.person("Lan")
    await town.bot("setWebhook", url=hook.url)
    said = {"method": "sendMessage", "chat_id": lan, "text": "Đã nhận."}
    hook.then(200, body=said)
    await town.write(lan, lan, "một")
    await settled(town)
    assert [each["text"] for each in await town.messages(lan)][-1] == "Đã nhận."
    call = (await town.get("ledger"))["calls"][-1]
    assert (call["method"], call["status"], call["answered"]) == (
        *("sendMessage", 200),
        False,
    )


@pytest.mark.parametrize("method", ["deleteWebhook", "getMe", "setWebhook", "fly"])
async def test_the_answer_may_not_call_everything(
    town: Any, hook: Receiver, method: str
) -> None:
    lan = await town.person("Lan")
    await town.bot("setWebhook", url=hook.url)
    hook.then(201, body={"method": method, "url": ""})
    await town.write(lan, lan, "một")
    await settled(town)
    assert (await town.bot("getWebhookInfo"))["url"] == hook.url
    assert [c["method"] for c in (await town.get("ledger"))["calls"]][-1] == (
        "getWebhookInfo"
    )


async def test_its_state_is_told(town: Any, hook: Receiver) -> None:
    assert await town.bot("getWebhookInfo") == {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": 0,
    }
    lan = await town.person("Lan")
    await town.bot("setWebhook", url=hook.url, allowed_updates=["message"])
    hook.then(302, times=99)
    await town.write(lan, lan, "một")
    await hook.until(2)
    assert await town.bot("getWebhookInfo") == {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": 1,
        "max_connections": 40,
        "ip_address": "127.0.0.1",
        "last_error_date": int(town.clock.now().timestamp()),
        "last_error_message": "Wrong response from the webhook: 302 Found",
        "allowed_updates": ["message"],
    }
    await town.bot("deleteWebhook", drop_pending_updates=True)
    assert (await town.bot("getWebhookInfo"))["pending_update_count"] == 0


async def test_it_is_set_once_a_second_at_most(town: Any, hook: Receiver) -> None:
    await town.bot("setWebhook", url=hook.url)
    answer = await town.call("setWebhook", url=hook.url)
    assert (answer.status, answer.headers["Retry-After"]) == (429, "1")
    town.steady.drive(1)
    await town.bot("setWebhook", url=hook.url)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"url": "https://example.vn/hook"},
            "bad webhook: the sandbox delivers to loopback only",
        ),
        (
            {"url": "http://localhost.vn/"},
            "bad webhook: the sandbox delivers to loopback only",
        ),
        ({"url": "http://[::1"}, "bad webhook: Failed to parse URL"),
        (
            {"url": "ftp://127.0.0.1/"},
            "bad webhook: URL must begin with http:// or https://",
        ),
        (
            {"url": "http://127.0.0.1/", "secret_token": "mật"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_a_bad_webhook_is_refused(
    town: Any, fields: dict[str, str], words: str
) -> None:
    assert await town.refusal("setWebhook", **fields) == (400, f"Bad Request: {words}")
    assert (await town.bot("getWebhookInfo"))["url"] == ""


async def test_nobody_there_is_an_error_and_not_the_end(
    town: Any, hook: Receiver, unused_tcp_port: int
) -> None:
    lan = await town.person("Lan")
    await town.bot("setWebhook", url=f"http://127.0.0.1:{unused_tcp_port}/")
    await town.write(lan, lan, "một")
    info: dict[str, Any] = {}
    while "last_error_message" not in info:
        info = await town.bot("getWebhookInfo")
    assert info["last_error_message"] == "Connection refused"
    town.steady.drive(1)
    await town.bot("setWebhook", url=hook.url)
    await settled(town)
    assert hook.texts() == ["một"]


async def test_it_goes_on_after_a_restart(
    tmp_path: Path, open_town: Any, hook: Receiver
) -> None:
    state = tmp_path / "sandbox.db"
    town = await open_town(state_file=state)
    lan = await town.person("Lan")
    hook.hold()
    await town.bot("setWebhook", url=hook.url, secret_token="s")
    await town.write(lan, lan, "một")
    await hook.until(1)
    await town.server.close()
    hook.let_go()
    again = await open_town(state_file=state)
    await settled(again)
    assert hook.texts() == ["một", "một"]
    assert hook.secrets == ["s", "s"]
