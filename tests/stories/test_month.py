"""A whole month: two officers, their head, the tracker and the leaders."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from domain.tasks import Role, TaskClass
from tests.stories.stage import Phone, Stage


@dataclass
class Cast:
    """Sở Nội vụ, tracked by Phòng Nội chính of the Office."""

    stage: Stage
    an: Phone
    binh: Phone
    head: Phone
    tracker: Phone
    office: Phone  # its leader
    leader: Phone
    group: int
    report: str  # An's task: a document is its product
    survey: str  # Bình's

    async def says(self, phone: Phone, text: str) -> str:
        """He types it, and reads what comes back."""
        await self.stage.say(phone, text)
        return (await self.stage.last(phone)).text

    async def presses(self, phone: Phone, label: str) -> str:
        """A button of the newest message; how his phone shows it then."""
        await self.stage.press(phone, await self.stage.last(phone), label)
        return (await self.stage.last(phone)).text

    async def reads(self, phone: Phone) -> str:
        return (await self.stage.last(phone)).text


@pytest.fixture
async def cast(stage: Stage) -> Cast:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    division = await stage.unit("VP-NC", "Phòng Nội chính")
    office = await stage.unit("VP", "Văn phòng UBND tỉnh")
    committee = await stage.unit("UBND", "Ủy ban nhân dân tỉnh")
    parts = (
        ("Nguyễn Văn An", snv, Role.OFFICER),
        ("Lê Thị Bình", snv, Role.OFFICER),
        ("Đỗ Văn Cường", snv, Role.UNIT_HEAD),
        ("Bùi Đức Lan", division, Role.TRACKER),
        ("Vũ Thị Hoa", office, Role.OFFICE_LEADER),
        ("Trần Thị Dung", committee, Role.LEADER),
    )
    ids = [await stage.officer(*one) for one in parts]
    report = await stage.task(
        *("Báo cáo cải cách hành chính", snv),
        due="2026-12-04",
        officer_id=ids[0],
        tracking=division,
        kind=TaskClass.A,
    )
    survey = await stage.task(
        *("Khảo sát biên chế", snv),
        due="2026-12-01",
        officer_id=ids[1],
        tracking=division,
    )
    phones = [
        await stage.link(name, number)
        for (name, *_), number in zip(parts, ids, strict=True)
    ]
    group = await stage.group("Nhóm Sở Nội vụ", snv, phones[2], ids[2])
    return Cast(stage, *phones, group, f"NV-{report}", f"NV-{survey}")


async def test_a_month_of_the_office(cast: Cast) -> None:
    await _friday(cast)
    await _more_time(cast)
    await _reported_returned_confirmed(cast)
    await _obstacle(cast)
    await _away(cast)
    await _overdue(cast)
    await _justified(cast)
    await _closing(cast)


async def _friday(cast: Cast) -> None:
    """20/11: one answers in time, the other not; the group sees how many."""
    stage = cast.stage
    await stage.move("2026-11-20T15:00:00")
    assert cast.survey in await cast.reads(cast.binh)
    assert "60%" in await cast.says(cast.an, "được 60%, đang lấy ý kiến các phòng")
    assert "Đã ghi nhận tiến độ" in await cast.presses(cast.an, "Đúng")
    await stage.move("2026-11-20T17:00:00")
    roll = (await stage.last(cast.group)).text
    assert "1/2 cán bộ đã cập nhật" in roll
    assert "Đã chốt" in roll


async def _more_time(cast: Cast) -> None:
    """23/11: Bình asks for two days more, and is given them; and meets an obstacle."""
    stage = cast.stage
    await stage.move("2026-11-23T08:00:00")
    await cast.says(cast.binh, f"/giahan {cast.survey} 03/12 chờ số liệu của các huyện")
    asked = await cast.reads(cast.tracker)
    assert "Hạn hiện tại: 01/12/2026" in asked
    assert "Hạn đề nghị: 03/12/2026" in asked
    await cast.presses(cast.tracker, "Đồng ý")
    assert "hạn mới là 03/12/2026" in await cast.reads(cast.binh)
    await cast.says(cast.binh, f"/vuongmac {cast.survey} các huyện chưa gửi số liệu")
    assert "các huyện chưa gửi" in await cast.reads(cast.tracker)


async def _obstacle(cast: Cast) -> None:
    """26/11: nobody in the division gave direction for two working days."""
    stage = cast.stage
    await stage.move("2026-11-26T08:00:00")
    above = await cast.reads(cast.office)
    assert "Vướng mắc, xin ý kiến chỉ đạo" in above
    lies = [one.text for one in await stage.read(cast.binh.id)]
    assert any("chờ ý kiến lãnh đạo Văn phòng" in one for one in lies)
    await cast.presses(cast.office, "Cho ý kiến")
    await cast.says(cast.office, "giao Văn phòng đôn đốc các huyện gửi trước 30/11")
    said = [one.text for one in await stage.read(cast.binh.id)]
    assert any("gửi trước 30/11" in one for one in said)


async def _justified(cast: Cast) -> None:
    """08/12: why it was late is explained, and accepted: it counts as on time."""
    why = f"/thuyetminh {cast.survey} do thay đổi mẫu khảo sát"
    await cast.says(cast.binh, why)
    await cast.presses(cast.tracker, "Chấp nhận")
    assert "không tính là trễ hạn" in await cast.reads(cast.binh)


async def _reported_returned_confirmed(cast: Cast) -> None:
    """23-26/11: a report without its paper is asked for it, returned, made again."""
    stage = cast.stage
    await stage.move("2026-11-23T08:30:00")
    assert "số và ngày" in await cast.says(cast.an, f"{cast.report} xong rồi")
    await cast.says(cast.an, "45/BC-SNV ngày 23/11/2026")
    assert "chờ xác nhận" in await cast.presses(cast.an, "Đúng")

    await stage.move("2026-11-25T08:00:00")  # the tracker's morning, and the review
    assert cast.report in await cast.reads(cast.tracker)
    await cast.says(cast.tracker, f"/tralai {cast.report} thiếu phụ lục số liệu")
    told = await cast.reads(cast.an)
    assert "thiếu phụ lục số liệu" in told
    again = f"/hoanthanh {cast.report} số 47/BC-SNV ngày 25/11/2026"
    assert "chờ xác nhận" in await cast.says(cast.an, again)
    said = await cast.says(cast.tracker, f"/xacnhan {cast.report}")
    assert f"Đã xác nhận hoàn thành {cast.report}" in said


async def _away(cast: Cast) -> None:
    """27/11-04/12: Bình is away; An is told of her task, and answers for it."""
    stage = cast.stage
    await stage.move("2026-11-26T09:00:00")
    await cast.says(cast.binh, "/vangmat từ 27/11 đến 04/12")
    await cast.presses(cast.binh, "Nguyễn Văn An")
    await cast.presses(cast.binh, "Đúng")
    assert "Được giao làm thay Lê Thị Bình" in await cast.reads(cast.an)
    before = len(await stage.read(cast.binh.id))
    await stage.move("2026-12-03T08:00:00")
    assert "Đến hạn hôm nay" in await cast.reads(cast.an)
    assert len(await stage.read(cast.binh.id)) == before
    assert "70%" in await cast.says(cast.an, f"/capnhat {cast.survey} 70%")
    # A slip of the thumb is taken back at once, and written down rightly.
    assert "trở lại như trước" in await cast.presses(cast.an, "Hoàn tác")
    assert "50%" in await cast.says(cast.an, f"/capnhat {cast.survey} 50%")


async def _overdue(cast: Cast) -> None:
    """07-08/12: she is back, the task is late; it climbs, is urged, and is done."""
    stage = cast.stage
    await stage.move("2026-12-07T08:00:00")
    assert "Quá hạn" in await cast.reads(cast.binh)
    assert cast.survey in await cast.reads(cast.head)
    found = await cast.says(cast.leader, "/tim khao sat qua han")
    assert f"{cast.survey}" in found
    assert "Khảo sát biên chế" in found
    await cast.says(cast.binh, f"{cast.survey} đã hoàn thành")
    assert "chờ xác nhận" in await cast.presses(cast.binh, "Đúng")
    await stage.move("2026-12-08T08:00:00")
    assert cast.survey in await cast.reads(cast.tracker)
    await cast.says(cast.tracker, f"/xacnhan {cast.survey}")


async def _closing(cast: Cast) -> None:
    """The leader sees both done in time; the history tells the month."""
    summary = await cast.says(cast.leader, "/tongket 20/11..08/12")
    assert "có thời hạn): 02/02 (100,0%)" in summary  # one by its justification
    late = await cast.says(cast.leader, f"/trangthai {cast.survey}")
    assert "Hạn xử lý: 03/12/2026\nHạn ban đầu: 01/12/2026 (đã gia hạn 01 lần)" in late
    for words in ("Vũ Thị Hoa", "gửi trước 30/11", "thay đổi mẫu khảo sát"):
        assert words in late.partition("Lịch sử")[2]
    card = await cast.says(cast.leader, f"/trangthai {cast.report}")
    history = card.split("Lịch sử")[1]
    for words in (
        *("tiến độ 60%", "Trả lại", "thiếu phụ lục số liệu", "Xác nhận hoàn thành"),
        *("Nguyễn Văn An", "Bùi Đức Lan"),
    ):
        assert words in history
    quiet = len(await cast.stage.read(cast.an.id))
    await cast.stage.move("2026-12-11T15:00:00")  # nobody owes anything any more
    assert len(await cast.stage.read(cast.an.id)) == quiet
