"""`/dondoc`: shown first, then sent once, and kept on the task."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from domain.tasks import Role
from tests.stories.stage import Phone, Stage


@dataclass
class Cast:
    stage: Stage
    officer: Phone
    tracker: Phone
    leader: Phone
    officer_id: int
    late: int
    soon: int


@pytest.fixture
async def cast(stage: Stage) -> Cast:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    division = await stage.unit("VP-NC", "Phòng Nội chính")
    officer = await stage.officer("Ngô Đức Dũng", snv, Role.OFFICER)
    silent = await stage.officer("Lê Thị Bình", snv, Role.OFFICER)
    tracker = await stage.officer("Bùi Đức Lan", division, Role.TRACKER)
    leader = await stage.officer("Phó Chủ tịch", division, Role.LEADER)
    his = {"officer_id": officer, "tracking": division}
    late = await stage.task("Rà soát thủ tục hành chính", snv, due="2026-11-10", **his)
    soon = await stage.task("Kế hoạch cải cách", snv, due="2026-11-30", **his)
    await stage.task("Biên chế", snv, due="2026-11-12", officer_id=silent)
    people = [
        await stage.link(name, number)
        for name, number in (("Dũng", officer), ("Lan", tracker), ("PCT", leader))
    ]
    return Cast(stage, *people, officer, late, soon)


async def test_what_is_overdue_is_urged_with_one_message_for_each_person(
    cast: Cast,
) -> None:
    stage, officer, leader = cast.stage, cast.officer, cast.leader
    await stage.say(leader, "/dondoc quahan: báo cáo trước 16h hôm nay")
    preview = await stage.last(leader)
    assert "Xem trước tin đôn đốc, chưa gửi" in preview.text
    assert "Phạm vi: nhiệm vụ quá hạn" in preview.text
    assert "01 nhiệm vụ, gửi 01 người; mỗi nơi nhận một tin." in preview.text
    assert "Không liên lạc được (01): Lê Thị Bình" in preview.text
    assert "01 nhiệm vụ không báo được cho ai" in preview.text
    assert "“báo cáo trước 16h hôm nay”" in preview.text
    assert list(preview.buttons) == ["Gửi", "Hủy"]

    before = len(await stage.read(officer.id))
    said = await stage.press(leader, preview, "Gửi")
    assert said == "Đã đôn đốc 01 nhiệm vụ bằng 01 tin."
    again = await stage.press_data(leader, preview, preview.buttons["Gửi"])
    assert again is not None
    assert "đã đóng" in again or "kết thúc" in again

    told = (await stage.read(officer.id))[before:]
    assert len(told) == 1
    assert told[0].text.startswith("📋 Đôn đốc lúc 14:58, thứ Sáu, 20/11/2026")
    assert "Người đôn đốc: Phó Chủ tịch" in told[0].text
    assert f"NV-{cast.late}" in told[0].text
    assert f"NV-{cast.soon}" not in told[0].text
    assert "Đã nhận" in told[0].buttons

    await stage.say(officer, "được 40%", to=told[0])
    assert f"NV-{cast.late}" in (await stage.last(officer)).text


async def test_a_card_says_how_often_its_task_was_urged(cast: Cast) -> None:
    stage, tracker = cast.stage, cast.tracker
    for _ in range(2):
        await stage.say(tracker, f"/dondoc NV-{cast.late}")
        await stage.press(tracker, await stage.last(tracker), "Gửi")
    await stage.say(tracker, f"/dondoc NV-{cast.late}")
    preview = await stage.last(tracker)
    assert "01 nhiệm vụ đã được đôn đốc trong hôm nay" in preview.text
    await stage.press(tracker, preview, "Hủy")

    await stage.say(tracker, f"/trangthai NV-{cast.late}")
    card = await stage.last(tracker)
    assert "Đã đôn đốc 02 lần, gần nhất ngày 20/11/2026" in card.text
    assert "Đôn đốc" in card.text.split("Lịch sử")[1]


async def test_a_preview_that_is_not_true_any_more_sends_nothing(cast: Cast) -> None:
    stage, tracker, officer = cast.stage, cast.tracker, cast.officer
    await stage.say(tracker, "/dondoc Sở Nội vụ")
    preview = await stage.last(tracker)
    assert "02 nhiệm vụ" in preview.text

    await stage.say(officer, f"/hoanthanh NV-{cast.soon}")
    before = len(await stage.read(officer.id))
    said = await stage.press(tracker, preview, "Gửi")
    assert said is not None
    assert said.startswith("Chưa gửi tin nào")
    assert len(await stage.read(officer.id)) == before

    anew = await stage.last(tracker)
    assert "01 nhiệm vụ" in anew.text
    await stage.press(tracker, anew, "Gửi")
    assert len(await stage.read(officer.id)) == before + 1


async def test_in_a_quiet_hour_it_says_when_it_will_leave(cast: Cast) -> None:
    stage, leader, officer = cast.stage, cast.leader, cast.officer
    await stage.move("2026-11-22T21:00:00")
    await stage.say(leader, f"/dondoc NV-{cast.late}")
    preview = await stage.last(leader)
    assert "sẽ được gửi lúc 07:00 ngày 23/11/2026" in preview.text
    await stage.restart()
    before = len(await stage.read(officer.id))
    await stage.press(leader, preview, "Gửi")
    assert len(await stage.read(officer.id)) == before
    await stage.move("2026-11-23T07:00:00")
    assert "Đôn đốc lúc 21:00" in (await stage.last(officer)).text


async def test_only_what_is_his_to_urge(cast: Cast) -> None:
    stage = cast.stage
    await stage.say(cast.officer, f"/dondoc NV-{cast.late}")
    assert "không thuộc quyền" in (await stage.last(cast.officer)).text
    await stage.say(cast.tracker, f"/dondoc NV-{cast.soon + 1}")  # another division's
    assert "Không tìm thấy" in (await stage.last(cast.tracker)).text
    await stage.say(cast.tracker, "/dondoc tralai")
    assert "Không có nhiệm vụ nào như vậy" in (await stage.last(cast.tracker)).text
