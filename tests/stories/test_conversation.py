"""Answers in the chat: which task, said again, cancelled; lists and cards."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from domain.tasks import Role
from tests.stories.stage import Phone, Stage


@dataclass
class Cast:
    stage: Stage
    officer: Phone
    head: Phone
    tracker: Phone
    tasks: list[int]


@pytest.fixture
async def cast(stage: Stage) -> Cast:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    division = await stage.unit("VP-NC", "Phòng Nội chính")
    officer = await stage.officer("Ngô Đức Dũng", snv, Role.OFFICER)
    head = await stage.officer("Đỗ Văn Bình", snv, Role.UNIT_HEAD)
    tracker = await stage.officer("Bùi Đức Lan", division, Role.TRACKER)
    tasks = [
        await stage.task(
            f"Nhiệm vụ số {number}",
            snv,
            due=f"2026-12-{number:02}",
            officer_id=officer,
            tracking=division,
        )
        for number in range(1, 19)
    ]
    return Cast(
        stage=stage,
        officer=await stage.link("Ngô Đức Dũng", officer),
        head=await stage.link("Đỗ Văn Bình", head),
        tracker=await stage.link("Bùi Đức Lan", tracker),
        tasks=tasks,
    )


async def test_a_reply_that_could_be_about_several_tasks_asks_which(
    cast: Cast,
) -> None:
    stage = cast.stage
    await stage.move("2026-11-20T15:00:00")
    digest = await stage.last(cast.officer)
    await stage.say(cast.officer, "được 60%", to=digest)
    which = await stage.last(cast.officer)
    assert len(which.buttons) == 9  # eight tasks and "Hủy"
    await stage.press(cast.officer, which, f"NV-{cast.tasks[2]} ")
    question = await stage.last(cast.officer)
    assert f"NV-{cast.tasks[2]}" in question.text
    await stage.press(cast.officer, question, "Đúng")
    assert f"NV-{cast.tasks[2]}: 60%" in (await stage.last(cast.officer)).text


async def test_what_was_read_wrongly_is_said_again(cast: Cast) -> None:
    stage = cast.stage
    await stage.say(cast.officer, f"NV-{cast.tasks[0]} được 60%")
    question = await stage.last(cast.officer)
    await stage.press(cast.officer, question, "Sửa lại")
    await stage.say(cast.officer, "được 40%")
    again = await stage.last(cast.officer)
    assert "40%" in again.text
    assert f"NV-{cast.tasks[0]}" in again.text
    await stage.say(cast.officer, "/huy")
    await stage.say(cast.officer, f"/trangthai NV-{cast.tasks[0]}")
    assert "40%" not in (await stage.last(cast.officer)).text


async def test_a_long_list_is_turned_page_by_page(cast: Cast) -> None:
    stage = cast.stage
    await stage.say(cast.officer, "/viec")
    first = await stage.last(cast.officer)
    assert f"NV-{cast.tasks[14]} " in first.text
    assert f"NV-{cast.tasks[15]} " not in first.text
    await stage.press(cast.officer, first, "Trang sau")
    second = await stage.last(cast.officer)
    assert f"NV-{cast.tasks[17]} " in second.text
    # A page that is no more, as when the list has become shorter meanwhile.
    toast = await stage.press_data(cast.officer, first, "l:mine.3:go")
    assert toast is not None
    assert "thay đổi" in toast
    assert (await stage.last(cast.officer)).id == second.id


async def test_a_card_is_turned_and_kept_up_to_date_in_place(cast: Cast) -> None:
    stage = cast.stage
    task = cast.tasks[0]
    await stage.say(cast.officer, "/viec")
    await stage.press(cast.officer, await stage.last(cast.officer), f"NV-{task}")
    card = await stage.last(cast.officer)
    await stage.press(cast.officer, card, "Đang làm")
    choosing = await stage.last(cast.officer)
    assert choosing.id == card.id
    toast = await stage.press(cast.officer, choosing, "50%")
    assert toast
    assert "50%" in toast
    updated = await stage.last(cast.officer)
    assert updated.id == card.id
    assert "50%" in updated.text

    await stage.press(cast.officer, updated, "Khác")
    opened = await stage.last(cast.officer)
    await stage.press(cast.officer, opened, "Lịch sử")
    assert "Lịch sử" in (await stage.last(cast.officer)).text


async def test_a_returned_task_comes_back_with_its_reason(cast: Cast) -> None:
    stage = cast.stage
    task = cast.tasks[0]
    await stage.say(cast.officer, f"/hoanthanh NV-{task} đã làm xong")
    await stage.say(cast.tracker, "/xacnhan")
    assert f"NV-{task}" in (await stage.last(cast.tracker)).text
    await stage.say(cast.tracker, f"/tralai NV-{task}")
    assert "lý do" in (await stage.last(cast.tracker)).text
    await stage.say(cast.tracker, f"/tralai NV-{task} thiếu phụ lục")
    told = (await stage.last(cast.officer)).text
    assert "thiếu phụ lục" in told

    returned = await stage.last(cast.officer)
    await stage.say(cast.officer, "xong rồi", to=returned)
    await stage.press(cast.officer, await stage.last(cast.officer), "Đúng")
    await stage.say(cast.tracker, f"/xacnhan NV-{task}")
    assert "Đã xác nhận" in (await stage.last(cast.tracker)).text
    await stage.say(cast.officer, f"/capnhat NV-{task} 10%")
    assert "hoàn thành" in (await stage.last(cast.officer)).text


async def test_a_head_says_who_does_a_task(cast: Cast) -> None:
    stage = cast.stage
    task = cast.tasks[0]
    await stage.say(cast.head, f"/phancong NV-{task} Đỗ Văn Bình")
    assert "Đỗ Văn Bình" in (await stage.last(cast.head)).text
    await stage.say(cast.head, f"/phancong NV-{task} Không Có Ai")
    assert "Không Có Ai" in (await stage.last(cast.head)).text


async def test_a_blocked_bot_is_silent_until_it_is_allowed_again(cast: Cast) -> None:
    stage = cast.stage
    here = f"/sandbox/chats/{cast.officer.id}"
    await stage.post(f"{here}/block", {"from": cast.officer.id})
    await stage.idle()
    mark = len(await stage.ledger())
    await stage.move("2026-11-20T15:00:00")
    assert [c for c in await stage.ledger(mark) if c["chat"] == cast.officer.id] == []

    await stage.post(f"{here}/unblock", {"from": cast.officer.id})
    await stage.say(cast.officer, "/viec")
    assert "NV-" in (await stage.last(cast.officer)).text


async def test_a_file_is_not_read_in_the_chat(cast: Cast) -> None:
    stage = cast.stage
    await stage.post(
        f"/sandbox/chats/{cast.officer.id}/messages",
        {
            "from": cast.officer.id,
            "document": {"name": "bao-cao.docx", "base64": "QQ=="},
        },
    )
    await stage.idle()
    said = (await stage.last(cast.officer)).text
    assert "tệp" in said.lower()


async def test_a_task_that_was_not_named_is_read_back_before_it_is_reported(
    cast: Cast,
) -> None:
    """A command of the menu leaves at a touch."""
    stage, only = cast.stage, cast.tasks[0]
    await stage.say(cast.head, f"/phancong NV-{only} Đỗ Văn Bình")
    for typed in ("/capnhat 100%", "/hoanthanh"):
        await stage.say(cast.head, typed)
        question = await stage.last(cast.head)
        assert f"NV-{only}" in question.text
        assert "Đúng" in question.buttons
    await stage.say(cast.head, f"/trangthai NV-{only}")
    assert "Tình trạng: chưa thực hiện" in (await stage.last(cast.head)).text
    await stage.press(cast.head, question, "Đúng")
    assert "chờ xác nhận" in (await stage.last(cast.head)).text


async def test_who_does_a_task_already_is_not_told_so_again(cast: Cast) -> None:
    stage, task = cast.stage, cast.tasks[0]
    await stage.say(cast.head, f"/phancong NV-{task} Đỗ Văn Bình")
    before = len(await stage.read(cast.officer.id))
    for _ in range(2):
        await stage.say(cast.head, f"/phancong NV-{task} Ngô Đức Dũng")
        assert "Ngô Đức Dũng" in (await stage.last(cast.head)).text
    told = (await stage.read(cast.officer.id))[before:]
    assert len(told) == 1
    assert "01/12/2026" in told[0].text


async def test_the_history_gives_the_day_of_the_register(cast: Cast) -> None:
    stage, task = cast.stage, cast.tasks[0]
    await stage.say(cast.officer, f"/trangthai NV-{task}")
    history = (await stage.last(cast.officer)).text.partition("Lịch sử")[2]
    assert "• 06/11/2026 · Giao nhiệm vụ" in history


async def test_a_confirmed_task_is_neither_confirmed_nor_returned_again(
    cast: Cast,
) -> None:
    stage, task = cast.stage, cast.tasks[0]
    await stage.say(cast.officer, f"/hoanthanh NV-{task}")
    await stage.say(cast.tracker, f"/xacnhan NV-{task}")
    for typed in (f"/xacnhan NV-{task}", f"/tralai NV-{task} thiếu phụ lục"):
        await stage.say(cast.tracker, typed)
        assert "đã hoàn thành" in (await stage.last(cast.tracker)).text
