"""Before a report closes a contact confirms by a button, and disputes by a word."""

from __future__ import annotations

from domain.tasks import Role
from models.queries.rounds import tallies
from tests.stories.stage import Stage


async def test_a_contact_confirms_and_disputes(stage: Stage) -> None:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    contact = await stage.officer("Lê Thị Bình", snv, Role.CONTACT)
    late = await stage.task("Rà soát", snv, due="2026-11-10")
    await stage.task("Báo cáo", snv, due="2026-11-27")
    phone = await stage.link("Lê Thị Bình", contact)
    await stage.go_to("2026-11-26 08:00")
    card = await stage.last(phone, holding="Xác nhận tình trạng nhiệm vụ")
    assert "Rà soát" in card.text
    await stage.press(phone, card, f"✗ NV-{late}")
    await stage.say(phone, "đã gửi văn bản ngày 09/11")
    card = await stage.last(phone, holding="Xác nhận tình trạng nhiệm vụ")
    await stage.press(phone, card, "✅ Xác nhận tất cả (1)")
    async with stage.database.read() as reads:
        ((_, said),) = await tallies(reads, 1)
    assert (said.confirmed, said.disputed) == (1, 1)
    card = await stage.last(phone, holding="Xác nhận tình trạng nhiệm vụ")
    assert "đề nghị xem lại: 01" in card.text
