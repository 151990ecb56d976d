"""The ledger: every call but polling, in order, with what became of it."""

from __future__ import annotations

from typing import Any


async def test_calls_are_told_in_order(town: Any) -> None:
    lan = await town.person("Lan")
    sent = await town.bot(
        "sendMessage", chat_id=lan, text="<b>A &amp; B</b>", parse_mode="HTML"
    )
    await town.call("SENDMESSAGE", chat_id=5, text="<b>", parse_mode="HTML")
    await town.bot("getMe")
    await town.bot("getChat", chat_id=lan)
    at = "2026-11-20T14:58:00+07:00"
    assert (await town.get("ledger"))["calls"] == [
        {
            "n": 1,
            "at": at,
            "method": "sendMessage",
            "chat": lan,
            "message_id": sent["message_id"],
            "text": "A & B",
            "status": 200,
            "answered": True,
        },
        {
            "n": 2,
            "at": at,
            "method": "sendMessage",
            "chat": 5,
            "message_id": None,
            "text": "<b>",
            "status": 400,
            "answered": True,
        },
        {
            "n": 3,
            "at": at,
            "method": "getChat",
            "chat": lan,
            "message_id": None,
            "text": None,
            "status": 200,
            "answered": True,
        },
    ]
    after = (await town.get("ledger?after=2"))["calls"]
    assert [call["n"] for call in after] == [3]
    assert (await town.get("ledger?after=99")) == {"calls": []}
    assert list(await town.get("ledger?after=-1")) == ["error"]


async def test_an_edit_names_its_message(town: Any) -> None:
    lan = await town.person("Lan")
    sent = await town.bot("sendMessage", chat_id=lan, text="một")
    town.steady.drive(5)
    edit = {"chat_id": lan, "message_id": sent["message_id"], "text": "một"}
    await town.call("editMessageText", **edit)
    call = (await town.get("ledger"))["calls"][-1]
    assert (call["status"], call["message_id"]) == (400, sent["message_id"])
