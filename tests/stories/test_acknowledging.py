""" "Đã nhận": what is overdue has been seen, and climbs a little later."""

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
    task: int


@pytest.fixture
async def cast(stage: Stage) -> Cast:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    division = await stage.unit("VP-NC", "Phòng Nội chính")
    officer = await stage.officer("Ngô Đức Dũng", snv, Role.OFFICER)
    head = await stage.officer("Đỗ Văn Bình", snv, Role.UNIT_HEAD)
    tracker = await stage.officer("Bùi Đức Lan", division, Role.TRACKER)
    facts = {"due": "2026-11-20", "officer_id": officer, "tracking": division}
    task = await stage.task("Rà soát thủ tục hành chính", snv, **facts)
    people = [
        await stage.link(name, number)
        for name, number in (("Dũng", officer), ("Bình", head), ("Lan", tracker))
    ]
    return Cast(stage, *people, task)


async def test_the_warning_climbs_by_itself(cast: Cast) -> None:
    for day in (23, 25, 26):  # the 24th is off
        await cast.stage.move(f"2026-11-{day}T08:00:00")
    head, tracker = [
        await cast.stage.last(phone, "Quá hạn") for phone in (cast.head, cast.tracker)
    ]
    for warning in (head, tracker):
        assert "Quá hạn, đề nghị chỉ đạo: 01 nhiệm vụ" in warning.text
        assert f"NV-{cast.task}" in warning.text
    assert list(head.buttons) == ["Xem nhiệm vụ", "Đã nhận", "Vì sao?"]


@pytest.mark.parametrize("by_button", [True, False])
async def test_who_says_that_he_has_seen_it_has_two_days(
    cast: Cast, by_button: bool
) -> None:
    stage = cast.stage
    await stage.move("2026-11-23T08:00:00")
    digest = await stage.last(cast.officer)
    if by_button:
        said = await stage.press(cast.officer, digest, "Đã nhận")
    else:
        await stage.say(cast.officer, "dạ em nhận được rồi ạ", to=digest)
        said = (await stage.last(cast.officer)).text
    assert said is not None
    assert "tạm dừng 02 ngày làm việc" in said

    await stage.move("2026-11-25T08:00:00")
    await stage.move("2026-11-26T08:00:00")
    assert await warnings(stage, cast.tracker) == 0
    await stage.move("2026-11-27T08:00:00")
    assert await warnings(stage, cast.tracker) == 1


async def warnings(stage: Stage, phone: Phone) -> int:
    told = [one.text for one in await stage.read(phone.id)]
    return sum("Quá hạn, đề nghị chỉ đạo" in text for text in told)


async def test_a_superiors_word_does_not_hold_the_ladder(cast: Cast) -> None:
    stage = cast.stage
    for day in (23, 25, 26):
        await stage.move(f"2026-11-{day}T08:00:00")
    warning = await stage.last(cast.tracker)
    assert (
        await stage.press(cast.tracker, warning, "Đã nhận")
        == "Đã tiếp nhận, xin cảm ơn."
    )


async def test_it_is_no_update_of_the_week(cast: Cast) -> None:
    stage = cast.stage
    await stage.move("2026-11-23T08:00:00")
    await stage.press(cast.officer, await stage.last(cast.officer), "Đã nhận")
    await stage.move("2026-11-27T15:00:00")
    assert "Chưa cập nhật tiến độ tuần này" in (await stage.last(cast.officer)).text
