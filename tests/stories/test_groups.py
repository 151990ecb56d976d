"""In the unit's group: only what its unit may see, whoever asks."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlalchemy import select

from domain.tasks import Progress, Role
from models.queries.people import unit_named
from models.tables import Audit, Officer, Task, TaskUnit
from tests.stories.stage import Phone, Stage


@dataclass
class Cast:
    stage: Stage
    head: Phone
    officer: Phone
    leader: Phone
    stranger: Phone
    group: int
    mine: int
    others: int


@pytest.fixture
async def cast(stage: Stage) -> Cast:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    stc = await stage.unit("STC", "Sở Tài chính")
    head = await stage.officer("Đỗ Văn Bình", snv, Role.UNIT_HEAD)
    officer = await stage.officer("Ngô Đức Dũng", snv, Role.OFFICER)
    leader = await stage.officer("Trần Thị Bình", stc, Role.LEADER)
    mine = await stage.task("Việc của Sở Nội vụ", snv, due="2026-11-10")
    others = await stage.task("Việc của Sở Tài chính", stc, due="2026-11-10")
    head_phone = await stage.link("Đỗ Văn Bình", head)
    officer_phone = await stage.link("Ngô Đức Dũng", officer)
    leader_phone = await stage.link("Trần Thị Bình", leader)
    stranger = await stage.newcomer("Người lạ")
    members = [officer_phone, leader_phone, stranger]
    group = await stage.group("Nhóm Sở Nội vụ", snv, head_phone, head, members)
    return Cast(
        stage=stage,
        head=head_phone,
        officer=officer_phone,
        leader=leader_phone,
        stranger=stranger,
        group=group,
        mine=mine,
        others=others,
    )


async def test_a_leader_in_a_group_sees_no_more_than_the_group(cast: Cast) -> None:
    stage = cast.stage
    await stage.say(cast.leader, "/quahan@dondoc_demo_bot", chat=cast.group)
    said = (await stage.last(cast.group)).text
    assert f"NV-{cast.mine}" in said
    assert f"NV-{cast.others}" not in said

    await stage.say(
        cast.leader, f"/trangthai@dondoc_demo_bot NV-{cast.others}", chat=cast.group
    )
    assert "Sở Tài chính" not in (await stage.last(cast.group)).text

    answers = []
    for typed in ("", " Sở Tài chính", " Sở Không Có"):
        asked = f"/tongket@dondoc_demo_bot{typed}"
        await stage.say(cast.leader, asked, chat=cast.group)
        answers.append((await stage.last(cast.group)).text)
        assert "Sở Tài chính" not in answers[-1]
    # A unit that is not the group's is answered as one that there is not.
    assert answers[1] == answers[2]


async def test_names_of_people_stay_out_of_the_group(cast: Cast) -> None:
    stage = cast.stage
    await stage.say(cast.head, f"/phancong NV-{cast.mine} Ngô Đức Dũng")
    assert "Ngô Đức Dũng" in (await stage.last(cast.head)).text
    await stage.say(
        cast.head, f"/trangthai@dondoc_demo_bot NV-{cast.mine}", chat=cast.group
    )
    card = await stage.last(cast.group)
    assert f"NV-{cast.mine}" in card.text
    assert "Ngô Đức Dũng" not in card.text
    assert card.buttons == {}


async def test_somebody_who_is_not_registered_gets_one_line_in_ten_minutes(
    cast: Cast,
) -> None:
    stage = cast.stage
    mark = len(await stage.ledger())
    for name in ("quahan", "trogiup", "start", "trogiup"):
        await stage.say(cast.stranger, f"/{name}@dondoc_demo_bot", chat=cast.group)
    said = await stage.sent(cast.group, mark)
    assert len(said) == 1
    assert "NV-" not in said[0]


async def test_a_reply_in_the_group_is_read_back_there(cast: Cast) -> None:
    stage = cast.stage
    await stage.say(cast.head, f"/phancong NV-{cast.mine} Ngô Đức Dũng")
    await stage.move("2026-11-20T15:00:00")
    card = await stage.last(cast.group)
    await stage.say(cast.officer, "được 70%", chat=cast.group, to=card)
    question = await stage.last(cast.group)
    assert "70%" in question.text

    toast = await stage.press(cast.head, question, "Đúng", chat=cast.group)
    assert toast
    assert "70%" not in toast  # it was not asked of the head
    await stage.press(cast.officer, question, "Đúng", chat=cast.group)
    said = [one.text for one in await stage.read(cast.group)]
    assert any("Đã ghi nhận" in text and "70%" in text for text in said)

    undo = f"t:{cast.others}:0:undo"  # a button that nobody gave him
    assert await stage.press_data(cast.officer, question, undo, chat=cast.group)
    async with stage.database.read() as reads:
        refused = select(Audit).where(Audit.action == "refused").order_by(Audit.id)
        kept = [one.detail for one in await reads.session.scalars(refused)]
    assert [one["reason"] for one in kept] == ["question_over", "not_found"]
    assert {one["chat"] for one in kept} == {cast.group}


async def test_his_task_in_another_unit_is_not_spoken_of_here(cast: Cast) -> None:
    stage = cast.stage
    async with stage.database.begin() as work:
        named = select(Officer.id).where(Officer.name == "Ngô Đức Dũng")
        task = await work.session.get_one(Task, cast.others)
        task.officer_id = await work.session.scalar(named)
    await stage.say(cast.officer, f"/trangthai NV-{cast.others}")
    assert "Việc của Sở Tài chính" in (await stage.last(cast.officer)).text
    mark = len(await stage.ledger())
    for typed in (
        "/capnhat@dondoc_demo_bot NV-{} 40%",
        "/hoanthanh@dondoc_demo_bot NV-{}",
    ):
        await stage.say(cast.officer, typed.format(cast.others), chat=cast.group)
    under = await stage.last(cast.group)
    stc = await stage.unit("STC2", "Chi cục thuộc Sở Tài chính")
    await stage.task("Việc của Chi cục", stc, officer_id=task.officer_id)
    await stage.say(cast.officer, "được 70%", chat=cast.group, to=under)
    for verb in ("more", "open", "doing", "obstacle", "return"):
        forged = f"t:{cast.others}:0:{verb}"
        assert await stage.press_data(cast.officer, under, forged, chat=cast.group)
    said = await stage.sent(cast.group, mark)
    assert len(said) == 3
    assert all("Việc của" not in text for text in said)
    assert "NV-12 60%" in said[-1]  # not which ones he might have meant, but how
    async with stage.database.read() as reads:
        task = await reads.session.get_one(Task, cast.others)
    assert (task.progress, task.percent) == (Progress.NOT_STARTED, None)


async def test_a_personal_list_is_only_shown_in_private(cast: Cast) -> None:
    stage = cast.stage
    await stage.say(cast.officer, "/viec@dondoc_demo_bot", chat=cast.group)
    said = (await stage.last(cast.group)).text
    assert "riêng" in said
    assert "NV-" not in said


async def test_an_unbound_group_says_how_to_bind_it(cast: Cast) -> None:
    stage = cast.stage
    facts = {"title": "Nhóm mới", "members": [cast.head.id]}
    group = (await stage.post("/sandbox/groups", facts))["id"]
    await stage.say(cast.head, "/quahan@dondoc_demo_bot", chat=group)
    assert "/nhom" in (await stage.last(group)).text
    await stage.say(cast.head, "/nhom@dondoc_demo_bot SAICODE123", chat=group)
    assert "hết hạn" in (await stage.last(group)).text
    await stage.say(cast.head, "/nhom")
    code = (await stage.last(cast.head)).text.split("/nhom ")[1].split()[0]
    await stage.say(cast.head, f"/nhom@dondoc_demo_bot {code}", chat=group)
    assert "Sở Nội vụ" in (await stage.last(group)).text
    await stage.say(cast.head, f"/nhom@dondoc_demo_bot {code}", chat=group)
    assert "đã được sử dụng" in (await stage.last(group)).text


async def test_a_unit_lists_what_it_leads_not_what_it_helps_with(cast: Cast) -> None:
    stage = cast.stage
    async with stage.database.begin() as work:
        unit = await unit_named(work, "SNV")
        assert unit is not None
        work.session.add(TaskUnit(task_id=cast.others, unit_id=unit.id))
    await stage.say(cast.head, f"/trangthai NV-{cast.others}")
    assert "Sở Tài chính" in (await stage.last(cast.head)).text
    await stage.say(cast.head, "/quahan")
    assert f"NV-{cast.others}" not in (await stage.last(cast.head)).text


async def test_nobody_is_told_that_another_unit_has_nothing_overdue(
    cast: Cast,
) -> None:
    stage = cast.stage
    await stage.say(cast.head, "/quahan Sở Tài chính")
    said = (await stage.last(cast.head)).text
    assert "không có nhiệm vụ quá hạn" not in said
    await stage.say(cast.head, "/quahan Sở Không Có Thật")
    assert (await stage.last(cast.head)).text == said


async def test_a_reply_shows_a_group_no_task_of_another_unit(cast: Cast) -> None:
    stage = cast.stage
    async with stage.database.read() as reads:
        found = select(Officer.id).where(Officer.name == cast.officer.name)
        officer = await reads.session.scalar(found)
    unit = await stage.unit("SYT", "Sở Y tế")
    foreign = await stage.task("Thanh toán viện phí", unit, officer_id=officer)
    facts = {"title": "Nhóm lạ", "members": [cast.officer.id]}
    unbound = (await stage.post("/sandbox/groups", facts))["id"]
    await stage.say(cast.officer, f"NV-{foreign} được 10%")
    assert "viện phí" in (await stage.last(cast.officer)).text
    for group in (cast.group, unbound):
        await stage.say(cast.officer, "/quahan@dondoc_demo_bot", chat=group)
        said = await stage.last(group)
        await stage.say(cast.officer, f"NV-{foreign} được 10%", chat=group, to=said)
        assert "viện phí" not in (await stage.last(group)).text
        asks = f"NV-{foreign} thế nào rồi?"  # the task is his, and the group is not
        await stage.say(cast.officer, asks, chat=group, to=said)
        assert "viện phí" not in (await stage.last(group)).text
