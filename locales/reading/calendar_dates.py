"""Dates by the calendar: 20/11/2026, ngày 5 tháng 3, tháng 12 năm 2026, quý II."""

from __future__ import annotations

from datetime import date

from domain.periods import Period
from locales.reading.found import (
    Asked,
    Form,
    FoundDate,
    make_day,
    month_on,
    nearest,
    of_period,
    one_day,
)
from locales.reading.words import Word, says

_SEPARATORS = ("/", "-", ".", "–")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTHS = (
    "giêng",
    "hai",
    "ba",
    "tư",
    "năm",
    "sáu",
    "bảy",
    "tám",
    "chín",
    "mười",
    "chạp",
)
_LAST_WEEKDAY = 7  # t7 is a Saturday
_MONTH_NUMBERS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12)


def three_parts(words: list[Word], place: int, asked: Asked) -> FoundDate | None:
    """20/11/2026, 20-11-2026, 20.11.26, 2026-11-20, with or without "ngày"."""
    start = place + says(words, place, "ngày", "mùng", "mồng")
    parts = _parts(words, start, 3)
    if parts is None:
        return None
    one, two, three = parts
    if len(one) == 4 and words[start + 1].text == "-":
        one, three = three, one
    if len(one) > 2 or len(two) > 2 or len(three) not in (2, 4):
        return None
    year = int(three) if len(three) == 4 else 2000 + int(three)
    on = make_day(year, int(two), int(one))
    if on is None and len(three) == 2 and words[start + 1].text != "/":
        return None  # 1.20.30 is some other numbering
    return one_day(place, start + 5, on)


def two_parts(words: list[Word], place: int, asked: Asked) -> FoundDate | None:
    """30/11, and after "ngày" also 30-11; 14/15 alone is no date but a count."""
    named = says(words, place, "ngày", "mùng", "mồng")
    parts = _parts(words, place + named, 2)
    if parts is None or max(len(part) for part in parts) > 2:
        return None
    day, month = (int(part) for part in parts)
    slash = words[place + named + 1].text == "/"
    plausible = 1 <= day <= 31 and 1 <= month <= 12
    if not named and not (slash and plausible):
        return None
    return _nearest_day(place, place + named + 3, (day, month), asked)


def spelt_out(words: list[Word], place: int, asked: Asked) -> FoundDate | None:
    """ngày 5 tháng 3 năm 2021, ngày 5 tháng 3, mùng 5/3, ngày 25, ngày 25 tháng sau."""
    named = says(words, place, "ngày", "mùng", "mồng", "hôm")
    day = _number(words, place + named, 2)
    if day is None:
        return None
    after = place + named + 1
    month, end = _month_after(words, after)
    if month is None:
        return _bare_day(words, place, after, asked) if named else None
    year, end = _year_after(words, end)
    if year is None:
        return _nearest_day(place, end, (day, month), asked)
    return one_day(place, end, make_day(year, month, day))


def month(words: list[Word], place: int, asked: Asked) -> FoundDate | None:
    """tháng 3 năm 2022, tháng 3/2022, tháng 3: to its last day; T9/2026."""
    number, end = _month_after(words, place)
    if number is None:
        number, end = _short_month(words, place)
    if number is None or not 1 <= number <= 12:
        return None
    year, end = _year_after(words, end)
    if year is None:
        return of_period(place, end, _nearest_month(number, asked), relative=True)
    return of_period(place, end, Period.month(year, number))


def quarter(words: list[Word], place: int, asked: Asked) -> FoundDate | None:
    """quý II/2020, Quý 4, quý IV năm 2026: to its last day."""
    if not says(words, place, "quý", "quí"):
        return None
    number = _number(words, place + 1, 1) or _roman(words, place + 1)
    if number is None or not 1 <= number <= 4:
        return None
    year, end = _year_after(words, place + 2)
    if year is None:
        return of_period(place, end, _nearest_quarter(number, asked), relative=True)
    return of_period(place, end, Period.quarter(year, number))


def any_day(words: list[Word], place: int, asked: Asked) -> FoundDate | None:
    """A day by the calendar, in any of its forms."""
    found = (form(words, place, asked) for form in (three_parts, two_parts, spelt_out))
    return next((one for one in found if one is not None), None)


def year_end(words: list[Word], place: int, asked: Asked) -> FoundDate | None:
    """hết năm 2026, cuối năm 2026: a bare "năm 2026" is part of some title."""
    if not says(words, place, "hết", "cuối", "trong", "đến"):
        return None
    year = _number(words, place + 2, 4)
    if not says(words, place + 1, "năm") or not year or year < 1000:
        return None
    return of_period(place, place + 3, Period.year(year))


DAY_FORMS: tuple[Form, ...] = (three_parts, two_parts, spelt_out)
CALENDAR_FORMS: tuple[Form, ...] = (*DAY_FORMS, month, quarter, year_end)


def _parts(words: list[Word], start: int, count: int) -> list[str] | None:
    """Numbers with one and the same separator between them, and nothing around."""
    end = start + 2 * count - 1
    if end > len(words) or not all(words[i].is_number for i in range(start, end, 2)):
        return None
    signs = {words[i].text for i in range(start + 1, end, 2)}
    if len(signs) > 1 or not signs <= set(_SEPARATORS):
        return None
    loose = not all(words[i].glued for i in range(start + 1, end))
    if (loose and signs & {".", "–"}) or _is_inside(words, start, end):
        return None
    return [words[i].text for i in range(start, end, 2)]


