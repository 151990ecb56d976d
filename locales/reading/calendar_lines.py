"""What an administrator types after `/lichnghi`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from domain.folding import fold
from locales.reading.dates import UnreadableDate, read_date

YEAR = re.compile(r"20\d\d")
CONFIRM = ("xac nhan", "xacnhan", "confirm")
# True: worked; False: off; None: as the state says.
STATES: dict[str, bool | None] = {
    "nghi": False,
    "lam": True,
    "lam viec": True,
    "tu dong": None,
    "bo": None,
    "off": False,
    "on": True,
    "auto": None,
}


@dataclass(frozen=True)
class ShowYear:
    year: int


@dataclass(frozen=True)
class ConfirmYear:
    """`source` is the document, as it was typed."""

    year: int
    source: str


@dataclass(frozen=True)
class DecideDay:
    """`working` None: back to what the state says. `source` may be empty."""

    day: date
    working: bool | None
    reason: str
    source: str


CalendarLine = ShowYear | ConfirmYear | DecideDay


def read_calendar_line(text: str, *, today: date) -> CalendarLine | None:
    """ "2027"; "2027 xác nhận 12729/VPCP-KGVX"; "02/01/2026 nghỉ bù (12729/VPCP)".

    None when it is none of these. Raises UnreadableDate for a day that does not exist.
    """
    first, _, rest = text.strip().partition(" ")
    if not first:
        return ShowYear(today.year)
    if YEAR.fullmatch(first):
        return _year(int(first), rest.strip())
    day = read_date(first, today=today, prefer="future")
    return None if day is None else _day(day, rest.split())


def _year(year: int, rest: str) -> CalendarLine | None:
    if not rest:
        return ShowYear(year)
    words = rest.split()
    for length in (2, 1):
        if fold(" ".join(words[:length])) in CONFIRM:
            return ConfirmYear(year, " ".join(words[length:]))
    return None


def _day(day: date, words: list[str]) -> DecideDay | None:
    for length in (2, 1):
        said = fold(" ".join(words[:length]))
        if said in STATES:
            reason, source = _why(" ".join(words[length:]))
            return DecideDay(day, STATES[said], reason, source)
    return None


def _why(text: str) -> tuple[str, str]:
    """The reason, and the document that stands in brackets at its end."""
    reason, bracket, source = text.partition("(")
    return reason.strip(" ,;-"), source.rstrip(" )") if bracket else ""


__all__ = [
    "CalendarLine",
    "ConfirmYear",
    "DecideDay",
    "ShowYear",
    "UnreadableDate",
    "read_calendar_line",
]
