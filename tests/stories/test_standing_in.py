"""`/vangmat` and `/bangiao`: another one is told, may answer, and the trail stays."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from domain.tasks import Role
from tests.stories.stage import Phone, Stage


@dataclass
class Cast:
    stage: Stage
    an: Phone
    binh: Phone
    head: Phone
    task: int


@pytest.fixture
async def cast(stage: Stage) -> Cast:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    an = await stage.officer("Nguyễn Văn An", snv, Role.OFFICER)
    binh = await stage.officer("Lê Thị Bình", snv, Role.OFFICER)
    head = await stage.officer("Đỗ Văn Cường", snv, Role.UNIT_HEAD)
    task = await stage.task("Rà soát", snv, due="2026-11-24", officer_id=an)
    people = [
        await stage.link(name, number)
        for name, number in (("An", an), ("Bình", binh), ("Cường", head))
    ]
    return Cast(stage, *people, task)


async def go_away(cast: Cast) -> None:
    """An says it step by step, over a restart."""
    stage, an = cast.stage, cast.an
    await stage.say(an, "/vangmat")
    assert "vắng mặt từ ngày nào đến ngày nào" in (await stage.last(an)).text
    await stage.restart()
    await stage.say(an, "từ 23/11 đến 27/11")
    asked = await stage.last(an)
    assert "Cán bộ nào làm thay Nguyễn Văn An từ ngày 23/11/2026" in asked.text
    assert list(asked.buttons) == ["Đỗ Văn Cường", "Lê Thị Bình", "Hủy"]
    await stage.press(an, asked, "Lê Thị Bình")
    await stage.press(an, await stage.last(an), "Đúng")


async def test_who_stands_in_is_reminded_and_may_answer(cast: Cast) -> None:
    stage, an, binh = cast.stage, cast.an, cast.binh
    await go_away(cast)
    assert "Được giao làm thay Nguyễn Văn An" in (await stage.last(binh)).text
    assert "Lê Thị Bình làm thay" in (await stage.last(cast.head)).text

    before = len(await stage.read(an.id))
    await stage.move("2026-11-24T08:00:00")  # the due day, a day off as well
    reminder = await stage.last(binh)
    assert "Đến hạn hôm nay" in reminder.text
    assert len(await stage.read(an.id)) == before
    await stage.say(binh, "được 70%", to=reminder)
    await stage.press(binh, await stage.last(binh), "Đúng")
    await stage.say(binh, f"/trangthai NV-{cast.task}")
    card = (await stage.last(binh)).text
    assert "Đang thực hiện, 70%".lower() in card.lower()
    assert "Lê Thị Bình" in card.split("Lịch sử")[1]

    # Nobody stands in for the week's update, and when he is back it is over.
    await stage.move("2026-11-30T08:00:00")
    assert "Quá hạn" in (await stage.last(an)).text
    await stage.say(binh, f"/capnhat NV-{cast.task} 80%")
    assert "80%" not in (await stage.last(binh)).text


async def test_the_absence_ends_before_its_time(cast: Cast) -> None:
    stage, an, binh = cast.stage, cast.an, cast.binh
    await go_away(cast)
    await stage.say(an, "/vangmat")
    await stage.press(an, await stage.last(an), "Đã đi làm lại")
    assert "đã đi làm lại" in (await stage.last(binh)).text
    await stage.move("2026-11-23T08:00:00")
    assert "Sắp đến hạn" in (await stage.last(an)).text


async def test_a_head_arranges_it_and_a_colleague_does_not(cast: Cast) -> None:
    stage = cast.stage
    line = "/vangmat Nguyễn Văn An 23/11 đến 27/11 Lê Thị Bình"
    await stage.say(cast.binh, line)
    assert "Không tìm thấy" in (await stage.last(cast.binh)).text
    await stage.say(cast.head, line)
    asked = await stage.last(cast.head)
    assert "Lê Thị Bình làm thay" in asked.text
    await stage.press(cast.head, asked, "Đúng")
    assert "vắng mặt từ ngày 23/11/2026" in (await stage.last(cast.an)).text


async def test_tasks_go_over_to_a_successor(cast: Cast) -> None:
    stage, head, binh = cast.stage, cast.head, cast.binh
    await stage.say(head, "/bangiao")
    await stage.press(head, await stage.last(head), "Nguyễn Văn An")
    asked = await stage.last(head)
    assert "Nguyễn Văn An đang có 01 nhiệm vụ" in asked.text
    await stage.restart()
    await stage.say(head, "Lê Thị Bình")
    await stage.press(head, await stage.last(head), "Tất cả")
    last = await stage.last(head)
    assert (
        f"từ Nguyễn Văn An cho Lê Thị Bình: 01 nhiệm vụ (NV-{cast.task})" in last.text
    )
    await stage.press(head, last, "Đúng")

    assert "Tiếp nhận bàn giao từ Nguyễn Văn An" in (await stage.last(binh)).text
    assert "Đã bàn giao 01 nhiệm vụ" in (await stage.last(cast.an)).text
    before = len(await stage.read(cast.an.id))
    await stage.move("2026-11-23T08:00:00")
    assert "Sắp đến hạn" in (await stage.last(binh)).text
    assert len(await stage.read(cast.an.id)) == before
    await stage.say(binh, f"/trangthai NV-{cast.task}")
    history = (await stage.last(binh)).text.split("Lịch sử")[1]
    assert "Bàn giao" in history
    assert "Nguyễn Văn An" in history


async def test_chosen_tasks_of_ones_own_and_no_others(cast: Cast) -> None:
    stage, an = cast.stage, cast.an
    await stage.say(an, f"/bangiao cho Lê Thị Bình NV-{cast.task + 50}")
    assert "Không tìm thấy" in (await stage.last(an)).text
    await stage.say(an, f"/bangiao cho Lê Thị Bình NV-{cast.task}")
    await stage.press(an, await stage.last(an), "Đúng")
    assert "Tiếp nhận bàn giao" in (await stage.last(cast.binh)).text
    await stage.say(cast.binh, "/bangiao Nguyễn Văn An")
    assert "Không tìm thấy" in (await stage.last(cast.binh)).text