def _is_inside(words: list[Word], start: int, end: int) -> bool:
    """Part of something longer: a document's number, a rate, a chain of figures."""
    before = words[start - 1] if start else None
    chained = before and before.glued and words[start].glued
    if before and chained and before.text in (*_SEPARATORS, ",", "_"):
        return True
    if end >= len(words) or words[end].text in ("/", "%"):
        return end < len(words)
    sign, follower = words[end], words[end + 1 : end + 2]
    goes_on = sign.glued and sign.text in ("-", ".", ",", "_")
    return goes_on and bool(follower) and follower[0].glued and follower[0].is_number


def _number(words: list[Word], place: int, digits: int) -> int | None:
    """A number of at most so many digits; four digits must be four."""
    if place >= len(words) or not words[place].is_number:
        return None
    text = words[place].text
    fits = len(text) == 4 if digits == 4 else len(text) <= digits
    return int(text) if fits else None


def _month_after(words: list[Word], place: int) -> tuple[int | None, int]:
    """The month said there ("tháng 3", "tháng Ba"), and where the words go on."""
    if not says(words, place, "tháng", "thg"):
        return None, place
    number = _number(words, place + 1, 2)
    if number is not None:
        return number, place + 2
    for spelling, value in zip(_MONTHS, _MONTH_NUMBERS, strict=True):
        if says(words, place + 1, spelling) and words[place + 1].marks:
            return _compound_month(words, place, value)
    return None, place


def _compound_month(words: list[Word], place: int, value: int) -> tuple[int, int]:
    """tháng Mười một, tháng Mười hai."""
    if value == 10 and says(words, place + 2, "một", "hai"):
        return (11 if says(words, place + 2, "một") else 12), place + 3
    return value, place + 2


def _short_month(words: list[Word], place: int) -> tuple[int | None, int]:
    """T9/2026, hết t11: up to t7 only with its year, because t6 is a Friday."""
    number = _number(words, place + 1, 2) if says(words, place, "t") else None
    if number is None or not words[place + 1].glued:
        return None, place
    slash = place + 3 < len(words) and words[place + 2].text == "/"
    dated = slash and _number(words, place + 3, 4)
    return (number, place + 2) if dated or number > _LAST_WEEKDAY else (None, place)


def _year_after(words: list[Word], place: int) -> tuple[int | None, int]:
    """A year said there ("năm 2026", "/2026", ", 2026"), and where the words go on."""
    joint = says(words, place, "năm") or (
        place < len(words) and words[place].text in ("/", "-", ",")
    )
    year = _number(words, place + 1, 4) if joint else None
    return (year, place + 2) if year else (None, place)


def _roman(words: list[Word], place: int) -> int | None:
    return _ROMAN.get(words[place].bare) if place < len(words) else None


def _bare_day(
    words: list[Word], place: int, end: int, asked: Asked
) -> FoundDate | None:
    """ngày 25, ngày 25 tháng này, ngày 25 tháng sau."""
    day = _number(words, end - 1, 2) or 0
    joined = end < len(words) and (words[end].text in ("/", "%") or words[end].glued)
    if not 1 <= day <= 31 or (joined and not _ends_here(words, end)):
        return None
    if says(words, end, "tháng") and says(words, end + 1, "sau", "tới", "này"):
        ahead = 0 if says(words, end + 1, "này") else 1
        return one_day(place, end + 2, _day_of(month_on(asked.today, ahead), day))
    around = (month_on(asked.today, months) for months in range(-2, 3))
    days = [_day_of(month, day) for month in around]
    return one_day(place, end, nearest(days, asked), relative=True)


def _ends_here(words: list[Word], place: int) -> bool:
    """A full stop or comma ends the number; a digit after it would go on with it."""
    if words[place].text not in (".", ",", ";", ":", ")", "!", "?"):
        return False
    return place + 1 >= len(words) or not (
        words[place + 1].is_number and words[place + 1].glued
    )


def _day_of(month: Period | None, day: int) -> date | None:
    return make_day(month.first.year, month.first.month, day) if month else None


def _nearest_day(
    begin: int, end: int, day_month: tuple[int, int], asked: Asked
) -> FoundDate:
    """A day of the nearest year that has it; 29/02 may be some years away."""
    day, month = day_month
    years = range(asked.today.year - 1, asked.today.year + 2)
    days = [make_day(year, month, day) for year in years]
    return one_day(begin, end, nearest(days, asked), relative=True)


def _nearest_month(number: int, asked: Asked) -> Period:
    year = asked.today.year
    if asked.prefer == "future":
        return Period.month(_within(year + (number < asked.today.month)), number)
    return Period.month(_within(year - (number > asked.today.month)), number)


def _nearest_quarter(number: int, asked: Asked) -> Period:
    year, present = asked.today.year, (asked.today.month + 2) // 3
    if asked.prefer == "future":
        return Period.quarter(_within(year + (number < present)), number)
    return Period.quarter(_within(year - (number > present)), number)


def _within(year: int) -> int:
    return min(max(year, date.min.year), date.max.year)
