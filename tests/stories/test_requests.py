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
    for said in ("Hạn hiện tại: 25/11/2026", "Hạn đề nghị: 30/11/2026", "chờ số liệu"):
        assert said in card.text
    await stage.press(cast.tracker, card, "Đồng ý")
    decided = await stage.last_edited(cast.tracker)
    assert (decided.id, "Đồng ý" in decided.buttons) == (card.id, False)
    assert "đã chấp thuận (Bùi Đức Lan" in decided.text
    assert "hạn mới là 30/11/2026" in (await stage.last(cast.officer)).text

    await stage.say(cast.officer, f"/trangthai {code}")
    shown = (await stage.last(cast.officer)).text
    assert "Hạn xử lý: 30/11/2026\nHạn ban đầu: 25/11/2026 (đã gia hạn 01 lần)" in shown
    assert "Chấp thuận gia hạn" in shown.partition("Lịch sử")[2]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_every_other_request_goes_to_its_decision(cast: Cast) -> None:
    stage, first, late = cast.stage, f"NV-{cast.first}", f"NV-{cast.late}"
    await refuse_after_the_deadline(cast, late)
    await explain_lateness(cast, first, late)
    await petition(cast)
    await meet_an_obstacle(cast, first)
    await stage.say(cast.officer, f"/hoanthanh {late}")
    await stage.say(cast.tracker, f"/tralai {late}")
    await stage.say(cast.tracker, "thiếu phụ lục")
    assert "thiếu phụ lục" in (await stage.last(cast.officer)).text
    await file_as_proof(cast, late)
    await stage.say(cast.officer, f"/hoanthanh {late}")
    await stage.say(cast.tracker, f"/xacnhan {late}")
    await stage.say(cast.tracker, f"/trangthai {late}")
    card = await stage.last(cast.tracker)
    # What was accepted while it was open is no later deadline; the rest is cleared too.
    assert "hoàn thành trễ hạn" in card.text
    await stage.say(cast.officer, f"/thuyetminh {late} bổ sung phụ lục")
    await stage.press(cast.tracker, await stage.last(cast.tracker), "Chấp nhận")
    assert "không tính là trễ hạn" in (await stage.last(cast.officer)).text
    await stage.say(cast.tracker, f"/trangthai {late}")
    card = await stage.last(cast.tracker)
    assert "hoàn thành đúng hạn" in card.text
    assert "Số tệp minh chứng: 01" in card.text
    await stage.press(cast.tracker, card, "Xem tệp")
    assert "phu-luc.pdf" in (await stage.last(cast.tracker)).text


async def refuse_after_the_deadline(cast: Cast, code: str) -> None:
    stage = cast.stage
    await stage.say(cast.officer, f"/giahan {code} 27/11 chờ góp ý")
    card = await stage.last(cast.tracker)
    assert "đề nghị sau khi đã quá hạn" in card.text
    await stage.say(cast.tracker, "không đồng ý, lý do: đã nhắc 02 lần", to=card)
    told = (await stage.last(cast.officer)).text
    assert "không được chấp thuận. Lý do: đã nhắc 02 lần" in told
    toast = await stage.press(cast.tracker, card, "Đồng ý")
    assert "đã có ý kiến quyết định" in str(toast)


async def explain_lateness(cast: Cast, on_time: str, late: str) -> None:
    stage = cast.stage
    await stage.say(cast.officer, f"/thuyetminh {on_time} bận việc")
    assert "không trễ hạn" in (await stage.last(cast.officer)).text
    await stage.say(cast.officer, f"/giaitrinh {late}")
    await stage.say(cast.officer, "do thay đổi nhân sự")
    await stage.press(cast.tracker, await stage.last(cast.tracker), "Chấp nhận")
    # The task is open: what is accepted explains its lateness so far, and no more.
    told = (await stage.last(cast.officer)).text
    assert "được chấp nhận cho thời gian đến hết ngày 20/11/2026" in told
    assert f"đề nghị gia hạn: /giahan {late}" in told


async def petition(cast: Cast) -> None:
    stage = cast.stage
    await stage.say(cast.officer, "/kiennghi bổ sung biên chế cho đơn vị")
    card = await stage.last(cast.tracker)
    await stage.press(cast.tracker, card, "Đã nhận")
    assert "đã được tiếp nhận" in (await stage.last(cast.officer)).text
    await stage.say(cast.tracker, "sẽ trình trong quý IV", to=card)
    assert "Trả lời kiến nghị: sẽ trình" in (await stage.last(cast.officer)).text


async def meet_an_obstacle(cast: Cast, code: str) -> None:
    """Nobody decides in the division: two working days later the Office has to."""
    stage = cast.stage
    await stage.say(cast.officer, f"/vuongmac {code} chưa có mặt bằng")
    assert "chưa có mặt bằng" in (await stage.last(cast.tracker)).text
    await stage.move("2026-11-23T08:00:00")
    assert [one for one in await stage.read(cast.office_leader.id) if code in one.text
            and "Vướng mắc" in one.text] == []  # fmt: skip
    await stage.move("2026-11-25T08:00:00")  # 24/11 is a day off
    (above,) = [
        one
        for one in await stage.read(cast.office_leader.id)
        if "Vướng mắc, xin ý kiến chỉ đạo" in one.text
    ]
    # Who raised it sees where it lies; his card says what became of it as well.
    lies = (await stage.last(cast.officer)).text
    assert "chờ ý kiến lãnh đạo Văn phòng" in lies
    await stage.press(cast.office_leader, above, "Cho ý kiến")
    await stage.say(cast.office_leader, "giao Sở Tài nguyên bàn giao trước 30/11")
    said = "\n".join(one.text for one in await stage.read(cast.officer.id))
    assert "bàn giao trước 30/11" in said


async def file_as_proof(cast: Cast, code: str) -> None:
    await cast.stage.post(
        f"/sandbox/chats/{cast.officer.id}/messages",
        {
            "from": cast.officer.id,
            "text": code,
            "document": {"name": "phu-luc.pdf", "base64": "QQ=="},
        },
    )
    await cast.stage.idle()
    assert f"minh chứng cho {code}" in (await cast.stage.last(cast.officer)).text
