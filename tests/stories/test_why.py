"""Why a reminder came, and the deadlines as a calendar."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from aiohttp import ClientSession, web
from sqlalchemy import select

from bot.settings import Settings
from bot.web import Pages
from bot.web.calendars import Shelf
from domain.tasks import Role
from models.tables import CalendarFeed, Delivery
from tests.stories.stage import Phone, Stage


async def officer_with_a_task(stage: Stage) -> tuple[Phone, int]:
    unit = await stage.unit("SNV", "Sở Nội vụ")
    division = await stage.unit("VP-NC", "Phòng Nội chính")
    await stage.officer("Đỗ Văn Bình", unit, Role.UNIT_HEAD)
    officer = await stage.officer("Ngô Đức Dũng", unit, Role.OFFICER)
    content = "Báo cáo; cải cách hành chính"
    facts: dict[str, Any] = {"due": "2026-11-19", "officer_id": officer}
    task = await stage.task(content, unit, tracking=division, **facts)
    await stage.task("Rà soát thủ tục", unit, due="2026-12-10", officer_id=officer)
    return await stage.link("Ngô Đức Dũng", officer), task


async def test_a_reminder_says_why_it_came_in_every_way_it_is_asked(
    stage: Stage,
) -> None:
    dung, task = await officer_with_a_task(stage)
    await stage.say(dung, "/visao")
    assert "Chưa có tin nhắc nào" in (await stage.last(dung)).text

    await stage.move("2026-11-23T08:00:00")
    reminder = await stage.last(dung)
    await stage.press(dung, reminder, "Vì sao?")

    pressed = (await stage.last(dung)).text
    assert pressed.startswith("❓ Vì sao có tin nhắc lúc 08:00 ngày 23/11/2026")
    assert f"Về: NV-{task} (419/UBND-TH)" in pressed
    assert "đồng chí là cán bộ thực hiện" in pressed
    assert "thời hạn trong văn bản giao nhiệm vụ" in pressed
    assert "nhắc tiếp “Quá hạn” lúc 08:00 ngày 25/11/2026" in pressed  # the 24th is off
    assert "Báo quá hạn đến người theo dõi và lãnh đạo Văn phòng" in pressed
    assert "Để không nhắc nữa" in pressed
    for asked, answered in (("/visao", None), (f"/visao NV-{task}", None)):
        await stage.say(dung, asked, to=answered)
        assert (await stage.last(dung)).text == pressed
    await stage.say(dung, "/visao", to=reminder)
    assert (await stage.last(dung)).text == pressed


async def test_another_units_task_explains_nothing(stage: Stage) -> None:
    dung, _ = await officer_with_a_task(stage)
    other = await stage.unit("SYT", "Sở Y tế")
    secret = await stage.task("Việc khác", other, due="2026-11-19")
    await stage.move("2026-11-23T08:00:00")

    await stage.say(dung, f"/visao NV-{secret}")
    first = (await stage.last(dung)).text
    await stage.say(dung, "/visao NV-99999")

    assert first.replace(str(secret), "99999") == (await stage.last(dung)).text


@pytest.fixture
def public(stage: Stage) -> str:
    """The program as if it were reached from outside."""
    turns = stage.program.parts.inbox._turns
    address = "https://dondoc.example"
    turns._program = replace(turns._program, public_address=address)
    return address


async def test_deadlines_come_as_a_file_and_at_a_private_address(
    stage: Stage, public: str
) -> None:
    dung, task = await officer_with_a_task(stage)
    await stage.say(dung, "/lich")
    sent = (await stage.get(f"/sandbox/chats/{dung.id}/messages"))["messages"][-1]
    assert sent["document"]["name"] == "han-nhiem-vu.ics"
    file = await stage.last(dung)
    assert file.text.startswith("📅 02 thời hạn")

    await stage.press(dung, file, "Địa chỉ riêng")
    first = (await stage.last(dung)).text.rpartition("\n")[2]
    assert first.startswith(f"{public}/lich/")
    async with stage.session.get(sent["document"]["url"]) as answer:
        assert b"B\xc3\xa1o c\xc3\xa1o\\; c\xe1\xba\xa3i" in await answer.read()
    status, body = await read(stage, first)
    assert (status, body.count("BEGIN:VEVENT")) == (200, 2)
    assert f"UID:nv-{task}@" in body
    assert "Báo cáo" not in body  # what a task says stays in the office

    await stage.press(dung, file, "Địa chỉ riêng")
    second = (await stage.last(dung)).text.rpartition("\n")[2]
    assert [(await read(stage, one))[0] for one in (first, second)] == [404, 200]
    await stage.press(dung, file, "Thu hồi địa chỉ")
    assert (await read(stage, second))[0] == 404


async def test_an_address_is_kept_nowhere_once_it_was_told(
    stage: Stage, public: str
) -> None:
    dung, _ = await officer_with_a_task(stage)
    await stage.say(dung, "/lich")
    await stage.press(dung, await stage.last(dung), "Địa chỉ riêng")
    told = (await stage.last(dung)).text.rpartition("/")[2].removesuffix(".ics")

    await stage.move("2026-11-20T14:59:00")

    async with stage.database.read() as reads:
        (feed,) = await reads.session.scalars(select(CalendarFeed))
        kept = [
            str(one) for one in await reads.session.scalars(select(Delivery.params))
        ]
    assert feed.told_key is None
    assert told not in feed.digest
    assert not any(told in params for params in kept)


async def read(stage: Stage, address: str) -> tuple[int, str]:
    """What a calendar gets at that address."""
    pages = Pages(Settings(_env_file=None))
    application = web.Application()
    pages.add_routes(application)
    pages.calendars.open(Shelf(stage.database, stage.program.parts.words))
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    path = address.partition("example")[2]
    url = f"http://127.0.0.1:{runner.addresses[0][1]}{path}"
    async with ClientSession() as session, session.get(url) as answer:
        found = answer.status, await answer.text()
    await runner.cleanup()
    return found
