"""ForceReply: whom it asks, and that the answer reaches the bot."""

from __future__ import annotations

from typing import Any

import pytest


async def test_it_is_for_the_phones_and_not_told_to_the_bot(town: Any) -> None:
    lan = await town.person("Lan")
    asking = {"force_reply": True, "input_field_placeholder": "Lý do"}
    sent = await town.bot(
        "sendMessage", chat_id=lan, text="Vì sao?", reply_markup=asking
    )
    assert "reply_markup" not in sent
    shown = (await town.messages(lan))[-1]
    assert shown["force_reply"] == {"people": [lan], "placeholder": "Lý do"}
    await town.write(lan, lan, "thiếu số liệu", reply_to=sent["message_id"])
    [update] = await town.read_all()
    answered = update["message"]["reply_to_message"]
    assert answered["text"] == "Vì sao?"
    assert "reply_markup" not in answered


@pytest.mark.parametrize(
    "markup",
    [
        {"force_reply": True},
        {"keyboard": [[{"text": "Có"}]]},
        {"remove_keyboard": True},
    ],
)
async def test_what_it_stands_under_cannot_be_edited(
    town: Any, markup: dict[str, Any]
) -> None:
    lan = await town.person("Lan")
    sent = await town.bot("sendMessage", chat_id=lan, text="?", reply_markup=markup)
    assert "reply_markup" not in sent
    town.steady.drive(5)
    edit = {"chat_id": lan, "message_id": sent["message_id"]}
    refused = (400, "Bad Request: message can't be edited")
    assert await town.refusal("editMessageText", **edit, text="!") == refused
    town.steady.drive(5)
    assert await town.refusal("editMessageReplyMarkup", **edit) == refused


async def test_in_a_group_everybody_is_asked_or_who_is_meant(town: Any) -> None:
    lan, minh = await town.person("Lan"), await town.person("Minh")
    hoa = (await town.post("people", name="Hoa", username="hoa_stc")).body["id"]
    group = await town.group("Sở Tài chính", lan, minh, hoa)
    theirs = await town.write(group, minh, "/giahan@dondoc_demo_bot")
    await town.read_all()

    async def asked(text: str, *, selective: bool, **more: Any) -> list[int]:
        town.steady.drive(5)
        markup = {"force_reply": True, "selective": selective}
        words = {"chat_id": group, "text": text, "reply_markup": markup, **more}
        await town.bot("sendMessage", **words)
        return list((await town.messages(group))[-1]["force_reply"]["people"])

    reply = {"reply_parameters": {"message_id": theirs}}
    assert await asked("Lý do?", selective=False) == [lan, minh, hoa]
    assert await asked("Lý do?", selective=True, **reply) == [minh]
    assert await asked("📌 @hoa_stc, lý do?", selective=True) == [hoa]
    assert await asked("@hoa_stc, lý do?", selective=True, **reply) == [minh, hoa]
    assert await asked("@ai_do, lý do?", selective=True) == []
    # The answer is a reply to the bot: privacy mode lets it through.
    question = (await town.messages(group))[-1]["message_id"]
    await town.write(group, minh, "chờ số liệu", reply_to=question)
    await town.write(group, hoa, "không thấy")
    [update] = await town.read_all()
    assert update["message"]["text"] == "chờ số liệu"
