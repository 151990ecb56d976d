"""How long it took until a document was in the register (003, 2; NĐ 30/2020, 15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Entry:
    """A task's entry; both days are the office's.

    `counts`: it did not come with a system's first file, which says nothing of when it
    was entered there.
    """

    issued_on: date
    entered_on: date
    counts: bool = True

    @property
    def days(self) -> int:
        """Calendar days."""
        return max(0, (self.entered_on - self.issued_on).days)

    def is_late(self, calendar: WorkingCalendar, limit: int) -> bool:
        """Later than `limit` working days after the document's date."""
        last = last_entry_day(self.issued_on, calendar, limit)
        return self.counts and self.entered_on > last


def last_entry_day(issued_on: date, calendar: WorkingCalendar, days: int) -> date:
    """The day itself with 0; the regulation has it or the next working day."""
    return calendar.after(issued_on, days) if days else issued_on
