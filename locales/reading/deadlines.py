"""A register's cell "Thời hạn" as the last day on which the task is on time."""

from __future__ import annotations

from datetime import date

from domain.folding import fold
from domain.periods import Period
from locales.reading.calendar_dates import CALENDAR_FORMS
from locales.reading.dates import dates_in, last_day
from locales.reading.found import Asked, FoundDate, UnreadableDate, of_period
from locales.reading.spoken_dates import part_of_period
from locales.reading.words import Word, is_cut, says, split_words

__all__ = ["UnreadableDate", "read_deadline"]

_NONE = """khong quy dinh thoi han, khong quy dinh, khong thoi han, khong co thoi han,
khong co, khong, khong xac dinh, khong xac dinh thoi han, chua xac dinh, thuong xuyen,
khong quy dinh thoi gian, chua quy dinh thoi han, khong ro, khong han, n a, na, none"""
_NO_DEADLINE = frozenset({"", *(" ".join(one.split()) for one in _NONE.split(","))})
# What may stand around the date without changing it; anything else is asked about.
_FILLING = frozenset(
    fold(word)
    for words in (
        "trước đến tới hết trong ngày cuối chậm nhất là vào lúc hạn thời hoàn thành",
        "xong báo cáo trình gửi nộp phải thực hiện xử lý giờ h g phút tháng quý năm",
        "thứ hai ba tư sáu bảy chủ nhật kết quả về ubnd tỉnh",
    )
    for word in words.split()
)
_EPOCH = date(1970, 1, 1)  # what some systems export when the field is empty


def read_deadline(
    text: str, *, issued_on: date | None, before_is_exclusive: bool = True
) -> date | None:
    """The deadline, or None when the cell says that there is none.

    A missing year is the first one from `issued_on` on. "trước ngày X" ends on the day
    before X unless `before_is_exclusive` is False (domain.md 1.5, rule 4). Raises
    UnreadableDate for a day that does not exist and for words that are not understood.
    """
    words = split_words(text)
    if _says_none(words):
        return None
    found = _only_date(words, issued_on)
    if found is None or is_cut(text):
        raise UnreadableDate(text)
    on = last_day(words, found, before_is_exclusive=before_is_exclusive)
    if on is None:
        raise UnreadableDate(text)
    return None if found.last == _EPOCH else on


def _short_period(words: list[Word], place: int, asked: Asked) -> FoundDate | None:
    """12/2026 and năm 2026: in a register they can be nothing but a deadline."""
    parts = [word.text for word in words[place : place + 3]]
    if len(parts) == 3 and parts[1] == "/" and len(parts[2]) == 4:
        month, year = words[place].number, words[place + 2].number
        if month and year and month <= 12:
            return of_period(place, place + 3, Period.month(year, month))
    year = words[place + 1].number if place + 1 < len(words) else None
    if says(words, place, "năm") and year and len(words[place + 1].text) == 4:
        return of_period(place, place + 2, Period.year(year))
    return None


# "mai", "3 ngày nữa" say nothing in a register: nobody knows when they were typed.
# "trong tháng" is seen from the day of issue.
_FORMS = (part_of_period, *CALENDAR_FORMS, _short_period)


def _says_none(words: list[Word]) -> bool:
    return " ".join(word.bare for word in words if not word.is_sign) in _NO_DEADLINE


def _only_date(words: list[Word], issued_on: date | None) -> FoundDate | None:
    """The one date of the cell, if all other words are but filling."""
    found = dates_in(words, Asked(issued_on or _EPOCH, "future"), _FORMS)
    if not found or len({one.last for one in found}) > 1:
        return None
    first = found[0]
    if first.relative and issued_on is None:
        return None
    inside = {i for one in found for i in range(one.begin, one.end)}
    if any(not _is_filling(words, i) for i in range(len(words)) if i not in inside):
        return None
    return first


def _is_filling(words: list[Word], place: int) -> bool:
    """A word that only introduces the date, a sign, or the figures of a clock time."""
    word = words[place]
    if word.is_number:
        return len(word.text) <= 2 and _is_clock(words, place)
    return word.is_sign or word.bare in _FILLING


def _is_clock(words: list[Word], place: int) -> bool:
    """17:00, 17h30, 15 giờ: hours and minutes beside their sign; and "thứ 6"."""
    if place and words[place - 1].bare in ("thu", "t"):
        return True
    around = words[max(0, place - 1) : place] + words[place + 1 : place + 2]
    return any(word.bare in (":", "h", "g", "gio", "phut") for word in around)
