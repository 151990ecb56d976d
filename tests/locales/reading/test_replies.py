"""Replies as officials type them, and the one error that must not happen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.replies import DocumentRef, Intent, Reading
from locales.reading.replies import read_reply

FRIDAY = date(2026, 11, 20)
HERE = Path(__file__).parent


def lines_of(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("# ")]


PHONE = [tuple(line.split(" | ", 1)) for line in lines_of("on_the_phone.txt")]
CORPUS = [*(tuple(line.split(" | ", 1)) for line in lines_of("replies.txt")), *PHONE]
NOT_DONE = lines_of("not_done.txt")
DONE = [text for expected, text in CORPUS if expected.startswith("done")]
REPORTS = (Intent.DONE, Intent.SUBMITTED)
THURSDAY_OR_FRIDAY = (date(2026, 11, 26), date(2026, 11, 27))
ONLY_ASKED = (Intent.QUERY, Intent.ACK, Intent.AMBIGUOUS, Intent.UNKNOWN)


def read(text: str) -> Reading:
    return read_reply(text, today=FRIDAY)


def facts(reading: Reading) -> set[str]:
    number = reading.document.number if reading.document else None
    percent = None if reading.percent is None else f"{reading.percent}%"
    return {str(fact) for fact in (reading.intent, percent, reading.on, number) if fact}


@pytest.mark.parametrize(("expected", "text"), CORPUS)
def test_a_reply_is_understood(expected: str, text: str) -> None:
    assert set(expected.split()) <= facts(read(text))


@pytest.mark.parametrize(("expected", "text"), PHONE)
def test_nothing_is_read_into_it(expected: str, text: str) -> None:
    reading = read(text)
    if reading.intent not in ONLY_ASKED:
        assert facts(reading) == set(expected.split())


def read_as_done(said: Iterable[str]) -> list[str]:
    """A test for each of thousands of texts costs more than reading them."""
    return [text for text in said if read(text).intent in REPORTS]


def test_what_is_not_done_is_never_read_as_done() -> None:
    assert read_as_done(NOT_DONE) == []


@pytest.mark.parametrize("around", ["Dạ {}", "{} ạ", "NV-12: {}", "em báo cáo: {}."])
def test_politeness_does_not_make_it_done(around: str) -> None:
    assert read_as_done(around.format(text) for text in NOT_DONE) == []


# Each denies, puts off, doubts or asks about the report that stands in it.
FRAMES = [
    *("chưa {}", "vẫn chưa {}", "sắp {}", "gần {}", "sẽ {}", "mai {}", "nếu {}"),
    *("{} chưa", "{}?", "{} đâu", "{} một phần", "{} nhưng còn thiếu", "tưởng {}"),
    *("khi nào {} em báo", "dự kiến {}", "phấn đấu {}", "phải {}", "không {}"),
    *("{} bị trả lại", "chắc {}", "cần {} trước 30/11", "coi như {}", "đừng ghi {}"),
    *("{} thì em báo", "đợi {}", "bao giờ {}", "yêu cầu {}", "hình như {}"),
    *("không phải {}", "em chưa nói {}", "tuần sau {}", "thứ 6 tuần sau {}"),
    *("nghe nói {}", "{} hay chưa", "làm sao {} được", "đang cố {}", "cố gắng {}"),
    *("{} hả", "{} hả anh", "{} đúng không", "ai bảo {}", "anh Bình nói {}"),
    *("đùa chứ {}", "{}, à quên chưa", "{}, chờ ký", "{}, đang trình ký", "{} gần hết"),
    *("{}, còn phụ lục", "{}, mai gửi", "{} thứ 2 tới", "lát {}", "sáng mai {}"),
    *("k {}", "ko {}", "ch {}", "{} ch", "hộ em {} với", "việc khác {}", "xã bên {}"),
    *("mong {}", "hứa {}", "mục tiêu {}", "cuối tháng {}", "25/12 {}", "{} nếu kịp"),
]


@pytest.mark.parametrize("frame", [*FRAMES, "{} 60%", "{} bước 1", "hạn {}"])
def test_one_word_takes_a_done_back(frame: str) -> None:
    done = ("xong", "hoàn thành", "đã xong", "xong rồi", "hoan thanh")
    assert read_as_done(map(frame.format, done)) == []


@pytest.mark.parametrize("frame", FRAMES)
def test_it_takes_back_whatever_was_reported(frame: str) -> None:
    framed = [frame.format(text.rstrip(".!?,")) for text in DONE]
    assert read_as_done([*framed, *map(without_diacritics, framed)]) == []


def test_composed_and_decomposed_replies_are_read_alike() -> None:
    said = [text for _, text in CORPUS]
    decomposed = [unicodedata.normalize("NFD", text) for text in said]
    assert list(map(read, decomposed)) == list(map(read, said))


def without_diacritics(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def test_without_diacritics_nothing_becomes_done() -> None:
    open_ones = [t for e, t in CORPUS if not e.startswith(("done", "su", "sec"))]
    assert read_as_done(map(without_diacritics, [*open_ones, *NOT_DONE])) == []


@pytest.mark.parametrize("text", ["xong à", "xong rồi à", "đã hoàn thành à"])
def test_a_final_a_with_its_diacritic_asks(text: str) -> None:
    assert read(text).intent == Intent.QUERY


def test_a_document_is_read_with_its_date() -> None:
    reading = read("Đã hoàn thành, báo cáo tại văn bản số 123/BC-STC ngày 12/11/2026")
    assert reading == Reading(
        Intent.DONE,
        on=date(2026, 11, 12),
        document=DocumentRef("123/BC-STC", date(2026, 11, 12)),
    )


def test_a_document_without_a_date_is_asked_about() -> None:
    assert read("đã báo cáo tại cv 45/SNV-CCHC").document == DocumentRef(
        "45/SNV-CCHC", None
    )


def test_an_impossible_date_leaves_the_document_undated() -> None:
    reading = read("đã báo cáo tại văn bản 12/BC-SNV ngày 31/02/2026")
    assert reading.document == DocumentRef("12/BC-SNV", None)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("NV-12 xong", (12,)),
        ("nv12 xong", (12,)),
        ("NV 12 xong", (12,)),
        ("NV–12 xong", (12,)),
        ("#12 xong", (12,)),
        ("NV-12, NV-13 xong", (12, 13)),
        ("NV-12 xong, nv-12 nhé", (12,)),
        ("văn bản 12/NV-STC", ()),
        ("xong", ()),
    ],
)
def test_the_tasks_that_a_reply_names(text: str, codes: tuple[int, ...]) -> None:
    assert read(text).codes == codes


def test_a_secret_leaves_nothing_behind() -> None:
    text = "TUYỆT MẬT: NV-12 đã xong 100%, văn bản 12/BC-CA ngày 12/11/2026"
    assert read(text) == Reading(Intent.SECRET)


def test_a_secret_beyond_what_is_read_is_still_refused() -> None:
    assert read("xong " * 1000 + "\nMẬT").intent == Intent.SECRET


def test_what_is_too_long_to_read_whole_is_not_done() -> None:
    assert (
        read("đã hoàn thành " + "báo cáo " * 300 + "nhưng chưa gửi").intent == "unknown"
    )


@given(st.text(max_size=300))
def test_no_text_raises_and_its_forms_are_read_alike(text: str) -> None:
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    assert len({read(form) for form in forms}) == 1


WORDS = sorted({word for _, text in CORPUS for word in text.split()})


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.dates())
def test_no_mixture_of_the_offices_words_raises(words: list[str], today: date) -> None:
    read_reply(" ".join(words), today=today)


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_a_reply_with_chua_is_never_done(words: list[str]) -> None:
    assert read(" ".join([*words, "chưa"])).intent not in REPORTS
    assert read(" ".join(["chưa", *words])).intent not in REPORTS


@pytest.mark.parametrize(
    ("text", "excluded", "included"),
    [
        ("xin gia hạn đến trước ngày 25/12", date(2026, 12, 24), date(2026, 12, 25)),
        ("đang làm, xong trước ngày 25", date(2026, 11, 24), date(2026, 11, 25)),
        ("dang lam, xong truoc 1/12", date(2026, 11, 30), date(2026, 12, 1)),
        ("đang thực hiện, trước thứ Sáu tuần sau", *THURSDAY_OR_FRIDAY),
        ("xin gia hạn đến hết ngày 25/12", date(2026, 12, 25), date(2026, 12, 25)),
    ],
)
def test_the_policy_says_whether_before_a_day_excludes_it(
    text: str, excluded: date, included: date
) -> None:
    assert read_reply(text, today=FRIDAY).on == excluded
    assert read_reply(text, today=FRIDAY, before_is_exclusive=False).on == included


def test_of_several_tasks_each_is_read_by_the_same_policy() -> None:
    text = "NV-12 xin gia hạn đến trước ngày 25/12, NV-13 xin gia hạn đến trước 30/12"
    tasks = read_reply(text, today=FRIDAY, before_is_exclusive=False).tasks
    assert [one.reading.on for one in tasks] == [date(2026, 12, 25), date(2026, 12, 30)]
