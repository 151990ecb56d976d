"""The period that a leader asks about: tuan, thang 5, quy 2/2026, 01/10..15/11.

Words as in the chat, with or without diacritics, and the terminal's forms: 2021-05,
2020-Q2, 2026, 2026-W47, 2026-10-01..2026-11-15. A period without a year is this year's,
or last year's if it has not begun yet.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from domain.periods import Period
from locales.reading.found import make_day
from locales.reading.words import split_words

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LAST = ("truoc", "qua", "roi", "ngoai")
_KINDS = {
    "tuan": "week",
    "thang": "month",
    "t": "month",
    "quy": "quarter",
    "qui": "quarter",
    **{kind: kind for kind in ("week", "month", "quarter")},
}
_MAX_SIGNS = 60


def read_period(words: list[str] | str, *, today: date) -> Period | None:
    """The period that the words name, this month if there are none.

    None when they name no period, or something besides one.
    """
    spoken = words.split() if isinstance(words, str) else words
    if not spoken:
        return Period.month(today.year, today.month)
    taken = take_period(spoken, today=today)
    return taken[0] if taken and not taken[1] else None


def take_period(words: list[str], *, today: date) -> tuple[Period, list[str]] | None:
    """The period at the beginning of the words, and what follows it (a unit's name)."""
    for count in range(min(len(words), 5), 0, -1):
        period = _period(" ".join(words[:count]), today)
        if period is not None:
            return period, words[count:]
    return None


def _period(said: str, today: date) -> Period | None:
    """Exactly one period, or None; a month 13 or a year 0 is none."""
    if len(said) > _MAX_SIGNS:
        return None
    try:
        return _range(said, today) if ".." in said else _single(said, today)
    except (ValueError, OverflowError):  # no such month; before the first year
        return None


def _single(said: str, today: date) -> Period | None:
    bare = [word.bare for word in split_words(said)]
    kind = _KINDS.get(bare[0]) if bare else None
    if kind is not None:
        return _named(kind, bare[1:], today)
    match bare:
        case ["nam" | "year", *which]:
            return _year(which, today)
        case [year] if _is_year(year):
            return Period.year(int(year))
        case [month, "/", year] if _is_year(year) and month.isdecimal():
            return Period.month(int(year), int(month))
        case [year, "-", *rest] if _is_year(year):
            return _terminal(int(year), rest)
    return None


def _named(kind: str, rest: list[str], today: date) -> Period | None:
    """ "tuần này", "tháng trước", "quý II năm 2026"."""
    present = _of_kind(kind, today)
    if rest in ([], ["nay"]):
        return present
    if len(rest) == 1 and rest[0] in _LAST:
        return present.previous()
    number = _number(rest[0])
    if number is None or kind == "week":
        return None
    make = Period.month if kind == "month" else Period.quarter
    match rest[1:]:
        case []:
            return _begun(make, number, today)
        case [year] | ["/" | "nam" | "-", year] if _is_year(year):
            return make(int(year), number)
    return None


def _of_kind(kind: str, today: date) -> Period:
    if kind == "week":
        return Period.week_of(today)
    if kind == "month":
        return Period.month(today.year, today.month)
    return Period.quarter(today.year, (today.month + 2) // 3)


def _begun(make: Callable[[int, int], Period], number: int, today: date) -> Period:
    period = make(today.year, number)
    return period if period.first <= today else make(today.year - 1, number)


def _year(which: list[str], today: date) -> Period | None:
    if which in ([], ["nay"]):
        return Period.year(today.year)
    if len(which) == 1 and which[0] in _LAST:
        return Period.year(today.year - 1)
    return (
        Period.year(int(which[0])) if len(which) == 1 and _is_year(which[0]) else None
    )


def _terminal(year: int, rest: list[str]) -> Period | None:
    """2021-05, 2020-Q2, 2026-W47."""
    match rest:
        case [month] if month.isdecimal():
            return Period.month(year, int(month))
        case ["q", number] if number.isdecimal():
            return Period.quarter(year, int(number))
        case ["w", number] if number.isdecimal():
            return Period.week_of(date.fromisocalendar(year, int(number), 1))
    return None


def _range(said: str, today: date) -> Period | None:
    """01/10..15/11, 01/12/2025..15/01/2026, 2026-10-01..2026-11-15."""
    ends = said.split("..")
    if len(ends) != 2:
        return None
    last = _day(ends[1], today.year)
    first = _day(ends[0], last.year) if last else None
    if first is None or last is None:
        return None
    dated = any(len(part) == 4 for part in _parts(ends[0]) + _parts(ends[1]))
    if not dated and first > last:
        first = first.replace(year=first.year - 1)
    if not dated and first > today:
        first, last = (day.replace(year=day.year - 1) for day in (first, last))
    return Period.between(first, last)


def _day(said: str, year: int) -> date | None:
    """One end of a range; `year` is taken when it names none."""
    match _parts(said):
        case [day, "/", month] if day.isdecimal() and month.isdecimal():
            return make_day(year, int(month), int(day))
        case [day, "/", month, "/", full] if day.isdecimal() and _is_year(full):
            return (
                make_day(int(full), int(month), int(day)) if month.isdecimal() else None
            )
        case [full, "-", month, "-", day] if _is_year(full) and month.isdecimal():
            return (
                make_day(int(full), int(month), int(day)) if day.isdecimal() else None
            )
    return None


def _parts(said: str) -> list[str]:
    return [word.bare for word in split_words(said)]


def _number(said: str) -> int | None:
    if len(said) <= 2 and said.isdecimal():
        return int(said)
    return _ROMAN.get(said)


def _is_year(said: str) -> bool:
    return len(said) == 4 and said.isdecimal()
