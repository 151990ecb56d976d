""" "Nhắc lại sau", and the calendar that an administrator decides in the chat."""

from __future__ import annotations

from domain.tasks import Role
from tests.stories.stage import Stage


async def test_a_reminder_is_put_off_by_its_button(stage: Stage) -> None:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    an = await stage.officer("Nguyễn Văn An", snv, Role.OFFICER)
    await stage.task("Rà soát", snv, due="2026-11-27", officer_id=an)
    phone = await stage.link("An", an)

    await stage.move(
        "2026-11-23T08:00:00"
    )  # three working days before: the 24th is off
    reminder = await stage.last(phone)
    assert "Sắp đến hạn" in reminder.text
    assert "Nhắc lại sau 03 ngày" not in reminder.buttons
    assert (
        await stage.press(phone, reminder, "Nhắc lại sau 01 ngày")
        == "Sẽ nhắc lại 01 nhiệm vụ vào sáng ngày 25/11/2026."
    )

    await stage.say(phone, "/visao")
    assert "lúc 08:00 ngày 25/11/2026" in (await stage.last(phone)).text
    told = len(await stage.read(phone.id))
    await stage.move("2026-11-24T08:00:00")
    assert len(await stage.read(phone.id)) == told
    await stage.move("2026-11-25T08:00:00")
    again = await stage.last(phone)
    assert len(await stage.read(phone.id)) == told + 1
    assert "Sắp đến hạn" in again.text
    await stage.press(phone, again, "Nhắc lại sau 01 ngày")
    # On the last morning before the deadline it is offered no more, nor taken.
    await stage.move("2026-11-26T08:00:00")
    last = await stage.last(phone)
    assert len(await stage.read(phone.id)) == told + 2
    assert not [label for label in last.buttons if label.startswith("Nhắc lại")]
    refused = await stage.press_data(phone, last, "z:1:later")
    assert str(refused).startswith("Không hoãn nhắc được")


async def test_an_administrator_decides_days_in_the_chat(stage: Stage) -> None:
    office = await stage.unit("VP", "Văn phòng")
    admin = await stage.officer("Quản trị", office, Role.ADMIN)
    officer = await stage.officer("Nguyễn Văn An", office, Role.OFFICER)
    phone = await stage.link("Quản trị", admin)
    other = await stage.link("An", officer)

    await stage.move("2026-11-23T08:00:00")
    assert (
        "Lịch nghỉ năm 2026, 2027 chưa được xác nhận" in (await stage.last(phone)).text
    )

    await stage.say(phone, "/lichnghi 20/02/2027 làm bù Tết (12729/VPCP-KGVX)")
    assert (await stage.last(phone)).text == "Ngày 20/02/2027 là ngày làm việc."
    await stage.say(phone, "/lichnghi 2027")
    year = (await stage.last(phone)).text
    assert "Ngày nghỉ và ngày làm bù năm 2027" in year
    assert "20/02/2027, thứ Bảy: làm việc – bù Tết (12729/VPCP-KGVX)" in year
    assert "01/01/2027, thứ Sáu: nghỉ – Tết Dương lịch" in year
    assert "chưa được xác nhận" in year

    await stage.say(phone, "/lichnghi 2027 xác nhận 12729/VPCP-KGVX")
    assert "đã được xác nhận theo 12729/VPCP-KGVX" in (await stage.last(phone)).text
    await stage.say(phone, "/lichnghi 30/02/2027 nghỉ bão")
    assert "không có thật" in (await stage.last(phone)).text
    await stage.say(phone, "/lichnghi 2027 gì đó")
    assert "Đề nghị nhập, ví dụ" in (await stage.last(phone)).text
    await stage.say(other, "/lichnghi 2027")
    assert "không thuộc quyền" in (await stage.last(other)).text
