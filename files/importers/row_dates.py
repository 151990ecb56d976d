"""The dates of a row: cells that are dates, numbers of days, or words."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from domain.folding import fold
from domain.register import Column, RowProblem
from files.importers.texts import CellFault, Memo, text_of
from files.opening.cells import Cell
from locales.reading.calendar_dates import CALENDAR_FORMS, DAY_FORMS
from locales.reading.dates import UnreadableDate, read_date
from locales.reading.deadlines import read_deadline

# The commonest form by far is read at once; every other one by locales/reading.
PLAIN = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*")
# Where a date cannot be read it may be one that the calendar does not have.
DATE_LIKE = re.compile(
    r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{2,4})"
    r"|ngày\s+(\d+)\s+tháng\s+(\d+)\s+năm\s+(\d+)",
    re.IGNORECASE,
)
# Windows writes the halves of a day SA and CH where it speaks Vietnamese.
CLOCK = re.compile(
    r"\b(\d{1,2})[:hg](\d{2})(?::(\d{2}))?(?:\.\d+)?(?:\s*(AM|PM|SA|CH)\b)?",
    re.IGNORECASE,
)
AFTERNOON = ("PM", "CH")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")

DAY_ZERO = date(1899, 12, 30)  # of a spreadsheet's count, as it is used
FIRST_SERIAL, LAST_SERIAL = 32_874, 73_414  # 1990 to 2100: dates without a format
YEARS = range(1990, 2101)
# What systems export for "none": the day zero of Unix, of .NET, of spreadsheets.
NO_DAYS = {date(1970, 1, 1), date(1, 1, 1), date(1900, 1, 1), date(1899, 12, 30)}
NO_DAY = re.compile(
    r"\s*(?:0{1,2}[/.-]0{1,2}[/.-]0{4}|0{4}-00-00)(?:[\sT]+0?0:00(?::00)?)?\s*"
)
# As systems write it; one that names a zone may mean another day, and is asked about.
ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)?")
# What people write where a day is to come.
NO_WORDS = {
    *("khong", "khong co", "chua", "chua co", "chua hoan thanh", "chua xac dinh"),
    *("n/a", "na", "null", "none", "nan"),
}


class RowDates:
    """Reads dates; `today` (the office's date) finds a year that is not written.

    `before_is_exclusive`: as the policy has it (domain.md 1.5, rule 4).
    """

    def __init__(self, today: date, *, before_is_exclusive: bool = True) -> None:
        self.today = today
        self.before_is_exclusive = before_is_exclusive
        self.known = Memo(self._past)
        self.deadlines = Memo(self._deadline)

    def day(self, column: Column, cell: Cell) -> date | None:
        """A day that has been. Raises CellFault."""
        if cell is None:
            return None
        try:
            return self.known[cell]
        except UnreadableDate as unread:
            raise date_fault(column, unread.text, RowProblem.UNREADABLE_DATE) from None

    def among(self, said: str) -> date | None:
        """The first date under a document's number, in its cell. Raises CellFault."""
        try:
            below = said.partition("\n")[2]
            return read_date(below, today=self.today, prefer="past")
        except UnreadableDate as unread:
            fault = RowProblem.IMPOSSIBLE_DATE
            raise CellFault(Column.NUMBER, fault, unread.text) from None

    def deadline(self, asked: tuple[Cell, date | None]) -> tuple[str, date | None]:
        """Of a cell and the day from which it was said: the words, and the last day
        they leave (None: any). Raises CellFault."""
        cell, issued_on = asked
        if cell is None:
            return "", None
        text = text_of(cell)
        # Only words without a year need the day from which they were said.
        since = None if YEAR.search(text) else issued_on
        try:
            due_on = self.deadlines[cell, since]
        except UnreadableDate:
            problem = RowProblem.UNREADABLE_DEADLINE
            raise date_fault(Column.DEADLINE, text, problem) from None
        return (
            f"{due_on:%d/%m/%Y}" if isinstance(cell, float) and due_on else text
        ), due_on

    def moment(self, column: Column, cell: Cell) -> datetime | None:
        """Date and time of day (00:00 if not written), local. Raises CellFault."""
        if cell is None or is_none(cell):
            return None
        if isinstance(cell, datetime):
            return cell
        text = text_of(cell)
        if ISO.fullmatch(text) and self.day(column, cell):
            return iso_moment(text)
        clock = CLOCK.search(text)
        if clock is None:
            day = self.day(column, cell)
            return datetime.combine(day, time.min) if day else None
        day = self.day(column, CLOCK.sub(" ", text).strip(" ,-"))
        return datetime.combine(day, clock_time(clock, column)) if day else None

    def _past(self, cell: Cell) -> date | None:
        if is_none(cell):
            return None
        on = plain_date(cell)
        text = text_of(cell)
        if on or not any(sign.isalnum() for sign in text) or fold(text) in NO_WORDS:
            return on  # a dash is an empty cell
        # "Tuần trước" says nothing: nobody knows when it was typed.
        on = read_date(text, today=self.today, prefer="past", forms=DAY_FORMS)
        return sane(on or self._over(text), text)

    def _over(self, text: str) -> date | None:
        """The end of a month or quarter, if it is past."""
        on = read_date(text, today=self.today, prefer="past", forms=CALENDAR_FORMS)
        return on if on and on <= self.today else None

    def _deadline(self, asked: tuple[Cell, date | None]) -> date | None:
        cell, since = asked
        if is_none(cell):
            return None
        on = plain_date(cell)
        if on:
            return on
        text = text_of(cell)
        on = read_deadline(
            text, issued_on=since, before_is_exclusive=self.before_is_exclusive
        )
        return None if on is None else sane(on, text)


def is_none(cell: Cell) -> bool:
    """A date that stands for none, as a cell or in words, whatever its time of day."""
    match cell:
        case datetime():
            return cell.date() in NO_DAYS
        case date():
            return cell in NO_DAYS
        case str() if cell[:1].isdigit():
            return NO_DAY.fullmatch(cell) is not None or _written_none(cell)
    return False


def _written_none(text: str) -> bool:
    try:
        written = iso_moment(text)
        if written:
            return written.date() in NO_DAYS
        return written_date(CLOCK.sub("", text)) in NO_DAYS
    except ValueError:
        return False


def plain_date(cell: Cell) -> date | None:
    """A date cell, a spreadsheet's day number, or dd/mm/yyyy; None: ask the readers."""
    match cell:
        case datetime():
            on: date | None = cell.date()
        case date():
            on = cell
        case float() | int() if FIRST_SERIAL <= cell <= LAST_SERIAL:
            on = DAY_ZERO + timedelta(days=int(cell))
        case str():
            written = iso_moment(cell)
            on = written.date() if written else written_date(CLOCK.sub("", cell))
        case _:
            on = None
    return on if on and on.year in YEARS else None


def iso_moment(text: str) -> datetime | None:
    """Raises UnreadableDate for a day or time that the calendar does not have."""
    if not ISO.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise UnreadableDate(text) from None


def written_date(text: str) -> date | None:
    """Raises UnreadableDate for a day that the calendar does not have."""
    found = PLAIN.fullmatch(text)
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableDate(text) from None


def sane(on: date | None, text: str) -> date:
    """A day of our time. Raises UnreadableDate for any other, and for none at all."""
    if on is None or on.year not in YEARS:
        raise UnreadableDate(text)
    return on


def clock_time(clock: re.Match[str], column: Column) -> time:
    *figures, half = clock.groups()
    hour, minute, second = (int(part or 0) for part in figures)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.upper() in AFTERNOON else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        raise CellFault(column, RowProblem.IMPOSSIBLE_DATE, clock[0]) from None


def date_fault(column: Column, text: str, otherwise: RowProblem) -> CellFault:
    named = ([part for part in found if part] for found in DATE_LIKE.findall(text))
    impossible = any(not is_day(*map(int, parts)) for parts in named)
    return CellFault(
        column, RowProblem.IMPOSSIBLE_DATE if impossible else otherwise, text
    )


def is_day(day: int, month: int, year: int) -> bool:
    """Whether the calendar of our time has it; of a year two figures may be enough."""
    try:
        return date(year + 2000 if year < 100 else year, month, day).year in YEARS
    except ValueError:
        return False
