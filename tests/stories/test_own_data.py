"""Somebody reads what is kept of him, takes a copy of it, and leaves."""

from __future__ import annotations

from domain.privacy import ERASED_NAME
from domain.tasks import Role
from tests.stories.stage import Phone, Stage

NAME = "Ngô Đức Dũng"


async def test_an_officer_agrees_takes_a_copy_and_is_erased(stage: Stage) -> None:
    unit = await stage.unit("SNV", "Sở Nội vụ")
    head = await stage.officer("Đỗ Văn Bình", unit, Role.UNIT_HEAD, Role.ADMIN)
    officer = await stage.officer(NAME, unit, Role.OFFICER)
    task = await stage.task("Báo cáo quý", unit, officer_id=officer)
    watching = await stage.link("Đỗ Văn Bình", head)
    phone = await stage.link(NAME, officer)

    await _agree(stage, phone)
    await _read_and_leave(stage, phone)

    said = (await stage.last(watching)).text
    assert "cần phân công lại: 01" in said
    assert NAME not in said
    await stage.say(phone, "/viec")
    assert "chưa được gắn" in (await stage.last(phone)).text
    await stage.say(watching, f"/trangthai NV-{task}")
    shown = (await stage.last(watching)).text
    assert ERASED_NAME in shown
    assert NAME not in shown


async def _agree(stage: Stage, phone: Phone) -> None:
    welcome = await stage.last(phone)
    assert "90 ngày" in welcome.text
    assert await stage.press(phone, welcome, "Đã đọc và đồng ý")
    await stage.say(phone, "/start")
    assert (await stage.last(phone)).buttons == {}  # not asked a second time


async def _read_and_leave(stage: Stage, phone: Phone) -> None:
    await stage.say(phone, "/dulieu")
    own = await stage.last(phone)
    assert "Đồng ý ngày 20/11/2026" in own.text
    await stage.press(phone, own, "Tải bản sao")
    assert "Dữ liệu được lưu" in (await stage.last(phone)).text
    await stage.press(phone, own, "Xóa dữ liệu của tôi")
    await stage.press(phone, await stage.last(phone), "Xóa hẳn")
    assert "Đã xóa dữ liệu" in (await stage.last(phone)).text
