"""One reply about several tasks: each is asked about apart, one after the other."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from domain.tasks import Role
from tests.stories.stage import Message, Phone, Stage


@dataclass
class Cast:
    stage: Stage
    officer: Phone
    tasks: list[int]
    other: int  # a task of another department

    async def says(self, text: str) -> Message:
        await self.stage.say(self.officer, text)
        return await self.stage.last(self.officer)

    async def presses(self, label: str) -> Message:
        shown = await self.stage.last(self.officer)
        await self.stage.press(self.officer, shown, label)
        return await self.stage.last(self.officer)

    async def state(self, task: int) -> str:
        card = (await self.says(f"/trangthai NV-{task}")).text
        return next(line for line in card.splitlines() if "Tình trạng" in line)


@pytest.fixture
async def cast(stage: Stage) -> Cast:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    stc = await stage.unit("STC", "Sở Tài chính")
    officer = await stage.officer("Ngô Đức Dũng", snv, Role.OFFICER)
    contents = ("Rà soát biên chế", "Báo cáo thi đua", "Tuyển dụng viên chức")
    tasks = [
        await stage.task(content, snv, due="2026-12-01", officer_id=officer)
        for content in contents
    ]
    other = await stage.task("Quyết toán ngân sách", stc, due="2026-12-01")
    return Cast(stage, await stage.link("Ngô Đức Dũng", officer), tasks, other)


async def test_each_task_is_read_back_in_its_turn(cast: Cast) -> None:
    one, two, three = cast.tasks
    first = await cast.says(
        f"NV-{one} xong rồi ạ, NV-{two} được 60%, còn NV-{three} chưa làm"
    )
    assert f"NV-{one}" in first.text
    assert f"NV-{two}" not in first.text
    assert "Đúng" in first.buttons
    second = await cast.presses("Đúng")
    assert f"NV-{two}" in second.text
    assert "60%" in second.text
    third = await cast.presses("Đúng")
    assert f"NV-{three}" in third.text
    await cast.presses("Đúng")
    assert "chờ xác nhận" in await cast.state(one)
    assert "đang thực hiện" in await cast.state(two)
    assert "chưa thực hiện" in await cast.state(three)


async def test_nothing_changes_before_it_is_confirmed(cast: Cast) -> None:
    one, two, _ = cast.tasks
    await cast.says(f"NV-{one} xong, NV-{two} xong")
    assert "chưa thực hiện" in await cast.state(one)
    assert "chưa thực hiện" in await cast.state(two)


async def test_what_is_cancelled_lets_the_next_one_be_asked(cast: Cast) -> None:
    one, two, _ = cast.tasks
    await cast.says(f"{one} xong rồi còn {two} đang làm 30%")
    second = await cast.presses("Hủy")
    assert f"NV-{two}" in second.text
    await cast.says("đúng rồi ạ")
    assert "chưa thực hiện" in await cast.state(one)
    assert "đang thực hiện" in await cast.state(two)


async def test_the_others_wait_through_a_restart(cast: Cast) -> None:
    one, two, _ = cast.tasks
    first = await cast.says(f"NV-{one} xong, NV-{two} được 40%")
    await cast.stage.restart()
    await cast.stage.press(cast.officer, first, "Đúng")
    second = await cast.stage.last(cast.officer)
    assert f"NV-{two}" in second.text
    assert "40%" in second.text


async def test_all_so_many_tasks_are_asked_apart(cast: Cast) -> None:
    question = await cast.says("cả 3 việc xong rồi ạ")
    for task in cast.tasks:
        assert f"NV-{task}" in question.text
        question = await cast.presses("Đúng")
    for task in cast.tasks:
        assert "chờ xác nhận" in await cast.state(task)


async def test_what_is_not_plain_is_asked_with_choices(cast: Cast) -> None:
    one, two, _ = cast.tasks
    first = await cast.says(f"NV-{one} chờ NV-{two} xong")
    assert f"NV-{one}" in first.text
    assert {"Đã xong", "Đang làm", "Chưa xong"} <= set(first.buttons)
    await cast.presses("Chưa xong")
    second = await cast.presses("Đúng")
    assert f"NV-{two}" in second.text
    assert "Đang làm" in second.buttons


async def test_without_names_a_task_is_chosen_first(cast: Cast) -> None:
    which = await cast.says("2 việc đầu xong, việc thứ 3 đang làm 50%")
    assert "chưa rõ" in which.text
    assert len(which.buttons) == 4
    asked = await cast.presses(f"NV-{cast.tasks[2]} ")
    assert "Đang làm" in asked.buttons


async def test_a_number_that_is_none_of_his_tasks_names_none(cast: Cast) -> None:
    which = await cast.says("901 xong, 902 chưa")
    assert "chưa rõ" in which.text
    assert "901" not in which.text


async def test_anothers_task_is_refused_and_the_next_one_asked(cast: Cast) -> None:
    one = cast.tasks[0]
    mark = len(await cast.stage.read(cast.officer.id))
    await cast.says(f"NV-{cast.other} xong, NV-{one} xong")
    refused, asked = (await cast.stage.read(cast.officer.id))[mark:]
    assert f"NV-{cast.other}" in refused.text
    assert "Quyết toán" not in refused.text
    assert f"NV-{one}" in asked.text


async def test_a_question_asked_between_takes_nothing_away(cast: Cast) -> None:
    one, two, _ = cast.tasks
    await cast.says(f"NV-{one} xong, NV-{two} chưa")
    await cast.says("em còn mấy việc?")
    second = await cast.says("dạ đúng ạ")
    assert f"NV-{two}" in second.text
    assert "chờ xác nhận" in await cast.state(one)


async def test_a_word_against_it_confirms_nothing(cast: Cast) -> None:
    one = cast.tasks[0]
    await cast.says(f"NV-{one} xong")
    await cast.says("đừng")
    await cast.says("dừng")
    assert "chưa thực hiện" in await cast.state(one)


async def test_said_again_the_others_still_follow(cast: Cast) -> None:
    one, two, _ = cast.tasks
    await cast.says(f"NV-{one} xong, NV-{two} được 40%")
    await cast.presses("Sửa lại")
    again = await cast.says("được 70%")
    assert f"NV-{one}" in again.text
    assert "70%" in again.text
    second = await cast.presses("Đúng")
    assert f"NV-{two}" in second.text
