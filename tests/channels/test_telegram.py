"""What Telegram is told when a message, an edit, a file or a toast leaves."""

from __future__ import annotations

import json
from typing import Any

import pytest
from telegram import BotCommandScopeAllPrivateChats

from channels.outgoing import Edit, Outgoing
from channels.telegram import (
    DownloadFailed,
    FileTooLarge,
    TelegramChannel,
    plain_words,
)
from domain.buttons import Button
from domain.outcomes import Dead, NotSent, Sent

DONE = ((Button("Đã xong", "t:12:3:done"),),)
FILE = {
    "file_id": "F",
    "file_unique_id": "U",
    "file_path": "documents/so theo dõi.xlsx",
}


async def test_a_message_leaves_as_html_without_previews(
    server: Any, channel: TelegramChannel
) -> None:
    server.sends()

    await channel.send(Outgoing(5, "<b>Nhiệm vụ</b>", keyboard=DONE, reply_to=9))

    said = server.calls[0].parameters
    assert server.calls[0].method == "sendMessage"
    assert (said["chat_id"], said["text"]) == (5, "<b>Nhiệm vụ</b>")
    assert said["parse_mode"] == "HTML"
    assert said["link_preview_options"] == {"is_disabled": True}
    # A card whose original was deleted must still be answered.
    assert said["reply_parameters"] == {
        "message_id": 9,
        "allow_sending_without_reply": True,
    }
    assert said["reply_markup"] == {
        "inline_keyboard": [[{"text": "Đã xong", "callback_data": "t:12:3:done"}]]
    }


async def test_what_was_not_asked_for_is_not_said(
    server: Any, channel: TelegramChannel
) -> None:
    server.sends()

    await channel.send(Outgoing(5, "Chào"))

    assert set(server.calls[0].parameters) == {
        "chat_id",
        "text",
        "parse_mode",
        "link_preview_options",
    }


@pytest.mark.parametrize(("thread", "said"), [(None, None), (1, None), (42, 42)])
async def test_the_general_topic_is_never_named(
    server: Any, channel: TelegramChannel, thread: int | None, said: int | None
) -> None:
    server.sends()

    await channel.send(Outgoing(-100, "Chào", thread=thread, silent=True))

    assert server.calls[0].parameters.get("message_thread_id") == said
    assert server.calls[0].parameters["disable_notification"] is True


async def test_a_text_that_could_not_be_read_is_said_plainly(
    server: Any, channel: TelegramChannel
) -> None:
    server.sends()

    await channel.send(Outgoing(5, "<b>Sở X</b> &amp; <i>Y", plain=True))

    assert server.calls[0].parameters["text"] == "Sở X & Y"
    assert "parse_mode" not in server.calls[0].parameters


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ('<a href="https://t.me/x">Xem</a>', "Xem"),
        ("&lt;b&gt;", "<b>"),  # somebody's own words, escaped
        ("1 < 2 > 0", "1 < 2 > 0"),
        ("<blockquote expandable>Lý do</blockquote>", "Lý do"),
    ],
)
def test_only_our_own_markup_is_taken_away(marked: str, plain: str) -> None:
    assert plain_words(marked) == plain


async def test_a_file_leaves_with_its_caption(
    server: Any, channel: TelegramChannel
) -> None:
    server.sends()
    message = Outgoing(5, "Tổng hợp", document=("tổng hợp.xlsx", b"PK\x03\x04"))

    assert await channel.send(message) == Sent(77)

    call = server.calls[0]
    assert call.method == "sendDocument"
    assert call.content_type.startswith("multipart/form-data")
    assert b"PK\x03\x04" in call.body
    assert "Tổng hợp".encode() in call.body


async def test_a_picture_is_shown_and_not_attached(
    server: Any, channel: TelegramChannel
) -> None:
    server.sends()
    message = Outgoing(5, "Biểu đồ", picture=("a.png", b"\x89PNG"))

    assert await channel.send(message) == Sent(77)

    call = server.calls[0]
    assert call.method == "sendPhoto"
    assert b"\x89PNG" in call.body
    assert "Biểu đồ".encode() in call.body


async def test_an_edit_without_buttons_takes_them_away(
    server: Any, channel: TelegramChannel
) -> None:
    server.sends()

    await channel.edit(Edit(5, 77, "Xong"))
    await channel.edit_keyboard(5, 77, DONE)

    first, second = server.calls
    assert first.method == "editMessageText"
    assert first.parameters["message_id"] == 77
    assert "reply_markup" not in first.parameters
    assert second.method == "editMessageReplyMarkup"
    assert (
        "Đã xong" in second.parameters["reply_markup"]["inline_keyboard"][0][0].values()
    )


async def test_a_toast_fits_and_its_failure_disturbs_nobody(
    server: Any, channel: TelegramChannel
) -> None:
    server.refuses(400, "Bad Request: query is too old")
    await channel.answer("1", "a" * 300, alert=True)
    server.fails("reset_after_reading")
    await channel.answer("2")

    assert len(server.calls[0].parameters["text"]) == 200
    assert server.calls[0].parameters["show_alert"] is True


async def test_the_menu_is_set_for_a_kind_of_chat(
    server: Any, channel: TelegramChannel
) -> None:
    server.answers(200, {"ok": True, "result": True})
    scope = BotCommandScopeAllPrivateChats()

    assert await channel.set_menu(scope, [("viec", "Việc của tôi")], "vi") == Sent(None)

    said = server.calls[0].parameters
    assert json.loads(said["commands"]) == [
        {"command": "viec", "description": "Việc của tôi"}
    ]
    assert json.loads(said["scope"]) == {"type": "all_private_chats"}
    assert said["language_code"] == "vi"


async def test_a_refused_menu_is_an_outcome_too(
    server: Any, channel: TelegramChannel
) -> None:
    server.refuses(400, "Bad Request: BOT_COMMAND_INVALID")
    scope = BotCommandScopeAllPrivateChats()

    outcome = await channel.set_menu(scope, [("viec", "Việc")])

    assert outcome == Dead("bad request: bot_command_invalid")


async def test_a_file_that_a_person_sent_is_fetched(
    server: Any, channel: TelegramChannel
) -> None:
    server.sends(FILE)
    server.then_answers(200, b"PK\x03\x04 rows")

    assert await channel.download("F", limit_bytes=100) == b"PK\x03\x04 rows"
    assert server.calls[1].method == "so%20theo%20d%C3%B5i.xlsx"


@pytest.mark.parametrize(
    "file",
    [
        FILE | {"file_size": 101},
        FILE,  # says nothing of its size
    ],
)
async def test_a_file_too_large_is_not_read_to_its_end(
    server: Any, channel: TelegramChannel, file: dict[str, Any]
) -> None:
    server.sends(file)
    server.then_answers(200, b"x" * 101)

    with pytest.raises(FileTooLarge):
        await channel.download("F", limit_bytes=100)


async def test_a_file_that_is_gone_is_reported_as_such(
    server: Any, channel: TelegramChannel
) -> None:
    server.refuses(400, "Bad Request: file is temporarily unavailable")
    with pytest.raises(DownloadFailed):
        await channel.download("F", limit_bytes=100)

    server.sends(FILE)
    server.then_answers(404, b"")
    with pytest.raises(DownloadFailed):
        await channel.download("F", limit_bytes=100)


async def test_a_message_not_yet_sent_says_so(
    server: Any, channel: TelegramChannel
) -> None:
    server.refuses(429, "Too Many Requests: retry after 3", retry_after=3)

    document = Outgoing(5, "", document=("a.txt", b"a"))

    assert await channel.send(document) == NotSent("flood", retry_after=3)
