"""Cards: looked for, out of date, taken back, answered in words instead of pressed."""

from __future__ import annotations

from domain.tasks import Role
from tests.stories.stage import Phone, Stage


async def test_a_card_is_found_overtaken_and_answered_in_words(stage: Stage) -> None:
    unit = await stage.unit("SNV", "Sở Nội vụ")
    officer = await stage.officer("Ngô Đức Dũng", unit, Role.OFFICER)
    head = await stage.officer("Đỗ Văn Bình", unit, Role.UNIT_HEAD)
    task = await stage.task("Rà soát thủ tục", unit, due="2026-12-10")
    await stage.task("Báo cáo cải cách", unit, due="2026-12-01", officer_id=officer)
    dung, binh = (
        await stage.link("Ngô Đức Dũng", officer),
        await stage.link("Đỗ Văn Bình", head),
    )

    await stage.say(binh, "/tim ra soat")
    found = await stage.last(binh)
    assert "Rà soát thủ tục" in found.text
    await stage.say(binh, f"nv-{task}")  # the button's word
    card = await stage.last(binh)
    assert "Đơn vị chủ trì: Sở Nội vụ" in card.text

    # Somebody is faster: the old card's button changes nothing, a new card follows.
    await stage.say(binh, f"/phancong NV-{task} Ngô Đức Dũng")
    said = await stage.last(binh)
    assert "Hoàn tác" in said.buttons
    old = f"t:{task}:1:p50"
    toast = await stage.press_data(binh, card, old)
    assert toast == "Thông tin trên thẻ không còn mới, xin xem thẻ mới bên dưới."
    assert "Ngô Đức Dũng" in (await stage.last(binh)).text

    await _taken_back(stage, dung, binh, f"NV-{task}")


async def _taken_back(stage: Stage, dung: Phone, binh: Phone, code: str) -> None:
    """By a word or a number in place of the button; who was told is told again."""
    said = [one for one in await stage.read(binh.id) if "Hoàn tác" in one.buttons][-1]
    # Taken back by a word, and the officer is told.
    await stage.say(binh, "hoàn tác", to=said)
    assert "trở lại như trước" in (await stage.last(binh)).text
    assert "đã được hoàn tác" in (await stage.last(dung)).text

    # The history tells it in plain words, with its button's number.
    await stage.say(binh, f"/trangthai {code}")
    history = (await stage.last(binh)).text
    assert "Phân công cán bộ: Ngô Đức Dũng" in history
    assert "Hoàn tác thay đổi trước đó" in history

    await stage.say(dung, "/capnhat 60%")
    assert "Hoàn tác" in (await stage.last(dung)).buttons
    await stage.say(dung, "1")
    await stage.say(dung, "/hoantac")
    assert "Không có thay đổi" in (await stage.last(dung)).text
