"""The working calendar: which days the office works, and counting them.

Facts of the calendar: domain.md 4. It is asked by the rules for reminders, for "còn N
ngày làm việc" and for the three-day clock.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

DAY = timedelta(days=1)
SATURDAY = 5  # of date.weekday(); the office works Monday to Friday
LONGEST_REST = 366  # days; a calendar with no working day in a year is a mistake


@dataclass(frozen=True, slots=True)
class PublicDays:
    """What the state decided for one year: days off, and make-up days at weekends."""

    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(first: date, last: date) -> int:
    """How many whole months lie between; 0 if `last` is not later."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > 0 and add_months(first, months) > last:
        months -= 1
    return max(0, months)


def unconfirmed_years(confirmed: Collection[int], today: date) -> list[int]:
    """This year and the next, as far as nobody has said that their days are right.

    The state decides on days off and swaps late, often in November or December, and
    the package knows them later still (domain.md 4.2).
    """
    return [year for year in (today.year, today.year + 1) if year not in confirmed]


def _no_public_days(year: int) -> PublicDays:
    return PublicDays()


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Working days of the office.

    An explicit override (True: working) wins over a make-up day, that over a public
    day off, that over the weekend. `public_days` is asked by year and is expected to
    remember its answers; tests give none and say everything by `overrides`.
    """

    overrides: Mapping[date, bool] = field(default_factory=dict)
    public_days: Callable[[int], PublicDays] = _no_public_days
    # Counted already: a morning asks the same of thousands of tasks.
    _counted: dict[tuple[date, int], date] = field(
        default_factory=dict, compare=False, repr=False
    )
    _worked: dict[int, list[int]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def is_working(self, day: date) -> bool:
        said = self.overrides.get(day)
        if said is not None:
            return said
        public = self.public_days(day.year)
        if day in public.work:
            return True
        return day.weekday() < SATURDAY and day not in public.off

    def previous_working(self, day: date) -> date:
        """The day itself when it is worked, else the last working day before it."""
        return self._first_working(day, -DAY)

    def next_working(self, day: date) -> date:
        """The day itself when it is worked, else the first working day after it."""
        return self._first_working(day, DAY)

    def before(self, day: date, days: int) -> date:
        """The working day that lies `days` working days before; `day` is not counted.

        With 0 days it is `previous_working(day)`.
        """
        return self._counted_from(day, -days) if days else self.previous_working(day)

    def after(self, day: date, days: int) -> date:
        """The working day on which `days` working days are over.

        The day of receipt is not counted (domain.md 4.3): received on Friday
        20/11/2026, three working days end on Thursday 26/11 when the 24th is off.
        With 0 days it is `next_working(day)`.
        """
        return self._counted_from(day, days) if days else self.next_working(day)

    def have_passed(self, days: int, start: date, today: date) -> bool:
        """Whether at least so many working days lie after `start`, up to `today`.

        It is the same as counting them, without counting the whole of a year.
        """
        return days <= 0 or self.after(start, days) <= today

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`.

        From today to the due day these are the working days left: 0 when due today.
        From the due day to today they are the working days late. 0 when `end` does
        not lie after `start`.
        """
        if end <= start:
            return 0
        whole_years = range(start.year, end.year)
        passed = sum(self._worked_in(year)[-1] for year in whole_years)
        return passed + self._worked_until(end) - self._worked_until(start)

    def _worked_until(self, day: date) -> int:
        """Working days of its year, up to and including it."""
        return self._worked_in(day.year)[day.timetuple().tm_yday - 1]

    def _worked_in(self, year: int) -> list[int]:
        """How many days were worked until each of the year's days."""
        found = self._worked.get(year)
        if found is None:
            days = (date(year, 1, 1) + DAY * n for n in range(365 + isleap(year)))
            found = list(accumulate(self.is_working(day) for day in days))
            self._worked[year] = found
        return found

    def exceptions(self, year: int) -> list[date]:
        """The days of a year that are not what their weekday says, in order."""
        first, after = date(year, 1, 1), date(year + 1, 1, 1)
        days = (first + DAY * step for step in range((after - first).days))
        return [
            day for day in days if self.is_working(day) != (day.weekday() < SATURDAY)
        ]

    def _counted_from(self, day: date, days: int) -> date:
        found = self._counted.get((day, days))
        if found is None:
            found, step = day, DAY if days > 0 else -DAY
            for _ in range(abs(days)):
                found = self._first_working(found + step, step)
            self._counted[day, days] = found
        return found

    def _first_working(self, day: date, step: timedelta) -> date:
        for _ in range(LONGEST_REST):
            if self.is_working(day):
                return day
            day += step
        raise ValueError(f"no working day within {LONGEST_REST} days of {day}")
