"""Finding dates in what people write, absolute and spoken (domain.md 5.4).

Always day first; years of two digits are 20xx; a missing year is the nearest one.
"thứ 2" is Monday. "trước ngày X" ends on the day before X.
"""

from __future__ import annotations

from datetime import date

from locales.reading.calendar_dates import CALENDAR_FORMS, month, quarter, year_end
from locales.reading.found import Asked, Form, FoundDate, Prefer, UnreadableDate
from locales.reading.spoken_dates import (
    SPOKEN_FORMS,
    near_day,
    part_of_period,
    weekday,
)
from locales.reading.words import Word, says, split_words

__all__ = ["UnreadableDate", "dates_in", "is_before", "read_date"]

ALL_FORMS = (*CALENDAR_FORMS, *SPOKEN_FORMS)
# These begin with a word, so that no figure need be shown to them.
IN_WORDS = (month, quarter, year_end, near_day, weekday, part_of_period)
_OPENINGS = """ngay mung mong hom bua sang sg sng trua chieu toi mai mot sau trong
thang thg t quy qui tuan nam het cuoi dau giua den thu chu cn hai ba bon bay tam chin
muoi"""
_MAY_OPEN = frozenset(_OPENINGS.split())  # folded; no date begins with another word


def read_date(
    text: str, *, today: date, prefer: Prefer, forms: tuple[Form, ...] = ALL_FORMS
) -> date | None:
    """The first date in a text; None when there is none, or when it is unclear.

    `forms` are those in which it may be written. Raises UnreadableDate for a day that
    does not exist.
    """
    words = split_words(text)
    found = dates_in(words, Asked(today, prefer), forms)
    if not found:
        return None
    if found[0].impossible:
        raise UnreadableDate(text)
    return last_day(words, found[0])


def dates_in(
    words: list[Word], asked: Asked, forms: tuple[Form, ...] = ALL_FORMS
) -> list[FoundDate]:
    """All dates, in order; each word is looked at by each form once."""
    found: list[FoundDate] = []
    place = 0
    while place < len(words):
        opens = words[place].is_number or words[place].bare in _MAY_OPEN
        date_here = _date_at(words, place, asked, forms) if opens else None
        if date_here is not None:
            found.append(date_here)
        place = date_here.end if date_here else place + 1
    return found


def last_day(
    words: list[Word], found: FoundDate, *, before_is_exclusive: bool = True
) -> date | None:
    """The last day that counts: of "trước ngày X" the day before X, unless the office
    goes by another rule (domain.md 1.5, rule 4)."""
    return found.by(exclusive=before_is_exclusive and is_before(words, found))


def is_before(words: list[Word], found: FoundDate) -> bool:
    """Whether "trước" stands right before it; "tuần trước" is another matter."""
    if not says(words, found.begin - 1, "trước"):
        return False
    return not says(
        words, found.begin - 2, "tuần", "tháng", "hôm", "ngày", "năm", "quý"
    )


def _date_at(
    words: list[Word], place: int, asked: Asked, forms: tuple[Form, ...]
) -> FoundDate | None:
    figure = words[place].is_number
    for form in forms:
        if figure and form in IN_WORDS:
            continue
        found = form(words, place, asked)
        if found is not None:
            return found
    return None
