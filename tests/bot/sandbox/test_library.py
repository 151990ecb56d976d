"""python-telegram-bot, the library that the program uses, understands every answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Update,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter
from telegram.request import HTTPXRequest

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Xong", callback_data="t:1")]])


def library(town: Any) -> Bot:
    def request() -> HTTPXRequest:
        # A proxy from the environment would take loopback away.
        return HTTPXRequest(httpx_kwargs={"trust_env": False})

    return Bot(
        "4242:sandbox-test",
        base_url=f"{town.url}/bot",
        base_file_url=f"{town.url}/file/bot",
        request=request(),
        get_updates_request=request(),
    )


@pytest.fixture
async def bot(town: Any) -> AsyncIterator[Bot]:
    async with library(town) as opened:
        yield opened


async def test_it_knows_itself_and_its_chats(town: Any, bot: Bot) -> None:
    lan = await town.person("Lan")
    group = await town.group("Sở Nội vụ", lan)
    assert bot.username == "dondoc_demo_bot"
    assert (await bot.get_chat(lan)).first_name == "Lan"
    assert (await bot.get_chat(group)).title == "Sở Nội vụ"
    assert (await bot.get_chat_member(group, bot.id)).status == "member"
    assert await bot.send_chat_action(lan, ChatAction.TYPING)
    assert (await bot.get_webhook_info()).url == ""
    menu = [BotCommand("viec", "Nhiệm vụ của tôi")]
    assert await bot.set_my_commands(menu, language_code="vi")
    assert await bot.get_my_commands(language_code="vi") == tuple(menu)
    assert await bot.delete_my_commands(language_code="vi")
    assert await bot.get_my_commands(language_code="vi") == ()


async def test_it_sends_edits_and_deletes(town: Any, bot: Bot) -> None:
    lan = await town.person("Lan")
    sent = await bot.send_message(lan, "<b>x</b>", "HTML", reply_markup=KEYBOARD)
    assert sent.text_html == "<b>x</b>"
    assert sent.reply_markup == KEYBOARD
    town.steady.drive(60)
    edited = await bot.edit_message_text("y", lan, sent.message_id)
    assert isinstance(edited, type(sent))
    assert edited.edit_date is not None
    town.steady.drive(60)
    answer = await bot.send_message(lan, "z", reply_to_message_id=sent.message_id)
    assert answer.reply_to_message is not None
    assert await bot.delete_message(lan, answer.message_id)


async def test_files_go_both_ways(town: Any, bot: Bot) -> None:
    lan = await town.person("Lan")
    sent = await bot.send_document(lan, b"a,b", caption="Bảng", filename="../bảng.csv")
    assert sent.document is not None
    assert sent.document.file_name == "bảng.csv"
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"a,b"
    shown = (await town.messages(lan))[-1]
    assert shown["text"] == "Bảng"
    async with town.http.get(town.url + shown["document"]["url"]) as response:
        assert await response.read() == b"a,b"
    town.steady.drive(60)
    png = b"\x89PNG\r\n\x1a\n" + bytes(8) + b"\0\0\0\x05\0\0\0\x06"
    photo = await bot.send_photo(lan, png)
    assert (photo.photo[0].width, photo.photo[0].height) == (5, 6)
    town.steady.drive(60)
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await bot.send_photo(lan, b"no picture")


async def test_it_reads_every_kind_of_update(town: Any, bot: Bot) -> None:
    lan = await town.person("Lan")
    group = await town.group("Sở Nội vụ", lan)
    sent = await bot.send_message(group, "x", reply_markup=KEYBOARD)
    await town.write(group, lan, "xong", reply_to=sent.message_id)
    await town.write(lan, lan, "/viec NV-1")
    await town.post(f"chats/{lan}/block", **{"from": lan})
    fields = {"from": lan, "data": "t:1"}
    path = f"chats/{group}/messages/{sent.message_id}/press"
    pressing = asyncio.ensure_future(town.post(path, **fields))
    updates: tuple[Update, ...] = ()
    while len(updates) < 4:
        town.steady.drive(60)
        updates = await bot.get_updates()
    reply, command, blocked, pressed = updates
    assert reply.message
    assert reply.message.reply_to_message
    assert reply.message.reply_to_message.from_user == await bot.get_me()
    assert command.message
    assert command.message.entities[0].type == "bot_command"
    assert blocked.my_chat_member
    assert blocked.my_chat_member.new_chat_member.status == "kicked"
    assert pressed.callback_query
    assert pressed.callback_query.message == sent
    assert await pressed.callback_query.answer("Đã ghi", show_alert=True)
    assert (await pressing).body == {"toast": "Đã ghi", "alert": True}


# The library warns of its own next version whenever it makes a RetryAfter.
@pytest.mark.filterwarnings(
    "ignore:.*retry_after.*:telegram.warnings.PTBDeprecationWarning"
)
async def test_it_tells_refusals_apart(town: Any, bot: Bot) -> None:
    lan = await town.person("Lan")
    group = await town.group("Sở Nội vụ", lan)
    stranger = await town.person("Minh", started=False)
    with pytest.raises(Forbidden):
        await bot.send_message(stranger, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(55, "x")
    await bot.send_message(lan, "x")
    with pytest.raises(RetryAfter):
        await bot.send_message(lan, "x")
    await town.post("faults", kind="migrate", count=1)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group, "x")
    assert (await bot.send_message(moved.value.new_chat_id, "x")).text == "x"
