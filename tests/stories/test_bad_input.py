"""Mistyped or hostile messages, buttons, links: one clear sentence, no change."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select, text

from actions.invites import invite_person
from domain.tasks import Role, TaskClass
from models.tables import Inbox, TaskEvent
from tests.stories.stage import Phone, Stage


@dataclass
class Cast:
    stage: Stage
    officer: Phone
    officer_id: int
    other: Phone
    mine: int
    others: int
    unit: int


@pytest.fixture
async def cast(stage: Stage) -> Cast:
    snv = await stage.unit("SNV", "Sở Nội vụ")
    stc = await stage.unit("STC", "Sở Tài chính")
    officer = await stage.officer("Ngô Đức Dũng", snv, Role.OFFICER)
    other = await stage.officer("Bùi Thanh An", stc, Role.OFFICER)
    return Cast(
        stage=stage,
        officer=await stage.link("Ngô Đức Dũng", officer),
        officer_id=officer,
        other=await stage.link("Bùi Thanh An", other),
        mine=await stage.task(
            "Rà soát <b>&", snv, due="2026-12-01", officer_id=officer
        ),
        others=await stage.task(
            "Quyết toán",
            stc,
            due="2026-12-01",
            officer_id=other,
            kind=TaskClass.A,
        ),
        unit=snv,
    )


async def _events(stage: Stage) -> int:
    async with stage.database.read() as reads:
        counted = await reads.session.scalar(select(func.count(TaskEvent.id)))
        return int(counted or 0)


SENTENCES = [
    ("/khongco", "/trogiup"),
    ("/capnhat", "tỷ lệ"),
    ("/capnhat NV-999999 50%", "không tìm thấy"),
    ("/capnhat {others} 50%", "không tìm thấy"),
    ("/trangthai {others}", "không tìm thấy"),
    ("/hoanthanh {others} xong", "không tìm thấy"),
    ("/capnhat {mine} 150%", "100"),
    ("/xacnhan {mine}", "quyền"),
    ("/tongket thang 13", "kỳ"),
    ("/huy", "câu hỏi"),
    ("abc xyz", "chưa hiểu"),
    ("x" * 4_000, "2.000"),
    ("Mật", "bí mật nhà nước"),
    ("TUYỆT MẬT", "bí mật nhà nước"),
]


async def test_one_clear_sentence_and_nothing_changes(cast: Cast) -> None:
    before = await _events(cast.stage)
    for typed, said in SENTENCES:
        read = len(await cast.stage.read(cast.officer.id))
        named = typed.format(mine=f"NV-{cast.mine}", others=f"NV-{cast.others}")
        await cast.stage.say(cast.officer, named)
        (answer,) = (await cast.stage.read(cast.officer.id))[read:]
        assert said.lower() in answer.text.lower(), typed
        assert await _events(cast.stage) == before, typed


async def test_unknown_and_forbidden_read_the_same(cast: Cast) -> None:
    await cast.stage.say(cast.officer, f"/trangthai NV-{cast.others}")
    forbidden = (await cast.stage.last(cast.officer)).text
    await cast.stage.say(cast.officer, "/trangthai NV-999999")
    unknown = (await cast.stage.last(cast.officer)).text
    assert forbidden.replace(f"NV-{cast.others}", "NV-999999") == unknown


async def test_a_stranger_is_told_how_to_come_in(stage: Stage) -> None:
    for code in ("", "sai", "x" * 60):
        stranger = await stage.newcomer("Người lạ")
        await stage.say(stranger, f"/start {code}".strip())
        answer = (await stage.last(stranger)).text
        assert "liên kết" in answer.lower(), code
        await stage.say(stranger, "/viec")
        assert "chưa được gắn với cán bộ" in (await stage.last(stranger)).text


async def test_a_link_works_once_and_for_a_day(cast: Cast) -> None:
    stage = cast.stage
    someone = await stage.officer("Hồ Thị Chi", cast.unit, Role.CONTACT)
    first = await stage.link("Hồ Thị Chi", someone)
    used = [c["text"] for c in await stage.ledger() if c["chat"] == first.id]
    assert any("Hồ Thị Chi" in words for words in used)

    stranger = await stage.newcomer("Kẻ gian")
    async with stage.database.begin() as work:
        code = await invite_person(work, someone)
    await stage.move("2026-11-21T14:58:01")
    await stage.say(stranger, f"/start {code}")
    expired = (await stage.last(stranger)).text
    await stage.say(stranger, "/start khong-co-that")
    assert (await stage.last(stranger)).text == expired


async def test_a_button_of_anothers_task_does_nothing(cast: Cast) -> None:
    stage = cast.stage
    await stage.say(cast.officer, f"/trangthai NV-{cast.mine}")
    card = await stage.last(cast.officer)
    before = await _events(stage)
    for verb in ("done", "p50", "confirm", "open", "more", "assign", "return", "x"):
        data = f"t:{cast.others}:1:{verb}"
        toast = await stage.press_data(cast.officer, card, data)
        assert toast, verb
    for data in ("q:1:yes", "q:999:yes", "l:mine.x:go", "m:1.2026-11:sent", "zzz"):
        assert await stage.press_data(cast.officer, card, data), data
    assert await _events(stage) == before


async def test_a_number_that_no_key_can_be_is_answered_like_any_other(
    cast: Cast,
) -> None:
    stage = cast.stage
    await stage.say(cast.officer, f"/trangthai NV-{cast.mine}")
    card = await stage.last(cast.officer)
    forms = ["t:{}:1:open", "q:{}:yes", "l:overdue.1.{}:go", "l:mine.{}:go"]
    for number in ("9" * 20, "4294967296", "²", "٣", "0"):
        for form in (*forms, "s:week.{}:go", "m:{}.2026-11:sent"):
            data = form.format(number)
            assert await stage.press_data(cast.officer, card, data), data
    async with stage.database.read() as reads:
        failed = select(func.count()).where(Inbox.tries > 0)
        assert await reads.session.scalar(failed) == 0


async def test_a_stale_button_says_so(cast: Cast) -> None:
    stage = cast.stage
    await stage.say(cast.officer, f"/trangthai NV-{cast.mine}")
    card = await stage.last(cast.officer)
    await stage.say(cast.officer, f"/capnhat NV-{cast.mine} 40%")
    before = await _events(stage)
    toast = await stage.press_data(cast.officer, card, f"t:{cast.mine}:1:done")
    assert toast == "Thông tin trên thẻ không còn mới, xin xem thẻ mới bên dưới."
    assert await _events(stage) == before


async def test_markup_in_a_field_is_shown_as_it_is(cast: Cast) -> None:
    await cast.stage.say(cast.officer, f"/capnhat NV-{cast.mine} 10% <i>&amp;</i> <b>&")
    await cast.stage.say(cast.officer, f"/trangthai NV-{cast.mine}")
    card = await cast.stage.last(cast.officer)
    assert "Rà soát <b>&" in card.text
    assert "<i>&amp;</i> <b>&" in card.text


async def test_decomposed_letters_are_read_like_composed_ones(cast: Cast) -> None:
    typed = unicodedata.normalize("NFD", f"NV-{cast.mine} đang làm, được 30 phần trăm")
    await cast.stage.say(cast.officer, typed)
    question = await cast.stage.last(cast.officer)
    assert "30%" in question.text
    command = unicodedata.normalize("NFD", "/việc")
    await cast.stage.say(cast.officer, command)
    assert f"NV-{cast.mine}" in (await cast.stage.last(cast.officer)).text


async def test_a_dated_document_is_asked_for_class_a(cast: Cast) -> None:
    stage = cast.stage
    before = await _events(stage)
    await stage.say(cast.other, f"/hoanthanh NV-{cast.others}")
    assert "văn bản" in (await stage.last(cast.other)).text
    assert await _events(stage) == before

    await stage.say(cast.other, f"NV-{cast.others} xong rồi")
    assert "số" in (await stage.last(cast.other)).text
    await stage.say(cast.other, "BC số 123/BC-STC ngày 12/11/2026")
    question = await stage.last(cast.other)
    assert "123/BC-STC" in question.text
    assert "12/11/2026" in question.text
    await stage.say(cast.other, "đúng rồi")
    assert await _events(stage) == before + 1


async def test_a_document_of_tomorrow_is_refused_before_it_is_read_back(
    cast: Cast,
) -> None:
    stage = cast.stage
    said = f"NV-{cast.others} xong rồi, BC số 9/BC-STC ngày 30/11/2026"
    await stage.say(cast.other, said)
    answer = await stage.last(cast.other)
    assert answer.buttons == {}
    assert "ngày" in answer.text


async def test_what_was_handled_is_not_kept_as_it_was_typed(cast: Cast) -> None:
    await cast.stage.say(cast.officer, "/viec")
    async with cast.stage.database.read() as reads:
        bodies = (await reads.session.scalars(select(Inbox.body))).all()
    assert len(bodies) >= 3
    assert all(body == {} for body in bodies)


async def test_secret_words_are_kept_nowhere(cast: Cast) -> None:
    stage = cast.stage
    await stage.say(cast.officer, "TỐI MẬT\nKế hoạch bố phòng khu vực Đông")
    assert "bí mật nhà nước" in (await stage.last(cast.officer)).text
    async with stage.database.read() as reads:
        bodies = (await reads.session.scalars(select(Inbox.body))).all()
        assert "bố phòng" not in str(bodies)
        kept = await reads.session.execute(text("SELECT params FROM delivery"))
        assert "bố phòng" not in str(kept.all())
