"""Before a report closes a contact confirms by a button, and disputes by a word."""

from __future__ import annotations

from domain.tasks import Role
from models.queries.rounds import tallies
from tests.stories.stage import Message, Phone, Stage


async def asked(stage: Stage, phone: Phone) -> Message:
    """What asks for the states, as it is shown now."""
    found = await stage.read(phone.id)
    return next(one for one in found if "Xác nhận tình trạng" in one.text)


async def test_a_contact_confirms_and_disputes(stage: Stage) -> None:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    contact = await stage.officer("Lê Thị Bình", snv, Role.CONTACT)
    late = await stage.task("Rà soát", snv, due="2026-11-10")
    await stage.task("Báo cáo", snv, due="2026-11-27")
    phone = await stage.link("Lê Thị Bình", contact)
    await stage.move("2026-11-26T08:00:00+07:00")
    await stage.idle()
    card = await asked(stage, phone)
    assert "Rà soát" in card.text
    await stage.press(phone, card, f"✗ NV-{late}")
    await stage.say(phone, "đã gửi văn bản ngày 09/11")
    card = await asked(stage, phone)
    await stage.press(phone, card, "✅ Xác nhận tất cả (1)")
    async with stage.database.read() as reads:
        ((_, said),) = await tallies(reads, 1)
    assert (said.confirmed, said.disputed) == (1, 1)
    card = await asked(stage, phone)
    assert "đề nghị xem lại: 01" in card.text
