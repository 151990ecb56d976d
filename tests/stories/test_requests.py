"""More time, an obstacle, a petition, a lateness explained: each to its decision."""

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
    office_leader: Phone
    first: int
    late: int


@pytest.fixture
async def cast(stage: Stage) -> Cast:
    unit = await stage.unit("SNV", "Sở Nội vụ")
    division = await stage.unit("VP-NC", "Phòng Nội chính")
    office = await stage.unit("VP", "Văn phòng UBND tỉnh")
    officer = await stage.officer("Ngô Đức Dũng", unit, Role.OFFICER)
    tracker = await stage.officer("Bùi Đức Lan", division, Role.TRACKER)
    leader = await stage.officer("Vũ Thị Hoa", office, Role.OFFICE_LEADER)
    first = await stage.task(
        "Rà soát vị trí việc làm", unit,
        due="2026-11-25", officer_id=officer, tracking=division,
    )  # fmt: skip
    late = await stage.task(
        "Báo cáo tinh giản biên chế", unit,
        due="2026-11-18", officer_id=officer, tracking=division,
    )  # fmt: skip
    return Cast(
        stage=stage,
        officer=await stage.link("Ngô Đức Dũng", officer),
        tracker=await stage.link("Bùi Đức Lan", tracker),
        office_leader=await stage.link("Vũ Thị Hoa", leader),
        first=first,
        late=late,
    )


async def test_more_time_is_asked_for_in_words_and_granted_by_a_button(
    cast: Cast,
) -> None:
    """What is missing is asked for, over a restart; both deadlines are kept."""
    stage, code = cast.stage, f"NV-{cast.first}"
    await stage.say(cast.officer, f"{code} xin gia hạn")
    assert "đến ngày nào" in (await stage.last(cast.officer)).text
    await stage.restart()
    await stage.say(cast.officer, "30/11")
    assert "lý do" in (await stage.last(cast.officer)).text
    await stage.say(cast.officer, "chờ số liệu của Sở Tài chính")
    assert "Bùi Đức Lan" in (await stage.last(cast.officer)).text

    card = await stage.last(cast.tracker)
    assert "Thời hạn hiện tại: 25/11/2026" in card.text
    assert "Thời hạn đề nghị: 30/11/2026" in card.text
    assert "chờ số liệu của Sở Tài chính" in card.text
    await stage.press(cast.tracker, card, "Đồng ý")
    decided = await stage.last_edited(cast.tracker)
    assert (decided.id, "Đồng ý" in decided.buttons) == (card.id, False)
    assert "đã chấp thuận (Bùi Đức Lan" in decided.text
    assert "thời hạn mới là 30/11/2026" in (await stage.last(cast.officer)).text

    await stage.say(cast.officer, f"/trangthai {code}")
    shown = (await stage.last(cast.officer)).text
    assert "Thời hạn: 30/11/2026" in shown
    assert "Thời hạn ban đầu: 25/11/2026" in shown
    assert "Chấp thuận gia hạn" in shown.partition("Lịch sử")[2]

    # Reminders begin anew: three working days before the new day, and not before.
    mark = len(await stage.ledger())
    await stage.move("2026-11-26T08:00:00")
    digest = "".join(await stage.sent(cast.officer.id, mark))
    assert f"{code} " in digest
    assert "30/11/2026" in digest


async def test_a_request_after_the_deadline_is_marked_and_refused_with_a_reason(
    cast: Cast,
) -> None:
    stage, code = cast.stage, f"NV-{cast.late}"
    await stage.say(cast.officer, f"/giahan {code} 27/11 chờ góp ý")
    card = await stage.last(cast.tracker)
    assert "đề nghị sau khi đã quá hạn" in card.text
    await stage.say(cast.tracker, "không đồng ý, lý do: đã nhắc 02 lần", to=card)
    told = (await stage.last(cast.officer)).text
    assert "không được chấp thuận" in told
    assert "đã nhắc 02 lần" in told
    await stage.press(cast.tracker, card, "Đồng ý")
    assert "đã có ý kiến quyết định" in (await stage.last(cast.tracker)).text


async def test_an_obstacle_climbs_by_its_own_clock_and_is_decided(cast: Cast) -> None:
    stage, code = cast.stage, f"NV-{cast.first}"
    await stage.say(cast.officer, f"/vuongmac {code} chưa có mặt bằng")
    card = await stage.last(cast.tracker)
    assert "chưa có mặt bằng" in card.text
    await stage.move("2026-11-25T08:00:00")  # 24/11 is a day off: two working days
    above = await stage.last(cast.office_leader)
    assert "Vướng mắc, xin ý kiến chỉ đạo" in above.text
    await stage.press(cast.office_leader, above, "Cho ý kiến")
    await stage.say(cast.office_leader, "giao Sở Tài nguyên bàn giao trước 30/11")
    said = [one.text for one in await stage.read(cast.officer.id)]
    assert any("được trình xin ý kiến chỉ đạo: Vũ Thị Hoa" in one for one in said)
    assert any("bàn giao trước 30/11" in one for one in said)


async def test_a_petition_and_an_accepted_explanation(cast: Cast) -> None:
    stage, code = cast.stage, f"NV-{cast.late}"
    await stage.say(cast.officer, "/kiennghi bổ sung biên chế cho đơn vị")
    await stage.press(cast.tracker, await stage.last(cast.tracker), "Đã nhận")
    assert "tiếp nhận" in (await stage.last(cast.officer)).text

    await stage.say(cast.officer, f"/thuyetminh NV-{cast.first} bận việc")
    assert "không trễ hạn" in (await stage.last(cast.officer)).text
    await stage.say(cast.officer, f"/giaitrinh {code}")
    await stage.say(cast.officer, "do thay đổi nhân sự")
    await stage.press(cast.tracker, await stage.last(cast.tracker), "Chấp nhận")
    assert "không tính là trễ hạn" in (await stage.last(cast.officer)).text
    await stage.say(cast.officer, f"/hoanthanh {code}")
    await stage.say(cast.tracker, f"/xacnhan {code}")
    await stage.say(cast.tracker, f"/trangthai {code}")
    assert "hoàn thành đúng hạn" in (await stage.last(cast.tracker)).text
