"""What the readers of dates share: the question asked, and a date found in a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from domain.periods import Period
from locales.reading.words import Word

Prefer = Literal["future", "past"]
ONE_DAY = timedelta(days=1)


class UnreadableDate(ValueError):
    """A date that does not exist (31/02), or that cannot be understood.

    The text is kept for the person who wrote it; the message itself does not repeat it.
    """

    def __init__(self, text: str) -> None:
        super().__init__("the date cannot be read")
        self.text = text


@dataclass(frozen=True, slots=True)
class Asked:
    """From which day a text is read, and where a missing year is looked for."""

    today: date
    prefer: Prefer


@dataclass(frozen=True, slots=True)
class FoundDate:
    """Words `begin` to `end` speak of the days `first` to `last`.

    Both are None when the words name no day: `impossible` (31/02), or unclear ("thứ 6
    tuần này" said on a Saturday). `relative` ones depend on the day
    they are read on: a year, or more, was not said.
    """

    begin: int
    end: int
    first: date | None
    last: date | None
    impossible: bool = False
    relative: bool = False
    is_period: bool = False

    def by(self, *, exclusive: bool) -> date | None:
        """The last day that counts: before the first one, if `exclusive`."""
        if not exclusive or self.first is None:
            return self.last
        return None if self.first == date.min else self.first - ONE_DAY


Form = Callable[[list[Word], int, Asked], FoundDate | None]


def one_day(
    begin: int, end: int, on: date | None, *, relative: bool = False
) -> FoundDate:
    """A single day; None says that there is no such day."""
    return FoundDate(begin, end, on, on, impossible=on is None, relative=relative)


def unclear(begin: int, end: int) -> FoundDate:
    return FoundDate(begin, end, None, None, relative=True)


def of_period(
    begin: int, end: int, period: Period, *, relative: bool = False
) -> FoundDate:
    days = (period.first, period.last)
    return FoundDate(begin, end, *days, relative=relative, is_period=True)


def make_day(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def moved(day: date, days: int) -> date | None:
    """So many days on, or None beyond the end of the calendar."""
    try:
        return day + days * ONE_DAY
    except OverflowError:
        return None


def month_on(day: date, months: int) -> Period | None:
    """The month so many months on, or None beyond the ends of the calendar."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    in_calendar = date.min.year <= year <= date.max.year
    return Period.month(year, month + 1) if in_calendar else None


def nearest(candidates: list[date | None], asked: Asked) -> date | None:
    """The next one from today on, or the last one up to today, as preferred."""
    days = sorted(day for day in candidates if day is not None)
    if asked.prefer == "future":
        return next((day for day in days if day >= asked.today), None)
    return next((day for day in reversed(days) if day <= asked.today), None)
