"""Faults: which calls they meet, and in what words a call is refused."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from bot.sandbox.fault_kinds import KINDS
from bot.sandbox.methods.editing import NOT_MODIFIED


async def fault(town: Any, **fields: Any) -> None:
    told = await town.post("faults", **{"count": 1, **fields})
    assert (told.status, told.body) == (200, {})


async def last_call(town: Any) -> dict[str, Any]:
    return dict((await town.get("ledger"))["calls"][-1])


async def texts(town: Any, chat: int) -> list[str]:
    return [each["text"] for each in await town.messages(chat)]


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
        ({"kind": "500_json"}, 500, "Internal Server Error"),
        ({"kind": "502_json"}, 502, "Bad Gateway"),
        ({"kind": "503_json"}, 503, "Service Unavailable"),
        ({"kind": "504_json"}, 504, "Gateway Timeout"),
        ({"kind": "401"}, 401, "Unauthorized"),
        ({"kind": "404"}, 404, "Not Found"),
        ({"kind": "413"}, 413, "Request Entity Too Large"),
        ({"kind": "400", "description": "Bad Request: NEW"}, 400, "Bad Request: NEW"),
        ({"kind": "403", "description": "Forbidden: new"}, 403, "Forbidden: new"),
        ({"kind": "too_long"}, 400, "Bad Request: message is too long"),
        (
            {"kind": "entities"},
            400,
            "Bad Request: can't parse entities: "
            'Unsupported start tag "x" at byte offset 0',
        ),
        (
            {"kind": "reply_not_found"},
            400,
            "Bad Request: message to be replied not found",
        ),
        ({"kind": "thread_not_found"}, 400, "Bad Request: message thread not found"),
        ({"kind": "chat_not_found"}, 400, "Bad Request: chat not found"),
        ({"kind": "deactivated"}, 403, "Forbidden: user is deactivated"),
        ({"kind": "kicked"}, 403, "Forbidden: bot was kicked from the group chat"),
        (
            {"kind": "not_a_member"},
            403,
            "Forbidden: bot is not a member of the group chat",
        ),
        ({"kind": "group_deleted"}, 403, "Forbidden: the group chat was deleted"),
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


@pytest.mark.parametrize(
    ("kind", "description"),
    [
        ("not_modified", f"Bad Request: {NOT_MODIFIED}"),
        ("edit_not_found", "Bad Request: message to edit not found"),
        ("cant_edit", "Bad Request: message can't be edited"),
    ],
)
async def test_an_edit_is_refused_and_a_new_message_is_not(
    town: Any, kind: str, description: str
) -> None:
    lan = await town.person("Lan")
    await fault(town, kind=kind)
    sent = await town.bot("sendMessage", chat_id=lan, text="một")
    town.steady.drive(5)
    edit = {"chat_id": lan, "message_id": sent["message_id"], "text": "hai"}
    assert await town.refusal("editMessageText", **edit) == (400, description)
    assert await texts(town, lan) == ["/start", "một"]


async def test_a_fault_of_a_chat_waits_for_a_call_to_a_chat(town: Any) -> None:
    lan = await town.person("Lan")
    await fault(town, kind="deactivated")
    await town.bot("getMyCommands")
    [waiting] = (await town.get("faults"))["faults"]
    assert (waiting["kind"], waiting["count"]) == ("deactivated", 1)
    words = {"chat_id": lan, "text": "chào"}
    assert (await town.refusal("sendMessage", **words))[0] == 403
    assert await town.get("faults") == {"faults": []}


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


async def test_a_poll_that_is_cut_confirms_nothing(town: Any) -> None:
    lan = await town.person("Lan")
    await town.write(lan, lan, "chào")
    await fault(town, kind="half_body", method="getUpdates")
    with pytest.raises(aiohttp.ClientError):
        await town.call("getUpdates", offset=-3)
    await fault(town, kind="409", method="getUpdates")
    told, words = await town.refusal("getUpdates", offset=-3)
    assert (told, words[:38]) == (409, "Conflict: terminated by other getUpdat")
    [update] = await town.read_all()
    assert update["message"]["text"] == "chào"


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
        {"kind": "slow", "count": 1},
        {"kind": "slow", "count": 1, "seconds": -1},
        {"kind": "400", "count": 1, "description": 5},
        {"kind": "reset_before_reading", "count": 1, "chat": 5},
    ],
)
async def test_a_wrong_fault_is_refused(town: Any, fields: dict[str, Any]) -> None:
    told = await town.post("faults", **fields)
    assert told.status == 400
    assert list(told.body) == ["error"]


async def test_an_unknown_kind_is_told_which_there_are(town: Any) -> None:
    told = await town.post("faults", kind="fire", count=1)
    assert all(kind in told.body["error"] for kind in KINDS)
