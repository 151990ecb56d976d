"""The office's working calendar, from the state's days off and the office's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import holidays
from sqlalchemy import select

from domain.calendar import PublicDays, WorkingCalendar
from models.tables import CalendarOverride
from models.work import Reads


def build_calendar(overrides: Mapping[date, bool]) -> WorkingCalendar:
    """The plain calendar; `overrides` says of a day whether it is worked, and wins.

    The package knows the state's days off and make-up days, with gaps (domain.md 4.2):
    the swap of 02/01/2026 with 10/01/2026, for one, needs two overrides.
    """
    return _calendar(frozenset(overrides.items()))


@lru_cache(maxsize=8)
def _calendar(overrides: frozenset[tuple[date, bool]]) -> WorkingCalendar:
    """The same one for the same days: it remembers what it counted."""
    return WorkingCalendar(dict(overrides), _public_days)


@cache
def vietnam() -> type[holidays.HolidayBase]:
    """The package's Vietnam alone. Asked by its own door it imports all 250 countries
    for one: seven megabytes that an idle bot would carry for ever."""
    file = Path(holidays.__file__).parent / "countries" / "vietnam.py"
    spec = spec_from_file_location("holidays_of_vietnam", file)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found: type[holidays.HolidayBase] = module.Vietnam
    return found


@lru_cache(maxsize=64)
def _public_days(year: int) -> PublicDays:
    """One year of Vietnam; a year is read when somebody first asks about it."""
    known = vietnam()(years=year, expand=False)
    return PublicDays(
        off=frozenset(day for day in known if day.year == year),
        work=frozenset(day for day in known.weekend_workdays if day.year == year),
    )


def public_names(year: int, language: str) -> Mapping[date, str]:
    """What the state's days off of a year are called, in "vi" or "en"."""
    spoken = "vi" if language == "vi" else "en_US"
    return dict(vietnam()(years=year, expand=False, language=spoken))


OVERRIDES = select(CalendarOverride.day, CalendarOverride.working)


async def read_calendar(reads: Reads) -> WorkingCalendar:
    """The calendar with the days that the office itself decided."""
    rows = await reads.rows(OVERRIDES)
    return build_calendar({row.day: row.working for row in rows})
