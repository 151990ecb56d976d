"""The days that a reply names, and whether they lie behind or ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from locales.reading.found import FoundDate
from locales.reading.words import Word, says

_BEFORE_A_DAY = ("đến", "tới", "trước", "sang", "vào", "hạn", "hôm", "hết", "từ", "qua")
_PARTS = ("cuối", "hết", "trong", "đầu", "giữa")
_EARLY = ("đầu", "giữa")
_PERFECT = ("rồi", "r", "rùi", "òi")
_COUNTED = (
    *("xã", "phường", "huyện", "sở", "đơn", "ngành", "mục", "nội", "phần", "việc"),
    *("hộ", "hồ", "dự", "thủ", "chỉ", "nhiệm", "nv", "tiêu", "khâu", "bước", "thôn"),
)
_AMOUNTS = ("được", "dc", "đc", "đạt")


@dataclass(frozen=True, slots=True)
class Day:
    """A day that the reply names: seen from today forwards, and backwards."""

    ahead: date | None
    back: date | None


def is_a_day(words: list[Word], found: FoundDate) -> bool:
    """ "báo cáo tháng 10" names a report; "đến tháng 10", "cuối tháng" name a day.

    "Việc thứ 3" is the third task and not Tuesday.
    """
    if says(words, found.begin, "thứ") and says(words, found.begin - 1, *_COUNTED):
        return False
    if not found.is_period:
        return True
    led = says(words, found.begin - 1, *_BEFORE_A_DAY)
    return led or says(words, found.begin, *_PARTS, "tuần")


def share_in(words: list[Word], found: FoundDate) -> str | None:
    """1/2 may be half of it or the first of February; "7/10 xã" is a part."""
    if found.end - found.begin != 3 or words[found.begin + 1].text != "/":
        return None
    if says(words, found.begin - 1, *_BEFORE_A_DAY):
        return None
    one, two = words[found.begin].number, words[found.begin + 2].number
    if one is None or two is None or one > two:
        return None
    counted = says(words, found.begin - 1, *_AMOUNTS) or says(
        words, found.end, *_COUNTED
    )
    return "<part>" if counted else "<ratio>"


def stand_in(words: list[Word], ahead: FoundDate, back: FoundDate, today: date) -> str:
    """<day> lies behind, <soon> ahead, <when> is today or could be either."""
    if ahead.last is None or back.last is None:
        return "<day>" if back.last else "<nonday>"
    if back.last <= today and _is_over(words, ahead):
        return "<day>"
    if ahead.relative and ahead.last == today:
        return "<when>"
    if not ahead.relative or ahead.last == back.last:
        early = ahead.relative and says(words, ahead.begin, *_EARLY)
        behind = "<when>" if early and _is_this_one(words, ahead) else "<day>"
        return "<soon>" if ahead.last > today else behind
    return _nearer(words, ahead, back, today)


def _nearer(words: list[Word], ahead: FoundDate, back: FoundDate, today: date) -> str:
    """A day without its year; a weekday may always be either."""
    assert ahead.last is not None
    assert back.last is not None
    weekday = says(words, ahead.begin, "thứ", "t")
    if ahead.is_period or weekday or not words[ahead.end - 1].is_number:
        return "<when>"
    nearer = ahead.last - today < today - back.last
    return "<soon>" if nearer and ahead.last != today else "<day>"


def _is_over(words: list[Word], found: FoundDate) -> bool:
    """ "thứ 6 rồi", "xong từ thứ 2": it lies behind."""
    if says(words, found.end, *_PERFECT):
        return True
    since = says(words, found.begin - 1, "từ")
    return since and says(
        words, found.begin - 2, "xong", "thành", "nộp", "gửi", "trình"
    )


def _is_this_one(words: list[Word], found: FoundDate) -> bool:
    """ "Đầu tuần" without "này" or "trước" may also be the next one's."""
    return not says(words, found.end - 1, "này", "nay", "trước", "qua", "rồi")
