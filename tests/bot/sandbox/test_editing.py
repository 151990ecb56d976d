"""Edits and deletions of the bot's messages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

KEYBOARD = {"inline_keyboard": [[{"text": "Xong", "callback_data": "done"}]]}


async def test_an_edit_is_shown_and_an_equal_one_refused(town: Any) -> None:
    lan = await town.person("Lan")
    card = {"chat_id": lan, "text": "12/15", "reply_markup": KEYBOARD}
    sent = await town.bot("sendMessage", **card)
    town.steady.drive(10)
    edit = {**card, "message_id": sent["message_id"]}
    assert await town.refusal("editMessageText", **edit) == (
        400,
        "Bad Request: message is not modified: specified new message content and reply "
        "markup are exactly the same as a current content and reply markup of the "
        "message",
    )
    town.steady.drive(10)
    edited = await town.bot("editMessageText", **{**edit, "text": "13/15"})
    assert edited["edit_date"] == edited["date"]
    shown = (await town.messages(lan))[-1]
    assert (shown["text"], shown["edited"]) == ("13/15", True)
    assert shown["buttons"] == [[{"text": "Xong", "data": "done"}]]


async def test_an_edit_without_a_keyboard_takes_it_away(town: Any) -> None:
    lan = await town.person("Lan")
    card = {"chat_id": lan, "text": "12/15", "reply_markup": KEYBOARD}
    sent = await town.bot("sendMessage", **card)
    town.steady.drive(10)
    edit = {"chat_id": lan, "message_id": sent["message_id"]}
    await town.bot("editMessageText", **edit, text="12/15")
    assert (await town.messages(lan))[-1]["buttons"] == []
    town.steady.drive(10)
    await town.bot("editMessageReplyMarkup", **edit, reply_markup=KEYBOARD)
    assert (await town.messages(lan))[-1]["buttons"] != []


@pytest.mark.parametrize(
    ("which", "words"),
    [
        ("unknown", "message to edit not found"),
        ("person's", "message can't be edited"),
        ("with ForceReply", "message can't be edited"),
        ("document", "there is no text in the message to edit"),
    ],
)
async def test_what_cannot_be_edited(town: Any, which: str, words: str) -> None:
    lan = await town.person("Lan")
    asking = {"chat_id": lan, "text": "?", "reply_markup": {"force_reply": True}}
    forced = await town.bot("sendMessage", **asking)
    assert "reply_markup" not in forced
    numbers = {"unknown": 99, "person's": 1, "with ForceReply": forced["message_id"]}
    town.steady.drive(10)
    if which == "document":
        told = {"from": lan, "document": {"name": "a.txt", "base64": "YQ=="}}
        await town.post(f"chats/{lan}/messages", **told)
        [update] = await town.read_all()
        file_id = update["message"]["document"]["file_id"]
        sent = await town.bot("sendDocument", chat_id=lan, document=file_id)
        numbers[which] = sent["message_id"]
        town.steady.drive(10)
    edit = {"chat_id": lan, "message_id": numbers[which], "text": "khác"}
    assert await town.refusal("editMessageText", **edit) == (
        400,
        f"Bad Request: {words}",
    )


async def test_only_a_young_message_of_its_own_is_deleted(town: Any) -> None:
    lan = await town.person("Lan")
    group = await town.group("Sở Nội vụ", lan)
    theirs = await town.write(group, lan, "chào")
    sent = await town.bot("sendMessage", chat_id=group, text="chào")
    own = {"chat_id": group, "message_id": sent["message_id"]}
    cannot = (400, "Bad Request: message can't be deleted")
    delete = {"chat_id": group, "message_id": theirs}
    assert await town.refusal("deleteMessage", **delete) == cannot
    town.clock.move_to(town.clock.now() + timedelta(hours=48))
    assert await town.refusal("deleteMessage", **own) == cannot
    town.steady.drive(10)
    young = await town.bot("sendMessage", chat_id=group, text="chào")
    own["message_id"] = young["message_id"]
    assert await town.bot("deleteMessage", **own) is True
    assert await town.refusal("deleteMessage", **own) == (
        400,
        "Bad Request: message to delete not found",
    )
