"""What the bot sends: shown in the chat, refused in Telegram's words."""

from __future__ import annotations

from typing import Any

import pytest


async def test_a_message_arrives_with_its_markup_and_buttons(town: Any) -> None:
    lan = await town.person("Lê Thị Lan")
    sent = await town.bot(
        "sendMessage",
        chat_id=lan,
        text="  <b>Nhiệm vụ</b> &lt;NV-12&gt; ",
        parse_mode="HTML",
        reply_markup={"inline_keyboard": [[{"text": "Đúng", "callback_data": "t:1"}]]},
    )
    assert sent["text"] == "Nhiệm vụ <NV-12>"
    assert (await town.messages(lan))[-1] == {
        "message_id": sent["message_id"],
        "from": 4242,
        "date": "2026-11-20T14:58:00+07:00",
        "edited": False,
        "text": "Nhiệm vụ <NV-12>",
        "entities": [{"type": "bold", "offset": 0, "length": 8}],
        "buttons": [[{"text": "Đúng", "data": "t:1"}]],
        "reply_to": None,
        "document": None,
    }


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"chat_id": ""}, "chat_id is empty"),
        ({"chat_id": 999_999}, "chat not found"),
        ({"chat_id": "@somebody"}, "chat not found"),
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "đ" * 4097}, "message is too long"),
        ({"text": "😀" * 4097}, "message is too long"),
        (
            {"text": "đ <x>", "parse_mode": "HTML"},
            'can\'t parse entities: Unsupported start tag "x" at byte offset 3',
        ),
        (
            {"text": "<b>a", "parse_mode": "html"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ({"reply_to_message_id": 77}, "message to be replied not found"),
        ({"reply_parameters": {"message_id": 77}}, "message to be replied not found"),
        (
            {"reply_markup": "{"},
            "can't parse reply keyboard markup JSON object",
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "a"}]]}},
            "text buttons are unallowed in the inline keyboard",
        ),
        (
            {
                "reply_markup": {
                    "inline_keyboard": [[{"text": "a", "callback_data": ""}]]
                }
            },
            "BUTTON_DATA_INVALID",
        ),
        (
            # 22 letters of three bytes each: 66 bytes.
            {
                "reply_markup": {
                    "inline_keyboard": [[{"text": "a", "callback_data": "ệ" * 22}]]
                }
            },
            "BUTTON_DATA_INVALID",
        ),
    ],
)
async def test_a_wrong_message_is_refused(
    town: Any, params: dict[str, Any], words: str
) -> None:
    lan = await town.person("Lan")
    told = {"chat_id": lan, "text": "xin chào", **params}
    assert await town.refusal("sendMessage", **told) == (400, f"Bad Request: {words}")
