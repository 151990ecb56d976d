"""The register's own order: checked, classified, told weekly; violations entered."""

from __future__ import annotations

from dataclasses import dataclass

from domain.tasks import Role, TaskClass
from models.tables import Document, Task
from tests.stories.stage import Phone, Stage

LETTER = "số 12/SYT-VP ngày 03/11/2026"


@dataclass
class Cast:
    stage: Stage
    clerk: Phone
    tracker: Phone
    leader: Phone
    head: Phone
    unclassified: int
    undated: int


async def _cast(stage: Stage) -> Cast:
    syt = await stage.unit("SYT", "Sở Y tế")
    division = await stage.unit("VP-VX", "Phòng Văn xã")
    people = [
        ("Lê Thị Văn", division, Role.CLERK),
        ("Bùi Đức Lan", division, Role.TRACKER),
        ("Chánh Văn phòng", division, Role.OFFICE_LEADER),
        ("Trần Thị Hoa", syt, Role.UNIT_HEAD),
    ]
    phones = [
        await stage.link(name, await stage.officer(name, unit, role))
        for name, unit, role in people
    ]
    unclassified = await stage.task("Rà soát quy hoạch", syt, due="2026-12-15")
    undated = await stage.task(
        "Báo cáo kết quả", syt, tracking=division, kind=TaskClass.C
    )
    async with stage.database.begin() as work:
        task = await work.session.get_one(Task, unclassified)
        task.must_report = task.has_deadline = None
        other = await work.session.get_one(Task, undated)
        document = await work.session.get_one(Document, other.document_id)
        document.number = "/UBND-KSTT"
    return Cast(stage, *phones, unclassified, undated)


async def test_the_register_is_checked_and_a_violation_entered(stage: Stage) -> None:
    cast = await _cast(stage)
    await _counted_and_listed(cast)
    await _classified(cast)
    await _refused(cast)
    await _entered(cast)
    await _counted_in_the_figures(cast)
    await _withdrawn(cast)
    await _told_on_monday(cast)


async def _counted_and_listed(cast: Cast) -> None:
    """A clerk sees all, a tracker what his division tracks."""
    stage, clerk, tracker = cast.stage, cast.clerk, cast.tracker
    await stage.say(clerk, "/rasoat dữ liệu")
    counts = await stage.last(clerk)
    assert "1. Chưa phân loại: 01" in counts.text
    assert "3. Thiếu hoặc sai định dạng số, ký hiệu văn bản: 01" in counts.text
    assert "7. Yêu cầu sản phẩm nhưng không gắn thời hạn: 01" in counts.text
    await stage.press(clerk, counts, "Tải toàn bộ")
    assert "mỗi nội dung một trang tính" in (await stage.last(clerk)).text
    await stage.say(tracker, "/rasoat")
    own = (await stage.last(tracker)).text
    assert "Nhiệm vụ do Phòng Văn xã theo dõi" in own
    assert "Chưa phân loại" not in own
    await stage.say(tracker, "/rasoat dulieu không thời hạn")
    assert f"NV-{cast.undated}" in (await stage.last(tracker)).text
    await stage.say(cast.leader, "/rasoat dulieu")
    assert "1. Chưa phân loại: 01" in (await stage.last(cast.leader)).text


async def _classified(cast: Cast) -> None:
    """By its button, once; the trail says who did it."""
    stage, clerk, code = cast.stage, cast.clerk, f"NV-{cast.unclassified}"
    await stage.say(clerk, f"/rasoat dulieu {code} c")
    assert "loại" in (await stage.last(clerk)).text  # it has a deadline
    await stage.say(clerk, "/rasoat dulieu 1")
    found = await stage.last(clerk)
    assert list(found.buttons) == [f"{code} → a", f"{code} → b", "Rà soát dữ liệu"]
    toast = await stage.press(clerk, found, f"{code} → a")
    assert toast == f"{code} đã được phân loại: a."
    again = await stage.press(clerk, found, f"{code} → b")
    assert again is not None
    assert "đã phân loại" not in again
    await stage.press(clerk, found, "Rà soát dữ liệu")
    assert "Chưa phân loại" not in (await stage.last(clerk)).text
    await stage.say(cast.leader, f"/trangthai {code}")
    assert "QC45_a" in (await stage.last(cast.leader)).text


async def _refused(cast: Cast) -> None:
    stage, clerk, head = cast.stage, cast.clerk, cast.head
    for typed, answer in (
        ("/rasoat dulieu thời tiết", "Không có danh sách này"),
        ("/rasoat quy 4", "không thuộc quyền"),
        ("/vipham Sở Y tế", "Đề nghị nêu đơn vị, nội dung vi phạm"),
        (f"/vipham Sở Y tế: chậm; {LETTER}; ngày 31/02/2026", "ngày có thật"),
        (f"/vipham Sở Lạ: chậm; {LETTER}", "Sở Lạ"),
        ("/vipham rút 99 nhập nhầm", "Không tìm thấy"),
    ):
        await stage.say(clerk, typed)
        assert answer in (await stage.last(clerk)).text, typed
    for typed in ("/rasoat dulieu", "/vipham"):
        await stage.say(head, typed)
        assert "không thuộc quyền" in (await stage.last(head)).text


async def _entered(cast: Cast) -> None:
    """Read back first; nothing is kept before *Đúng*."""
    stage, tracker = cast.stage, cast.tracker
    said = f"/vipham Sở Y tế: không cập nhật kết quả; {LETTER}; ngày 05/11/2026"
    await stage.say(tracker, said)
    shown = await stage.last(tracker)
    assert "Sở Y tế không thực hiện đúng quy trình, ngày 05/11/2026" in shown.text
    await stage.press(tracker, shown, "Đúng")
    await stage.say(tracker, "/vipham")
    listed = (await stage.last(tracker)).text
    assert "01 văn bản, 01 đơn vị" in listed
    assert "Người ghi nhận: Bùi Đức Lan" in listed


async def _counted_in_the_figures(cast: Cast) -> None:
    stage, leader = cast.stage, cast.leader
    await stage.say(leader, "/tongket thang 11")
    assert "Sở Y tế (01 văn bản)" in (await stage.last(leader)).text
    await stage.say(leader, "/tongket thang 10")
    assert "Vi phạm quy trình" not in (await stage.last(leader)).text


async def _withdrawn(cast: Cast) -> None:
    """With a reason; it stays in the list, and in no figure."""
    stage, tracker, leader = cast.stage, cast.tracker, cast.leader
    await stage.say(tracker, "/vipham")
    await stage.press(tracker, await stage.last(tracker), "Rút số 1")
    await stage.say(tracker, "nhập nhầm đơn vị")
    await stage.say(tracker, "/vipham")
    assert "Bùi Đức Lan: nhập nhầm đơn vị" in (await stage.last(tracker)).text
    await stage.say(tracker, "/vipham rút 1 lần nữa")
    assert "đã có ý kiến quyết định" in (await stage.last(tracker)).text
    await stage.say(leader, "/tongket thang 11")
    assert "Vi phạm quy trình" not in (await stage.last(leader)).text


async def _told_on_monday(cast: Cast) -> None:
    """Who may mend it, and nobody else."""
    stage = cast.stage
    await stage.move("2026-11-23T08:00")
    for phone in (cast.clerk, cast.tracker):
        told = await stage.last(phone)
        assert "Dữ liệu sổ theo dõi cần chỉnh sửa" in told.text
        assert "Rà soát dữ liệu" in told.buttons
    for phone in (cast.leader, cast.head):
        for one in await stage.read(phone.id):
            assert "cần chỉnh sửa" not in one.text
