"""`/giaoviec`, `/sua`, `/huynhiemvu`, `/dexuat`, `/kiemtra`: from the phones."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from domain.tasks import Role
from tests.stories.stage import Phone, Stage


@dataclass
class Cast:
    stage: Stage
    clerk: Phone
    tracker: Phone
    contact: Phone
    health: Phone
    leader: Phone
    force: Phone


@pytest.fixture
async def cast(stage: Stage) -> Cast:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    syt = await stage.unit("SYT", "Sở Y tế")
    division = await stage.unit("VP-NC", "Phòng Nội chính")
    people = [
        ("Lê Thị Văn", division, Role.CLERK),
        ("Bùi Đức Lan", division, Role.TRACKER),
        ("Ngô Đức Dũng", snv, Role.CONTACT),
        ("Trần Thị Hoa", syt, Role.CONTACT),
        ("Chánh Văn phòng", division, Role.OFFICE_LEADER),
        ("Phạm Văn Tổ", division, Role.TASK_FORCE),
    ]
    phones = [
        await stage.link(name, await stage.officer(name, unit, role))
        for name, unit, role in people
    ]
    return Cast(stage, *phones)


async def test_a_task_is_given_step_by_step_entered_by_the_clerk_and_amended(
    cast: Cast,
) -> None:
    await _given_step_by_step(cast)
    await _entered_by_the_clerk(cast)
    await _corrected(cast)
    await _drawn_together(cast)
    await _cancelled(cast)


async def _given_step_by_step(cast: Cast) -> None:
    stage, tracker = cast.stage, cast.tracker
    await stage.say(tracker, "/giaoviec")
    await stage.say(tracker, "Sở Nội vụ, Sở Y tế")
    await stage.restart()
    await stage.say(tracker, "Báo cáo kết quả rà soát thủ tục hành chính")
    await stage.say(tracker, "số 12/UBND-TH ngày 20/11/2026")
    await stage.press(tracker, await stage.last(tracker), "Phải báo cáo")
    warned = await stage.last(tracker)
    assert warned.text.startswith("⚠ Nhiệm vụ phải báo cáo nhưng chưa có thời hạn")
    await stage.say(tracker, "trước ngày 01/12/2026")
    await stage.say(tracker, "tổng hợp Sở Nội vụ")
    shown = await stage.last(tracker)
    assert "Hạn xử lý: 30/11/2026 (“trước ngày 01/12/2026”)" in shown.text
    assert "- Phòng: TH, HCTC (QC45_a);" in shown.text
    assert "Đơn vị theo dõi: Phòng Nội chính" in shown.text
    await stage.say(tracker, "đúng")


async def _entered_by_the_clerk(cast: Cast) -> None:
    """The division proposed the class; the clerk enters it."""
    stage, clerk = cast.stage, cast.clerk
    draft = await stage.last(clerk)
    assert list(draft.buttons) == ["Nhập QC45_a", "Nhập QC45_b", "Trả lại"]
    await stage.press(clerk, draft, "Nhập QC45_a")
    again = await stage.press_data(clerk, draft, draft.buttons["Trả lại"])
    assert again == "Việc này đã có ý kiến quyết định."
    assert "NV-1, NV-2, NV-3" in (await stage.last(cast.tracker)).text
    told = [one.text for one in await stage.read(cast.health.id)]
    assert "NV-2" in told[-1]
    assert not any("NV-1" in one for one in told)


async def _corrected(cast: Cast) -> None:
    stage, clerk = cast.stage, cast.clerk
    await stage.say(clerk, "/sua NV-2 hạn 15/12/2026")
    assert "số, ký hiệu và ngày của văn bản" in (await stage.last(clerk)).text
    await stage.say(
        clerk, "/sua NV-2 hạn 15/12/2026; theo văn bản số 20/UBND-TH ngày 20/11/2026"
    )
    amendment = await stage.last(clerk)
    assert "Hạn xử lý: 30/11/2026 → 15/12/2026" in amendment.text
    await stage.say(clerk, "đúng")
    assert "15/12/2026" in (await stage.last(cast.health)).text


async def _drawn_together(cast: Cast) -> None:
    stage, contact = cast.stage, cast.contact
    await stage.say(cast.health, "/hoanthanh NV-2 số 9/BC-SYT ngày 20/11/2026")
    await stage.say(contact, "/trangthai NV-3")
    card = (await stage.last(contact)).text
    assert "Tổng hợp: 1/2 đơn vị đã báo cáo" in card
    assert "Chưa báo cáo: Sở Nội vụ" in card
    await stage.say(contact, "/hoanthanh NV-1 số 8/BC-SNV ngày 20/11/2026")
    assert any(
        "Cả 02 đơn vị đã báo cáo; đề nghị đồng chí tổng hợp NV-3" in one.text
        for one in await stage.read(contact.id)
    )


async def _cancelled(cast: Cast) -> None:
    """By who tracks it, with the document; never by the unit itself."""
    stage, tracker, contact = cast.stage, cast.tracker, cast.contact
    await stage.say(contact, "/huynhiemvu NV-3 số 21/UBND-TH ngày 20/11/2026")
    assert "không thuộc quyền của đồng chí" in (await stage.last(contact)).text
    await stage.say(
        tracker, "/huynhiemvu NV-3 số 21/UBND-TH ngày 20/11/2026, không còn phù hợp"
    )
    await stage.press(tracker, await stage.last(tracker), "Đúng")
    assert "NV-3 đã được hủy" in (await stage.last(contact)).text


async def test_a_proposal_has_three_days_and_an_inspection_stays_hidden(
    cast: Cast,
) -> None:
    await _received_and_urgent(cast)
    await _reminded(cast)
    await _made_a_task(cast)
    await _inspected(cast)


async def _received_and_urgent(cast: Cast) -> None:
    stage, tracker, leader = cast.stage, cast.tracker, cast.leader
    await stage.say(
        cast.clerk,
        "/dexuat Sở Y tế: đề nghị bổ sung thuốc; số 45/SYT-VP ngày 19/11/2026;"
        " theo dõi Phòng Nội chính",
    )
    card = await stage.last(tracker)
    assert "hạn xử lý 26/11/2026" in card.text
    await stage.press(tracker, card, "Cấp thiết")
    urgent = await stage.last(leader)
    assert "cấp thiết" in urgent.text
    await stage.press(leader, urgent, "Đồng ý, thực hiện ngay")
    assert "đề nghị đồng chí thực hiện ngay" in (await stage.last(tracker)).text


async def _reminded(cast: Cast) -> None:
    stage, tracker = cast.stage, cast.tracker
    await stage.move("2026-11-25T08:00")
    reminder = await stage.last(tracker)
    assert "Đề xuất, kiến nghị phải xử lý đúng hạn: 01" in reminder.text
    await stage.press(tracker, reminder, "Vì sao")
    why = (await stage.last(tracker)).text
    assert "chậm nhất 03 ngày làm việc" in why
    assert "419/VPUBND-HCTC" in why
    assert "đúng hạn” lúc 08:00 ngày 26/11/2026" in why
    assert "phòng của đồng chí được giao xử lý" in why
    await stage.press(tracker, reminder, "Đề xuất 1")


async def _made_a_task(cast: Cast) -> None:
    """It does not end without a deadline."""
    stage, tracker = cast.stage, cast.tracker
    await stage.press(tracker, await stage.last(tracker), "Giao nhiệm vụ")
    for said in ("Sở Nội vụ", "số 13/UBND-TH ngày 25/11/2026", "không", "không"):
        await stage.say(tracker, said)
    assert "phải xác định rõ cơ quan chủ trì" in (await stage.last(tracker)).text
    for said in ("hạn 04/12/2026", "đúng"):
        await stage.say(tracker, said)
    await stage.press(cast.clerk, await stage.last(cast.clerk), "Nhập QC45_b")
    assert any(
        "đã giao nhiệm vụ: NV-1" in one.text for one in await stage.read(tracker.id)
    )


async def _inspected(cast: Cast) -> None:
    stage, force = cast.stage, cast.force
    await stage.say(force, "/kiemtra Sở Nội vụ; 02/12")
    await stage.say(force, "đúng")
    await stage.say(force, "/kiemtra")
    await stage.press(force, await stage.last(force), "Kết quả")
    await stage.say(force, "chậm cập nhật tiến độ")
    await stage.say(force, "/kiemtra")
    assert "Kết quả kiểm tra: chậm cập nhật tiến độ" in (await stage.last(force)).text
    told = len(await stage.read(cast.contact.id))
    await stage.say(cast.contact, "/kiemtra")
    refused = (await stage.read(cast.contact.id))[told:]
    assert ["không thuộc quyền" in one.text for one in refused] == [True]
