"""Faults: what the caller sees, what was accepted, and what the ledger says of it."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

TOKEN = "4242:sandbox-test"


async def fault(town: Any, **fields: Any) -> None:
    told = await town.post("faults", **{"count": 1, **fields})
    assert (told.status, told.body) == (200, {})


async def raw(town: Any, chat: int) -> tuple[int, str]:
    """Send, and give the status and the bare body, if there is an answer at all."""
    url = f"{town.url}/bot{TOKEN}/sendMessage"
    words = {"chat_id": chat, "text": "chào"}
    async with aiohttp.request("POST", url, json=words) as response:
        return response.status, await response.text()


async def last_call(town: Any) -> dict[str, Any]:
    return dict((await town.get("ledger"))["calls"][-1])


async def texts(town: Any, chat: int) -> list[str]:
    return [each["text"] for each in await town.messages(chat)]


@pytest.mark.parametrize(
    ("kind", "status", "is_accepted"),
    [("ok_then_reset", 200, True), ("reset", 0, False)],
)
async def test_the_connection_is_cut(
    town: Any, kind: str, status: int, is_accepted: bool
) -> None:
    lan = await town.person("Lan")
    await fault(town, kind=kind)
    with pytest.raises(aiohttp.ClientError):
        await raw(town, lan)
    assert ("chào" in await texts(town, lan)) == is_accepted
    call = await last_call(town)
    assert (call["status"], call["answered"]) == (status, False)
    assert (call["message_id"] is not None) == is_accepted


async def test_a_held_call_is_never_accepted(town: Any) -> None:
    lan = await town.person("Lan")
    await fault(town, kind="hang")
    sending = asyncio.ensure_future(raw(town, lan))
    while not (await town.get("ledger"))["calls"]:
        town.steady.drive(60)
    assert not sending.done()
    sending.cancel()
    assert await texts(town, lan) == ["/start"]
    assert (await last_call(town))["answered"] is False


@pytest.mark.parametrize(("kind", "status"), [("502_html", 502), ("200_html", 200)])
async def test_a_gateway_answers_for_the_server(
    town: Any, kind: str, status: int
) -> None:
    lan = await town.person("Lan")
    await fault(town, kind=kind)
    told, body = await raw(town, lan)
    assert told == status
    assert body.startswith("<html>")
    assert "chào" in await texts(town, lan)
    call = await last_call(town)
    assert (call["status"], call["answered"]) == (200, False)


@pytest.mark.parametrize(
    ("fields", "status", "description"),
    [
        (
            {"kind": "429", "retry_after": 7},
            429,
            "Too Many Requests: retry after 7",
        ),
        ({"kind": "500"}, 500, "Internal Server Error: restart"),
        ({"kind": "blocked"}, 403, "Forbidden: bot was blocked by the user"),
    ],
)
async def test_a_call_is_refused(
    town: Any, fields: dict[str, Any], status: int, description: str
) -> None:
    lan = await town.person("Lan")
    await fault(town, **fields)
    words = {"chat_id": lan, "text": "chào"}
    assert await town.refusal("sendMessage", **words) == (status, description)
    assert await texts(town, lan) == ["/start"]
    call = await last_call(town)
    assert (call["status"], call["answered"]) == (status, True)
    await town.bot("sendMessage", **words)


async def test_a_fault_meets_only_the_calls_that_it_names(town: Any) -> None:
    lan, minh = await town.person("Lan"), await town.person("Minh")
    await fault(town, kind="500", method="sendmessage", chat=minh)
    await town.bot("getChat", chat_id=minh)
    await town.bot("sendMessage", chat_id=lan, text="chào")
    assert (await town.refusal("sendMessage", chat_id=minh, text="chào"))[0] == 500


async def test_polling_meets_a_fault_only_by_name(town: Any) -> None:
    await fault(town, kind="500", count=2)
    assert (await town.call("getUpdates", offset=-1)).status == 200
    assert (await town.call("getMe")).status == 200
    await fault(town, kind="500", method="getUpdates")
    assert (await town.call("getUpdates", offset=-2)).status == 500


async def test_faults_are_cleared(town: Any) -> None:
    await fault(town, kind="500", count=50)
    async with town.http.delete(f"{town.url}/sandbox/faults") as response:
        assert (response.status, await response.json()) == (200, {})
    assert (await town.call("getWebhookInfo")).status == 200


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "fire", "count": 1},
        {"kind": "500"},
        {"kind": "500", "count": 0},
        {"kind": "500", "count": True},
        {"kind": "429", "count": 1, "retry_after": 0},
        {"kind": "500", "count": 1, "chat": "Lan"},
        {"kind": "500", "count": 1, "method": 5},
    ],
)
async def test_a_wrong_fault_is_refused(town: Any, fields: dict[str, Any]) -> None:
    told = await town.post("faults", **fields)
    assert told.status == 400
    assert list(told.body) == ["error"]
