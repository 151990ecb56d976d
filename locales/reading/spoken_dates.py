"""Dates as people say them: mai, thứ 6 tuần sau, cuối tháng, 3 ngày nữa."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.periods import Period
from locales.reading.calendar_dates import any_day, month, quarter
from locales.reading.found import (
    Asked,
    Form,
    FoundDate,
    month_on,
    moved,
    one_day,
    unclear,
)
from locales.reading.words import Word, says

_WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy")
_COUNTS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_LEADS = ("đến", "tới", "trước", "trong", "vào", "sang", "sáng", "trưa", "chiều", "tối")
_FRIDAY = 4
_MAX_COUNT = 400  # days, weeks or months ahead; more is no promise but a slip


def near_day(words: list[Word], place: int, asked: Asked) -> FoundDate | None:
    """hôm nay, hôm qua, hôm kia, chiều nay, ngày mai, ngày kia, mai, mốt."""
    if says(words, place, "hôm", "bữa", "sáng", "sg", "sng", "trưa", "chiều", "tối"):
        days = _near(
            words, place + 1, (("nay", 0), ("qua", -1), ("kia", -2), ("mai", 1))
        )
        return _days_on(place, place + 2, days, asked)
    if says(words, place, "ngày"):
        days = _near(words, place + 1, (("mai", 1), ("kia", 2), ("mốt", 2), ("kìa", 3)))
        return _days_on(place, place + 2, days, asked)
    if _is_tomorrow(words, place):
        return _days_on(place, place + 1, 1, asked)
    if says(words, place, "mốt") and words[place].marks:
        return _days_on(place, place + 1, 2, asked)
    return None


def counted(words: list[Word], place: int, asked: Asked) -> FoundDate | None:
    """3 ngày nữa, sau 2 tuần, trong vòng 5 ngày làm việc, 3 ngày trước.

    Working days are counted Monday to Friday; holidays are the office calendar's, and
    what is understood is shown before anything is done with it.
    """
    led = says(words, place, "sau", "trong")
    start = place + led + (led and says(words, place + 1, "vòng"))
    count = _count(words, start)
    if count is None or not says(words, start + 1, "ngày", "hôm", "tuần", "tháng"):
        return None
    working = says(words, start + 2, "làm") and says(words, start + 3, "việc")
    end = start + 2 + 2 * working
    sense = _sense(words, end, led=led)
    if sense is None:
        return None
    said_after = says(words, end, "nữa", "tới", "trước", "qua")
    last = _counted_on(words[start + 1], sense * count, asked.today, working=working)
    return _seen_from_today(place, end + said_after, last)


def weekday(words: list[Word], place: int, asked: Asked) -> FoundDate | None:
    """thứ 6, thứ sáu tuần sau, t6, chủ nhật, CN tuần này."""
    number, end = _weekday_at(words, place)
    if number is None or says(words, place - 1, "lần"):
        return None
    written = any_day(words, _after_signs(words, end), asked)
    if written is not None:  # "thứ Sáu, ngày 27/11": the date decides
        return replace(written, begin=place)
    which, after = None, end
    if says(words, end, "tuần"):
        which, after = _which(words, end)
    if which is None:
        return _nearest_weekday(words, (place, end), number, asked)
    monday = Period.week_of(asked.today).first
    on = moved(monday, 7 * which + number)
    if on and asked.prefer == "future" and on < asked.today:
        on = None  # "thứ 6 tuần này" said on a Saturday: which one?
    return _seen_from_today(place, after, on)


def part_of_period(words: list[Word], place: int, asked: Asked) -> FoundDate | None:
    """cuối tuần, đầu tuần sau, hết tháng, giữa tháng 12, hết quý IV, cuối năm."""
    part = _part(words, place)
    start = place + (part is not None)
    named = month(words, start, asked) or quarter(words, start, asked)
    if named and part:
        return _part_of_named(place, part, named)
    kind = next((k for k in _PERIODS if says(words, start, k)), None)
    if kind is None:
        return None
    which, end = _which(words, start)
    if which is None and (part is None or _is_year(words, end)):
        return None
    period = _period(kind, which or 0, asked)
    return _said_of(place, end, part or "cuối", period, asked) if period else None


SPOKEN_FORMS: tuple[Form, ...] = (near_day, counted, weekday, part_of_period)

_PERIODS = ("tuần", "tháng", "quý", "năm")


def _near(
    words: list[Word], place: int, choices: tuple[tuple[str, int], ...]
) -> int | None:
    return next((days for said, days in choices if says(words, place, said)), None)


def _days_on(begin: int, end: int, days: int | None, asked: Asked) -> FoundDate | None:
    if days is None:
        return None
    return _seen_from_today(begin, end, moved(asked.today, days))


def _seen_from_today(begin: int, end: int, on: date | None) -> FoundDate:
    return one_day(begin, end, on, relative=True) if on else unclear(begin, end)


def _part_of_named(begin: int, part: str, named: FoundDate) -> FoundDate | None:
    """đầu tháng 12, giữa tháng 12, hết quý IV/2026."""
    if named.first is None or named.last is None:
        return None
    if part not in ("đầu", "giữa"):
        return replace(named, begin=begin)
    on = moved(named.first, 0 if part == "đầu" else 14)
    return FoundDate(begin, named.end, on, on, relative=named.relative)


def _is_tomorrow(words: list[Word], place: int) -> bool:
    """ "mai" without "ngày" is also a name: it must be lower case and led or first."""
    if not says(words, place, "mai") or not words[place].text.islower():
        return False
    return place == 0 or says(words, place - 1, *_LEADS)


def _count(words: list[Word], place: int) -> int | None:
    if place >= len(words):
        return None
    number = words[place].number
    if number is None:
        spelt = (i for i, said in enumerate(_COUNTS, 1) if says(words, place, said))
        number = next(spelt, None)
    return number if number is not None and number <= _MAX_COUNT else None


def _sense(words: list[Word], place: int, *, led: bool) -> int | None:
    """Ahead (1), back (-1), or not about today at all (None)."""
    if says(words, place, "nữa", "tới"):
        return 1
    if says(words, place, "trước", "qua") and not led:
        return -1
    return 1 if led else None


def _counted_on(unit: Word, count: int, today: date, *, working: bool) -> date | None:
    if unit.bare == "tuan":
        return moved(today, 7 * count)
    if unit.bare == "thang":
        return _months_on(today, count)
    return _working_days_on(today, count) if working else moved(today, count)


def _months_on(today: date, count: int) -> date | None:
    """The same day of a later month, or that month's last day."""
    month = month_on(today, count)
    return month.last.replace(day=min(today.day, month.last.day)) if month else None


