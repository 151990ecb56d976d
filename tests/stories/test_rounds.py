"""Before a report closes a contact confirms by a button, and disputes by a word."""

from __future__ import annotations

from domain.rounds import tally_of
from domain.tasks import Role
from models.queries.rounds import words_of
from models.queries.standings import Cut
from tests.stories.stage import Message, Phone, Stage


async def asked(stage: Stage, phone: Phone) -> Message:
    """What asks for the states, as it is shown now."""
    found = await stage.read(phone.id)
    return next(one for one in found if "Xác nhận tình trạng" in one.text)


async def test_a_contact_confirms_and_disputes(stage: Stage) -> None:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    contact = await stage.officer("Lê Thị Bình", snv, Role.CONTACT)
    division = await stage.unit("VP-NC", "Phòng Nội chính")
    lan = await stage.officer("Bùi Đức Lan", division, Role.TRACKER)
    late = await stage.task("Rà soát", snv, due="2026-11-10", tracking=division)
    await stage.task("Báo cáo", snv, due="2026-11-27")
    phone = await stage.link("Lê Thị Bình", contact)
    tracker = await stage.link("Bùi Đức Lan", lan)
    await stage.move("2026-11-26T08:00:00+07:00")
    await stage.idle()
    card = await asked(stage, phone)
    assert "Rà soát" in card.text
    await stage.press(phone, card, f"✗ NV-{late}")
    await stage.say(phone, "đã gửi văn bản ngày 09/11")
    assert f"đề nghị xem lại tình trạng NV-{late}" in (await stage.last(tracker)).text
    await stage.say(phone, "Xác nhận", to=await asked(stage, phone))
    async with stage.database.read() as reads:
        said = tally_of(await words_of(reads, 1, Cut(reads.today)))
    assert (said.confirmed, said.disputed) == (1, 1)
    card = await asked(stage, phone)
    assert "đề nghị xem lại: 01" in card.text
    await stage.move("2026-12-02T08:00:00")
    await stage.idle()
    assert (await asked(stage, phone)).buttons == {}


async def test_a_reason_is_an_answer_to_a_review(stage: Stage) -> None:
    """In answer to its card, or named as a justification wherever it is said."""
    snv = await stage.unit("SNV", "Sở Nội vụ")
    contact = await stage.officer("Lê Thị Bình", snv, Role.CONTACT)
    office = await stage.officer("Ngô Thị Tâm", snv, Role.SYNTHESIS, Role.OFFICE_LEADER)
    phone = await stage.link("Lê Thị Bình", contact)
    synthesis = await stage.link("Ngô Thị Tâm", office)
    late = [await stage.task(f"Việc {n}", snv, due="2026-11-10") for n in (1, 2)]
    await stage.say(synthesis, "/rasoat tháng 11")
    await stage.say(phone, f"NV-{late[0]} giải trình: chờ số liệu của các huyện")
    assert "Đã ghi nhận thuyết minh" in (await stage.last(phone)).text
    card = await stage.last(phone, "Thuyết minh nhiệm vụ chậm muộn")
    assert list(card.buttons) == [f"Thuyết minh NV-{late[1]}"]
    await stage.say(phone, "chưa có hướng dẫn của Bộ", to=card)
    assert "Đã ghi nhận thuyết minh" in (await stage.last(phone)).text
    card = await stage.last(phone, "Thuyết minh nhiệm vụ chậm muộn")
    assert "đã thuyết minh: 02" in card.text
