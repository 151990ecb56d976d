"""Friday before 15:00: who owes an update is told once, and answers where he is."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from domain.tasks import Role
from tests.asked import noting, read_whole
from tests.stories.stage import Phone, Stage


@dataclass
class Cast:
    """Sở Nội vụ, tracked by Phòng Nội chính."""

    stage: Stage
    officer: Phone
    contact: Phone
    head: Phone
    tracker: Phone
    leader: Phone
    group: int
    mine: int  # the officer's task
    unit: int


@pytest.fixture
async def cast(stage: Stage) -> Cast:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    division = await stage.unit("VP-NC", "Phòng Nội chính")
    committee = await stage.unit("UBND", "Ủy ban nhân dân tỉnh")
    officer = await stage.officer("Ngô Đức Dũng", snv, Role.OFFICER)
    contact = await stage.officer("Hồ Thị Chi", snv, Role.OFFICER, Role.CONTACT)
    head = await stage.officer("Đỗ Văn Bình", snv, Role.UNIT_HEAD)
    tracker = await stage.officer("Bùi Đức Lan", division, Role.TRACKER)
    leader = await stage.officer("Trần Thị Bình", committee, Role.LEADER)
    mine = await stage.task(
        "Báo cáo cải cách hành chính",
        snv,
        due="2026-11-19",
        officer_id=officer,
        tracking=division,
    )
    await stage.task("Rà soát thủ tục", snv, due="2026-12-10", tracking=division)
    head_phone = await stage.link("Đỗ Văn Bình", head)
    return Cast(
        stage=stage,
        officer=await stage.link("Ngô Đức Dũng", officer),
        contact=await stage.link("Hồ Thị Chi", contact),
        head=head_phone,
        tracker=await stage.link("Bùi Đức Lan", tracker),
        leader=await stage.link("Trần Thị Bình", leader),
        group=await stage.group("Nhóm Sở Nội vụ", snv, head_phone, head),
        mine=mine,
        unit=snv,
    )


async def _new(cast: Cast, mark: int) -> dict[int, list[str]]:
    places = [
        *(cast.officer.id, cast.contact.id, cast.head.id),
        *(cast.tracker.id, cast.leader.id, cast.group),
    ]
    return {place: await cast.stage.sent(place, mark) for place in places}


async def test_each_who_owes_is_told_once_and_the_group_gets_one_card(
    cast: Cast,
) -> None:
    mark = len(await cast.stage.ledger())
    await cast.stage.move("2026-11-20T15:00:00")
    await cast.stage.program.plan_now()
    await cast.stage.move("2026-11-20T15:03:00")

    said = await _new(cast, mark)
    assert [len(texts) for texts in said.values()] == [1, 1, 0, 0, 0, 1]
    assert f"NV-{cast.mine}" in said[cast.officer.id][0]
    assert "0/2 cán bộ đã cập nhật" in said[cast.group][0]


async def test_an_update_settles_what_is_owed(cast: Cast) -> None:
    await cast.stage.move("2026-11-20T15:00:00")
    reminder = await cast.stage.last(cast.officer)
    await cast.stage.say(cast.officer, "được 60%", to=reminder)

    question = await cast.stage.last(cast.officer)
    assert "60%" in question.text
    await cast.stage.press(cast.officer, question, "Đúng")

    assert "60%" in (await cast.stage.last(cast.officer)).text
    card = await cast.stage.last(cast.group)
    assert card.edited
    assert "1/2 cán bộ đã cập nhật" in card.text


async def test_a_reported_task_goes_to_the_tracker_and_leaves_the_officer(
    cast: Cast,
) -> None:
    stage = cast.stage
    await stage.say(
        cast.officer, f"/hoanthanh NV-{cast.mine} BC số 9/BC-SNV 18/11/2026"
    )
    mark = len(await stage.ledger())
    await stage.move("2026-11-23T08:00:00")

    said = await _new(cast, mark)
    assert not any(f"NV-{cast.mine}" in text for text in said[cast.officer.id])
    assert any(f"NV-{cast.mine}" in text for text in said[cast.tracker.id])

    await stage.say(cast.tracker, f"/xacnhan NV-{cast.mine}")
    await stage.say(cast.leader, "/tongket nam 2026")
    assert "1" in (await stage.last(cast.leader)).text


async def test_a_restart_repeats_nothing_and_loses_nothing(cast: Cast) -> None:
    stage = cast.stage
    await stage.move("2026-11-20T15:00:00")
    before = len(await stage.ledger())
    await stage.restart()
    await stage.program.plan_now()
    await stage.idle()
    again = [c for c in await stage.ledger(before) if c["method"].startswith("send")]
    assert again == []

    reminder = await stage.last(cast.officer)
    await stage.say(cast.officer, "xong rồi", to=reminder)
    await stage.restart()
    question = await stage.last(cast.officer)
    await stage.press(cast.officer, question, "Đúng")
    assert "xác nhận" in (await stage.last(cast.officer)).text


async def test_the_roll_call_is_frozen_at_the_close(cast: Cast) -> None:
    stage = cast.stage
    await stage.move("2026-11-20T15:00:00")
    await stage.move("2026-11-20T17:00:00")
    frozen = await stage.last(cast.group)
    assert "Đã chốt" in frozen.text

    await stage.say(cast.officer, f"/capnhat NV-{cast.mine} 80%")
    assert (await stage.last(cast.group)).text == frozen.text


async def test_monday_brings_the_overdue_warning_and_the_25th_the_review(
    cast: Cast,
) -> None:
    stage = cast.stage
    await stage.move("2026-11-20T15:00:00")
    mark = len(await stage.ledger())
    await stage.move("2026-11-23T08:00:00")
    monday = await _new(cast, mark)
    assert "quá hạn" in monday[cast.officer.id][0].lower()
    assert len(monday[cast.officer.id]) == 1
    assert f"NV-{cast.mine}" in monday[cast.group][0]

    mark = len(await stage.ledger())
    await stage.move("2026-11-25T08:00:00")
    review = await _new(cast, mark)
    assert "rà soát" in review[cast.contact.id][0].lower()
    assert "rà soát" in review[cast.tracker.id][0].lower()
    asked = await stage.last(cast.contact)
    toast = await stage.press(cast.contact, asked, "Đã gửi")
    assert toast
    assert "Sở Nội vụ" in toast


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nothing_of_the_day_reads_all_that_ever_was(cast: Cast) -> None:
    """What is asked once a morning may: these are a Friday's reminders, the answers to
    them, and all that the clock looks for whether anything has come due or not."""
    stage = cast.stage
    with noting(stage.database) as said:
        await stage.move("2026-11-20T15:00:00")
        reminder = await stage.last(cast.officer)
        await stage.say(cast.officer, "được 60%", to=reminder)
        await stage.press(cast.officer, await stage.last(cast.officer), "Đúng")
        await stage.say(cast.officer, f"/hoanthanh NV-{cast.mine} BC số 9/BC-SNV")
        await stage.say(cast.tracker, f"/xacnhan NV-{cast.mine}")
        await stage.say(cast.officer, f"/visao NV-{cast.mine}")
        await stage.say(cast.contact, "/viec")
        await stage.move("2026-11-20T18:00:00")
        await stage.program.plan_now()
    assert any("urgency" in one for one in said)
    assert await read_whole(stage.database, said) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nobody_waits_for_who_asks_for_all_that_ever_was(cast: Cast) -> None:
    stage, leader = cast.stage, cast.leader
    with noting(stage.database, in_place=True) as said:
        await stage.say(leader, "/tim thủ tục")
        await stage.say(leader, "/quahan")
        await stage.say(leader, "/tongket nam 2026")
        summary = await stage.last(leader)
        await stage.press(leader, summary, "Dự thảo (.docx)")
    assert (await stage.last(leader)).id > summary.id
    assert await read_whole(stage.database, said) == []
