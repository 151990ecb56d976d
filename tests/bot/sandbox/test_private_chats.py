"""Who may be written to: a stranger, a person before /start, one who has blocked."""

from __future__ import annotations

from typing import Any

WORDS = {"text": "xin chào"}


async def test_nobody_is_written_to_before_start(town: Any) -> None:
    lan = await town.person("Lan", started=False)
    refused = (403, "Forbidden: bot can't initiate conversation with a user")
    assert await town.refusal("sendMessage", chat_id=lan, **WORDS) == refused
    assert (await town.refusal("getChat", chat_id=lan))[0] == 400
    await town.write(lan, lan, "/start")
    assert (await town.bot("sendMessage", chat_id=lan, **WORDS))["chat"]["id"] == lan


async def test_who_blocks_the_bot_is_left_alone(town: Any) -> None:
    lan = await town.person("Lan")
    sent = await town.bot("sendMessage", chat_id=lan, **WORDS)
    assert (await town.post(f"chats/{lan}/block", **{"from": lan})).status == 200
    refused = (403, "Forbidden: bot was blocked by the user")
    assert await town.refusal("sendMessage", chat_id=lan, **WORDS) == refused
    edit = {"chat_id": lan, "message_id": sent["message_id"], "text": "khác"}
    assert await town.refusal("editMessageText", **edit) == refused
    [told] = await town.read_all()
    assert told["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    await town.post(f"chats/{lan}/unblock", **{"from": lan})
    [told] = await town.read_all()
    assert told["my_chat_member"]["new_chat_member"]["status"] == "member"
    await town.bot("sendMessage", chat_id=lan, **WORDS)


async def test_a_member_is_known_and_a_stranger_is_not(town: Any) -> None:
    lan, minh = await town.person("Lan"), await town.person("Minh")
    group = await town.group("Sở Nội vụ", lan)

    async def status(person: int) -> str:
        told = await town.bot("getChatMember", chat_id=group, user_id=person)
        return str(told["status"])

    assert await status(lan) == "member"
    assert await status(minh) == "left"
    assert await status(4242) == "member"
    asked = {"chat_id": group, "user_id": 5}
    assert await town.refusal("getChatMember", **asked) == (
        400,
        "Bad Request: user not found",
    )