def _working_days_on(today: date, count: int) -> date | None:
    on: date | None = today
    for _ in range(abs(count)):
        on = on and moved(on, 1 if count > 0 else -1)
        while on and on.weekday() > _FRIDAY:
            on = moved(on, 1 if count > 0 else -1)
    return on


def _weekday_at(words: list[Word], place: int) -> tuple[int | None, int]:
    """Monday is 0; and where the words go on."""
    if says(words, place, "chủ") and says(words, place + 1, "nhật"):
        return 6, place + 2
    if says(words, place, "cn") and _is_sunday(words, place):
        return 6, place + 1
    if not says(words, place, "thứ", "t") or place + 1 >= len(words):
        return None, place
    if says(words, place, "t") and not words[place + 1].glued:
        return None, place
    number = words[place + 1].number
    if number is not None:
        return (number - 2, place + 2) if 2 <= number <= 7 else (None, place)
    spelt = (i for i, said in enumerate(_WEEKDAYS) if says(words, place + 1, said))
    return next(spelt, None), place + 2


def _is_sunday(words: list[Word], place: int) -> bool:
    """CN is also công nghiệp, công nhân: it needs a word of time beside it."""
    return says(words, place + 1, "tuần") or says(words, place - 1, *_LEADS)


def _after_signs(words: list[Word], place: int) -> int:
    """Past a comma and an opening bracket."""
    while place < len(words) and words[place].text in (",", "("):
        place += 1
    return place


def _which(words: list[Word], place: int) -> tuple[int | None, int]:
    """tuần này 0, tuần sau 1, tuần trước -1; and where the words go on."""
    if says(words, place + 1, "này", "nay"):
        return 0, place + 2
    if says(words, place + 1, "sau", "tới"):
        return 1, place + 2
    if says(words, place + 1, "trước", "qua", "rồi"):
        return -1, place + 2
    return None, place + 1


def _nearest_weekday(
    words: list[Word], span: tuple[int, int], number: int, asked: Asked
) -> FoundDate:
    """thứ 6, thứ 6 tới, thứ 6 vừa rồi: the last two are never today."""
    begin, end = span
    apart = number - asked.today.weekday()
    if says(words, end, "tới") and not _leads_on(words, end):
        return _seen_from_today(begin, end + 1, moved(asked.today, apart % 7 or 7))
    if says(words, end, "vừa") and says(words, end + 1, "rồi", "qua"):
        days = -(-apart % 7) or -7
        return _seen_from_today(begin, end + 2, moved(asked.today, days))
    days = apart % 7 if asked.prefer == "future" else -(-apart % 7)
    return _seen_from_today(begin, end, moved(asked.today, days))


def _leads_on(words: list[Word], place: int) -> bool:
    """ "Từ thứ 2 tới thứ 6": it leads to another day."""
    return says(words, place + 1, "thứ", "t", "ngày", "chủ", "cn", "hết", "cuối")


def _is_year(words: list[Word], place: int) -> bool:
    return place < len(words) and words[place].is_number and len(words[place].text) == 4


def _part(words: list[Word], place: int) -> str | None:
    if says(words, place, "cuối", "hết"):
        return "cuối"
    if says(words, place, "trong"):
        return "trong"
    return next((part for part in ("đầu", "giữa") if says(words, place, part)), None)


def _period(kind: str, which: int, asked: Asked) -> Period | None:
    today = asked.today
    if kind == "tuần":
        day = moved(today, 7 * which)
        return Period.week_of(day) if day else None
    months = {"tháng": 1, "quý": 3, "năm": 12}[kind] * which
    day = _months_on(today.replace(day=1), months)
    if day is None:
        return None
    if kind == "tháng":
        return Period.month(day.year, day.month)
    return (
        Period.quarter(day.year, (day.month + 2) // 3)
        if kind == "quý"
        else Period.year(day.year)
    )


def _said_of(
    begin: int, end: int, part: str, period: Period, asked: Asked
) -> FoundDate:
    """The day that a part of a period ends on; a week ends on its Friday."""
    week = period.kind == "week"
    if part in ("đầu", "giữa"):
        days = 0 if part == "đầu" else (2 if week else 14)
        return _seen_from_today(begin, end, moved(period.first, days))
    last = moved(period.first, _FRIDAY) if week else period.last
    if last is None or (asked.prefer == "future" and last < asked.today):
        return unclear(begin, end)
    days_meant = (period.first, last)
    return FoundDate(begin, end, *days_meant, relative=True, is_period=True)
