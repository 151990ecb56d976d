"""The bot is let in and sent away, and a group moves: what it hears, and what fails."""

from __future__ import annotations

from typing import Any

import pytest


def states(update: dict[str, Any]) -> tuple[str, str]:
    change = update["my_chat_member"]
    old, new = change["old_chat_member"], change["new_chat_member"]
    return old["status"], new["status"]


async def test_a_person_blocks_the_bot_and_lets_it_write_again(town: Any) -> None:
    lan = await town.person("Lan")
    for _ in range(2):  # the second time changes nothing
        assert (await town.post(f"people/{lan}/block")).status == 200
    words = {"chat_id": lan, "text": "chào"}
    refused = (403, "Forbidden: bot was blocked by the user")
    assert await town.refusal("sendMessage", **words) == refused
    await town.post(f"people/{lan}/unblock")
    blocked, unblocked = await town.read_all()
    assert states(blocked) == ("member", "kicked")
    assert states(unblocked) == ("kicked", "member")
    await town.bot("sendMessage", **words)
    assert (await town.post("people/5/block")).status == 404


async def test_a_group_removes_the_bot_and_adds_it_again(town: Any) -> None:
    lan, minh = await town.person("Lan"), await town.person("Minh")
    group = await town.group("Sở Nội vụ", lan, minh)
    sent = await town.bot("sendMessage", chat_id=group, text="một")
    await town.post(f"groups/{group}/kick", **{"from": minh})
    await town.write(group, lan, "/viec@dondoc_demo_bot")
    [gone] = await town.read_all()
    assert states(gone) == ("member", "kicked")
    assert gone["my_chat_member"]["from"]["id"] == minh
    refused = (403, "Forbidden: bot was kicked from the group chat")
    about = {"chat_id": group, "message_id": sent["message_id"]}
    assert await town.refusal("sendMessage", chat_id=group, text="hai") == refused
    assert await town.refusal("editMessageText", **about, text="hai") == refused
    assert await town.refusal("deleteMessage", **about) == refused
    assert await town.refusal("getChat", chat_id=group) == refused
    await town.post(f"groups/{group}/add")
    [back] = await town.read_all()
    assert states(back) == ("kicked", "member")
    # The bot has not written since: a bare command is not for it.
    await town.write(group, lan, "/viec")
    assert await town.read_all() == []
    town.steady.drive(5)
    await town.bot("sendMessage", chat_id=group, text="hai")


@pytest.mark.parametrize("act", ["kick", "add", "migrate", "topics"])
async def test_only_a_group_that_is_there_and_its_members(town: Any, act: str) -> None:
    lan, minh = await town.person("Lan"), await town.person("Minh")
    group = await town.group("Sở Nội vụ", lan)
    assert (await town.post("groups/-5/" + act)).status == 404
    if act in {"kick", "add"}:
        told = await town.post(f"groups/{group}/{act}", **{"from": minh})
        assert told.status == 400
    await town.post(f"groups/{group}/migrate")
    assert (await town.post(f"groups/{group}/{act}")).status == 400


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({}, ["to", "from"]),
        ({"order": "old_first"}, ["to", "from"]),
        ({"order": "new_first"}, ["from", "to"]),
        ({"order": "new_first", "twice": True}, ["from", "to", "from", "to"]),
    ],
)
async def test_a_move_is_told_in_either_order_and_even_twice(
    town: Any, fields: dict[str, Any], kinds: list[str]
) -> None:
    lan = await town.person("Lan")
    group = await town.group("Sở Nội vụ", lan)
    moved = await town.post(f"groups/{group}/migrate", **fields)
    new = moved.body["id"]
    updates = await town.read_all()
    told = [update["message"] for update in updates]
    for kind, message in zip(kinds, told, strict=True):
        place, other = (group, new) if kind == "to" else (new, group)
        assert message["chat"]["id"] == place
        assert message[f"migrate_{kind}_chat_id"] == other
    assert len({update["update_id"] for update in updates}) == len(kinds)
    answer = await town.call("sendMessage", chat_id=group, text="chào")
    assert answer.body["parameters"] == {"migrate_to_chat_id": new}
    assert (await town.bot("sendMessage", chat_id=new, text="chào"))["chat"][
        "id"
    ] == new


async def test_a_wrong_order_and_a_second_move_are_refused(town: Any) -> None:
    lan = await town.person("Lan")
    group = await town.group("Sở Nội vụ", lan)
    assert (await town.post(f"groups/{group}/migrate", order="any")).status == 400
    new = (await town.post(f"groups/{group}/migrate")).body["id"]
    assert (await town.post(f"groups/{new}/migrate")).status == 400
