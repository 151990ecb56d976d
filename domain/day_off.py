"""What a rule does whose day is off (domain.md 4.3; design.md section 5, "day off")."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from domain.calendar import WorkingCalendar


class DayOff(StrEnum):
    """On which day it is said then."""

    PREVIOUS = "previous"  # the working day before
    NEXT = "next"  # the working day after
    SKIP = "skip"  # not at all
    SEND = "send"  # on the day off itself


def told_on(day: date, how: DayOff, calendar: WorkingCalendar) -> date | None:
    """The day on which a moment of this day is told; None: on none."""
    if how is DayOff.SEND or calendar.is_working(day):
        return day
    if how is DayOff.SKIP:
        return None
    if how is DayOff.NEXT:
        return calendar.next_working(day)
    return calendar.previous_working(day)
