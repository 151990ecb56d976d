"""The stretches of time that summaries and reports are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Kind = Literal["week", "month", "quarter", "year", "range"]

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """Office dates `first` to `last`, both included."""

    kind: Kind
    first: date
    last: date

    @classmethod
    def week_of(cls, day: date) -> Period:
        """The week of a day, Monday to Sunday."""
        monday = day - day.weekday() * _DAY
        left = min(6, (date.max - monday).days)  # the calendar ends on a Friday
        return cls("week", monday, monday + left * _DAY)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """A calendar month; raises ValueError for a month that does not exist."""
        return cls("month", date(year, month, 1), _last_of(year, month))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """A quarter, 1 to 4; raises ValueError for any other."""
        if not 1 <= quarter <= 4:
            raise ValueError(f"quarter {quarter}")
        return cls(
            "quarter", date(year, 3 * quarter - 2, 1), _last_of(year, 3 * quarter)
        )

    @classmethod
    def year(cls, year: int) -> Period:
        return cls("year", date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def between(cls, first: date, last: date) -> Period:
        """Any stretch; raises ValueError when it ends before it begins."""
        if last < first:
            raise ValueError("a period ends before it begins")
        return cls("range", first, last)

    @property
    def code(self) -> str:
        """As the terminal takes it: 2021-05, 2020-Q2, 2026, 2026-W47, A..B."""
        first = self.first
        match self.kind:
            case "month":
                return f"{first.year}-{first.month:02}"
            case "quarter":
                return f"{first.year}-Q{(first.month + 2) // 3}"
            case "year":
                return f"{first.year}"
            case "week":
                year, week, _ = first.isocalendar()
                return f"{year}-W{week:02}"
        return f"{first.isoformat()}..{self.last.isoformat()}"

    def previous(self) -> Period:
        """What to compare with: the same kind just before, a range as long."""
        eve = self.first - _DAY
        match self.kind:
            case "week":
                return Period.week_of(eve)
            case "month":
                return Period.month(eve.year, eve.month)
            case "quarter":
                return Period.quarter(eve.year, (eve.month + 2) // 3)
            case "year":
                return Period.year(eve.year)
            case "range":
                return Period.between(eve - (self.last - self.first), eve)

    def cut_off(self, today: date) -> date:
        """At which date its report looks: its end, or today while it is not over.

        A May report printed in July shows how things stood at the end of May.
        """
        return min(self.last, today)

    def cut_off_before(self, as_of: date) -> date:
        """The date at which the previous period is looked at for comparison.

        Of a period that is over, the end of the one before: what that one's own report
        said. Of one that still runs, the same day of the one before, so that ten days
        are not held against a whole month. Of one to come, the same date: nobody knows
        how the one before will end.
        """
        before = self.previous()
        if as_of < self.first:
            return min(before.last, as_of)
        if as_of >= self.last:
            return before.last
        return min(before.last, before.first + (as_of - self.first))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def _last_of(year: int, month: int) -> date:
    """The last day of a month; the last month of all has 31 days like any December."""
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - _DAY
