"""Answers that go wrong on their way: what was accepted, and what the ledger says."""

from __future__ import annotations

import asyncio
import json
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
    [
        ("ok_then_reset", 200, True),
        ("ok_then_fin", 200, True),
        ("half_headers", 200, True),
        ("half_body", 200, True),
        ("reset", 0, False),
        ("reset_after_reading", 0, False),
        ("reset_before_reading", 0, False),
    ],
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


async def test_an_accepted_call_is_held(town: Any) -> None:
    lan = await town.person("Lan")
    await fault(town, kind="ok_then_hang")
    sending = asyncio.ensure_future(raw(town, lan))
    while not (await town.get("ledger"))["calls"]:
        town.steady.drive(60)
    assert await texts(town, lan) == ["/start", "chào"]
    call = await last_call(town)
    assert (call["status"], call["answered"]) == (200, False)
    assert not sending.done()
    sending.cancel()


async def test_a_slow_answer_comes_after_its_seconds(town: Any) -> None:
    lan = await town.person("Lan")
    await fault(town, kind="slow", seconds=30)
    sending = asyncio.ensure_future(raw(town, lan))
    while not (await town.get("ledger"))["calls"]:
        town.steady.drive(1)
    assert await texts(town, lan) == ["/start", "chào"]
    assert not sending.done()
    town.steady.drive(30)
    assert (await sending)[0] == 200
    assert (await last_call(town))["answered"] is True


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("200_html", 200),
        ("500_html", 500),
        ("502_html", 502),
        ("503_html", 503),
        ("504_html", 504),
    ],
)
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


async def test_half_of_the_json_is_good_http(town: Any) -> None:
    lan = await town.person("Lan")
    await fault(town, kind="200_truncated")
    status, body = await raw(town, lan)
    assert status == 200
    assert body.startswith('{"ok": true')
    with pytest.raises(ValueError, match=r"delimiter|Unterminated|Expecting"):
        json.loads(body)
    assert "chào" in await texts(town, lan)


async def test_a_refusal_may_wear_the_status_of_a_success(town: Any) -> None:
    lan = await town.person("Lan")
    await fault(town, kind="200_ok_false")
    status, body = await raw(town, lan)
    assert (status, json.loads(body)["ok"]) == (200, False)
    assert await texts(town, lan) == ["/start"]
    # In the ledger 200 always means accepted.
    call = await last_call(town)
    assert (call["status"], call["answered"]) == (400, False)


async def test_a_call_is_done_and_the_server_says_restart(town: Any) -> None:
    lan = await town.person("Lan")
    await fault(town, kind="ok_then_500")
    status, body = await raw(town, lan)
    told = json.loads(body)["description"]
    assert (status, told) == (500, "Internal Server Error: restart")
    assert "chào" in await texts(town, lan)
    call = await last_call(town)
    assert (call["status"], call["answered"]) == (200, False)
