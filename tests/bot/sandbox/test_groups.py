"""Groups: privacy mode decides what the bot sees, and a group may move."""

from __future__ import annotations

from typing import Any

import pytest


async def test_the_bot_hears_that_it_was_let_in(town: Any) -> None:
    lan = await town.person("Lan")
    told = await town.post("groups", title="Sở Nội vụ", members=[lan])
    assert told.status == 201
    group = told.body["id"]
    assert group < 0
    [update] = await town.read_all()
    change = update["my_chat_member"]
    assert change["chat"] == {"id": group, "title": "Sở Nội vụ", "type": "group"}
    assert change["from"]["id"] == lan
    states = (change["old_chat_member"]["status"], change["new_chat_member"]["status"])
    assert states == ("left", "member")


@pytest.mark.parametrize(
    ("text", "is_seen", "is_seen_after_the_bot_wrote"),
    [
        ("xong rồi", False, False),
        ("@dondoc_demo_bot xong rồi", False, False),  # a mention is not enough
        ("/viec", False, True),
        ("/viec@dondoc_demo_bot", True, True),
        ("/VIEC@DonDoc_Demo_Bot", True, True),
        ("/viec@another_bot", False, False),
        ("/việc", False, False),
        ("xem /viec", False, False),
    ],
)
async def test_privacy_mode(
    town: Any, text: str, is_seen: bool, is_seen_after_the_bot_wrote: bool
) -> None:
    lan = await town.person("Lan")
    group = await town.group("Sở Nội vụ", lan)
    await town.write(group, lan, text)
    assert bool(await town.read_all()) == is_seen
    await town.bot("sendMessage", chat_id=group, text="chào")
    await town.write(group, lan, text)
    assert bool(await town.read_all()) == is_seen_after_the_bot_wrote


async def test_a_reply_to_the_bot_is_seen(town: Any) -> None:
    lan = await town.person("Lan")
    group = await town.group("Sở Nội vụ", lan)
    theirs = await town.write(group, lan, "chào")
    sent = await town.bot("sendMessage", chat_id=group, text="Nhiệm vụ")
    await town.write(group, lan, "không thấy", reply_to=theirs)
    await town.write(group, lan, "thấy", reply_to=sent["message_id"])
    [update] = await town.read_all()
    message = update["message"]
    assert message["text"] == "thấy"
    assert message["reply_to_message"]["from"]["id"] == 4242


async def test_only_members_write(town: Any) -> None:
    lan, minh = await town.person("Lan"), await town.person("Minh")
    group = await town.group("Sở Nội vụ", lan)
    for chat in (group, lan):
        fields = {"from": minh, "text": "chào"}
        told = await town.post(f"chats/{chat}/messages", **fields)
        assert told.status == 400
        assert told.body == {"error": f"{minh} is not a member of chat {chat}."}


async def test_a_group_becomes_a_supergroup(town: Any) -> None:
    lan = await town.person("Lan")
    group = await town.group("Sở Nội vụ", lan)
    await town.post("faults", kind="migrate", count=1)
    answer = await town.call("sendMessage", chat_id=group, text="chào")
    assert answer.status == 400
    description = "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer.body["description"] == description
    new = answer.body["parameters"]["migrate_to_chat_id"]
    assert str(new).startswith("-100")
    [left, came] = await town.read_all()
    assert left["message"]["migrate_to_chat_id"] == new
    assert came["message"]["migrate_from_chat_id"] == group
    # The old one stays closed, the new one takes messages.
    assert (await town.call("sendMessage", chat_id=group, text="x")).status == 400
    sent = await town.bot("sendMessage", chat_id=new, text="chào")
    assert sent["chat"]["type"] == "supergroup"
    fields = {"from": lan, "text": "chào"}
    assert (await town.post(f"chats/{group}/messages", **fields)).status == 400
    assert [each["id"] for each in (await town.get("groups"))["groups"]] == [new]
