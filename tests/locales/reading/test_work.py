"""Reading takes work in proportion to the text, whatever it is made of."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from types import FrameType

import pytest

from domain.secrecy import is_secret
from locales.reading.classes import read_class, read_status, read_urgency
from locales.reading.consent import is_yes
from locales.reading.dates import UnreadableDate, read_date
from locales.reading.deadlines import read_deadline
from locales.reading.documents import document_key, find_document
from locales.reading.periods import read_period
from locales.reading.replies import read_reply

FRIDAY = date(2026, 11, 20)
HOSTILE = [
    *("xong ", "chưa ", "đã hoàn thành, ", "123/BC-STC ngày ", "20/11/2026 ", "ngày "),
    *(
        "1/",
        "1-",
        "1.",
        "12/",
        "50% ",
        "NV-",
        "#",
        "tháng ",
        "thứ ",
        "mật ",
        "MẬT ",
        "a",
    ),
    *("(", ".", "\n", " ", "đ/c ", "gia hạn thêm ", "ngày 1 tháng ", "-–", "cuối "),
    *("NV-1 xong ", "NV-1, ", "NV-1 chưa\n", "109 ", "109 xong, ", "còn 37 chưa "),
    *("1. NV-1 xong\n", "sáu mươi ", "6 chục ", "cả 3 việc ", "cho em đến ", "chuyển "),
    *("a\u0300", "\u200b", "不", "👍", "không ", "trước ", "?", "còn "),
]


def steps(call: Callable[[], object]) -> int:
    """How many functions are called on the way: counted, not timed."""
    count = 0

    def on_call(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(on_call)
    try:
        call()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_is_at_most_two_and_a_half_times_the_work(piece: str) -> None:
    text = piece * (800 // len(piece))
    once = steps(lambda: read_reply(text, today=FRIDAY))
    assert steps(lambda: read_reply(text * 2, today=FRIDAY)) <= 2.5 * once


def _deadline(text: str) -> object:
    try:
        return read_deadline(text, issued_on=FRIDAY)
    except UnreadableDate:
        return None


def _date(text: str) -> object:
    try:
        return read_date(text, today=FRIDAY, prefer="past")
    except UnreadableDate:
        return None


PARSERS: dict[str, Callable[[str], object]] = {
    "reply": lambda text: read_reply(text, today=FRIDAY),
    "date": _date,
    "deadline": _deadline,
    "document": lambda text: find_document(text, today=FRIDAY),
    "document's key": document_key,
    "period": lambda text: read_period(text, today=FRIDAY),
    "class": read_class,
    "state": read_status,
    "urgency": read_urgency,
    "yes": is_yes,
    "secret": is_secret,
}
# delivery.md, F48: any of these for a whole message of 4,096 characters.
WHOLE_MESSAGES = [
    *("1/", "(", "ngày ", "NV-1 xong ", "a\u0300\u0301", "\u200d", "[[", "<b>", "\x00"),
    *("12/BC-", "không không ", "9" * 64),
]


@pytest.mark.parametrize("piece", WHOLE_MESSAGES)
@pytest.mark.parametrize("parser", PARSERS)
def test_no_parser_is_held_up_by_a_whole_message(parser: str, piece: str) -> None:
    read = PARSERS[parser]
    text = (piece * 4096)[:4096]
    half, whole = (steps(lambda size=size: read(text[:size])) for size in (2048, 4096))
    assert whole <= 2.5 * half + 50
    assert whole <= 500_000  # calls


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_secret_guard_too(piece: str) -> None:
    text = piece * (2000 // len(piece))
    once = steps(lambda: is_secret(text))
    assert steps(lambda: is_secret(text * 2)) <= 2.5 * once


@pytest.mark.parametrize("piece", ["1/", "(", "xong ", "12/BC-STC "])
def test_beyond_the_limit_only_the_secret_guard_works_on(piece: str) -> None:
    long, longer = piece * 8000, piece * 12000
    guard = steps(lambda: is_secret(longer)) - steps(lambda: is_secret(long))
    first = steps(lambda: read_reply(long, today=FRIDAY))
    assert steps(lambda: read_reply(longer, today=FRIDAY)) - first <= guard + 100
