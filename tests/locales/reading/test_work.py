"""Reading takes work in proportion to the text, whatever it is made of."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from types import FrameType

import pytest

from domain.secrecy import is_secret
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
