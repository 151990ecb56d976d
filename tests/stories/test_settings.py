"""What a person chooses for himself, and how much noise the office makes."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from domain.tasks import Role
from tests.stories.stage import Phone, Stage

REVIEW = "Báo cáo rà soát thủ tục hành chính"


@dataclass
class Cast:
    stage: Stage
    head: Phone  # who does two tasks himself
    tasks: tuple[int, int]


@pytest.fixture
async def cast(stage: Stage) -> Cast:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    head = await stage.officer("Đỗ Văn Bình", snv, Role.UNIT_HEAD)
    late = await stage.task(REVIEW, snv, due="2026-11-20", officer_id=head)
    soon = await stage.task("Kế hoạch 2027", snv, due="2026-11-27", officer_id=head)
    return Cast(stage, await stage.link("Bình", head), (late, soon))


async def test_a_person_chooses_for_himself(cast: Cast) -> None:
    stage, head = cast.stage, cast.head
    await stage.say(head, "/caidat")
    card = await stage.last(head)
    assert "Giờ yên lặng: 20:00–07:00 (theo cơ quan)" in card.text
    assert {"🔔 Sắp đến hạn", "✓ Tiếng Việt", "English"} <= set(card.buttons)
    assert "Quá hạn" not in " ".join(card.buttons)

    # The card under the thumb changes in place; what is not his to mute is refused.
    await stage.press(head, card, "🔔 Sắp đến hạn")
    await stage.press(head, card, "21:00–06:00")
    changed = await stage.last(head)
    assert (changed.id, changed.edited) == (card.id, True)
    assert "Nhắc việc đã tắt: Sắp đến hạn" in changed.text
    assert "Giờ yên lặng: 21:00–06:00 (tự chọn)" in changed.text
    toast = await stage.press_data(head, card, "pref:overdue:mute")
    assert toast == "Không tắt được nhắc việc này. Xem /caidat."

    # Quiet hours may be typed, within the office's limits.
    await stage.say(head, "/caidat 16h-6h30")
    assert "trong khoảng 17:00 đến 08:00" in (await stage.last(head)).text
    await stage.say(head, "/caidat 18h - 6h30")
    assert "Giờ yên lặng: 18:00–06:30 (tự chọn)" in (await stage.last(head)).text

    # From now on he is spoken to in his own language, in answers and toasts too.
    await stage.press(head, await stage.last(head), "English")
    assert "Quiet hours: 18:00–06:30 (your own choice)" in (await stage.last(head)).text
    toast = await stage.press_data(head, card, "pref:overdue:mute")
    assert toast == "This reminder cannot be muted. See /caidat."
    await stage.say(head, "/viec")
    assert "days overdue" not in (await stage.last(head)).text
    assert "due today" in (await stage.last(head)).text


async def test_noise_is_kept_low(cast: Cast) -> None:
    stage, head = cast.stage, cast.head
    await stage.move("2026-11-20T15:00:00")
    weekly = await stage.last(head)
    assert weekly.silent

    # Overdue, and his own as the head: one message, one line, and with a sound.
    await stage.move("2026-11-23T08:00:00")
    monday = (await stage.read(head.id))[-1]
    assert (monday.text.count(REVIEW), monday.silent) == (1, False)
    assert "đề nghị chỉ đạo" not in monday.text
    assert "Sắp đến hạn" in monday.text

    # Muted, it comes no more; what is overdue comes all the same.
    await stage.say(head, "/caidat")
    await stage.press(head, await stage.last(head), "🔔 Sắp đến hạn")
    await stage.move("2026-11-26T08:00:00")
    thursday = await stage.last(head, "Quá hạn")  # a round of the month begins too
    assert "Quá hạn: 01 nhiệm vụ" in thursday.text
    assert "Sắp đến hạn" not in thursday.text

    # His evening began at six: the weekly one, late by an outage, waits for Monday.
    await stage.say(head, "/caidat 18:00-07:00")
    await stage.move("2026-11-27T14:00:00")
    before = len(await stage.read(head.id))
    await stage.move("2026-11-27T18:30:00")
    assert len(await stage.read(head.id)) == before
    await stage.move("2026-11-30T08:00:00")
    came = (await stage.read(head.id))[before:]
    assert any("Chưa cập nhật tiến độ" in one.text for one in came)
