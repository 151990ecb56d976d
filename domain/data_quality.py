"""What is not right in the register, task by task (003, point 2c; 004, point 3).

Some of it can be mended: those findings speak of open tasks. The others are counted
only, of the tasks given since January: when a task was entered stays as it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.calendar import DAY, WorkingCalendar
from domain.entry import last_entry_day
from domain.permissions import Action, may_in_unit, may_somewhere
from domain.scope import Actor, Scope
from domain.tasks import OPEN, Progress, Role

# 12/UBND-TH, 31/2020/QĐ-UBND, 20-CT/TU. PostgreSQL reads it as Python does.
NUMBER = "^[0-9]{1,6}[A-Za-z]?(/[0-9]{4})?([/-][^ /0-9][^ /]*)+$"
_NUMBER = re.compile(NUMBER)


class Finding(StrEnum):
    """In the order in which they are told."""

    NO_CLASS = "no_class"
    NO_DRAFTER = "no_drafter"
    ODD_NUMBER = "odd_number"
    DUE_BEFORE_ISSUE = "due_before_issue"
    DUPLICATE_NUMBER = "duplicate_number"
    UNIT_DISSOLVED = "unit_dissolved"
    NO_DEADLINE = "no_deadline"  # a product is asked for, and no date (004, 3)
    ENTERED_LATE = "entered_late"
    URGENT_LATE = "urgent_late"  # hỏa tốc, entered later than signed (003, 2b)


COUNTED = (Finding.NO_DEADLINE, Finding.ENTERED_LATE, Finding.URGENT_LATE)
MENDED = tuple(one for one in Finding if one not in COUNTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFacts:
    """A task as the register has it. Days are the office's.

    `from_register`: a file brought it; what was given in the chat has its drafter in
    the history. `drafters_known`: the office's registers name drafters at all.
    `entry_counts`: it did not come with a system's first file, which says nothing of
    when it was entered there.
    """

    progress: Progress
    assigned_on: date
    number: str = ""
    issued_on: date | None = None
    has_class: bool = True
    must_report: bool | None = None
    due_on: date | None = None
    drafter: str = ""
    from_register: bool = False
    drafters_known: bool = True
    shares_number: bool = False  # with another document of that year
    unit_ended_on: date | None = None
    is_flash: bool = False
    entered_on: date
    entry_counts: bool = True


@dataclass(frozen=True, slots=True)
class Yardstick:
    """By what it is judged: the office's day, its calendar, and working days to entry.

    `since`: the first day whose tasks are counted.
    """

    today: date
    calendar: WorkingCalendar
    entry_days: int

    @property
    def since(self) -> date:
        return date(self.today.year, 1, 1)

    @property
    def before(self) -> date:
        """The last day whose documents, and their entry, are last year's matter."""
        return self.since - DAY

    def last_day(self, issued_on: date) -> date:
        """Until when a document of that day is entered in time."""
        return last_entry_day(issued_on, self.calendar, self.entry_days)


@dataclass(frozen=True, slots=True)
class Checked:
    """Whose tasks are looked at, and by what they are judged."""

    scope: Scope
    by: Yardstick


def findings_of(facts: RegisterFacts, by: Yardstick) -> tuple[Finding, ...]:
    """All that is to be said of this task; nothing of one that is cancelled."""
    found = [*_to_mend(facts, by), *_to_count(facts, by)]
    return tuple(one for one in Finding if one in found)


def _to_mend(facts: RegisterFacts, by: Yardstick) -> list[Finding]:
    if facts.progress not in OPEN:
        return []
    ended = facts.unit_ended_on
    undrafted = facts.from_register and facts.drafters_known and not facts.drafter
    told = {
        Finding.NO_CLASS: not facts.has_class,
        Finding.NO_DRAFTER: undrafted,
        Finding.ODD_NUMBER: is_odd(facts.number),
        Finding.DUE_BEFORE_ISSUE: _is_before(facts.due_on, facts.issued_on),
        Finding.DUPLICATE_NUMBER: facts.shares_number,
        Finding.UNIT_DISSOLVED: _is_before(ended, by.today),
    }
    return [one for one, is_so in told.items() if is_so]


def _to_count(facts: RegisterFacts, by: Yardstick) -> list[Finding]:
    if facts.progress is Progress.CANCELLED or facts.assigned_on < by.since:
        return []
    found = []
    if facts.must_report and facts.due_on is None:
        found.append(Finding.NO_DEADLINE)
    if not facts.entry_counts or not _is_before(by.before, facts.issued_on):
        return found
    assert facts.issued_on is not None
    if facts.entered_on > by.last_day(facts.issued_on):
        found.append(Finding.ENTERED_LATE)
    if facts.is_flash and facts.entered_on > facts.issued_on:
        found.append(Finding.URGENT_LATE)
    return found


def is_odd(number: str) -> bool:
    """Not as documents are numbered (NĐ 30/2020, Phụ lục I); none at all is odd too."""
    return _NUMBER.match(number) is None


def _is_before(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other


def issue_days(by: Yardstick) -> list[date]:
    """Every day of this year on which a document may have been issued."""
    count = (by.today - by.since).days + 1
    return [by.since + DAY * number for number in range(count)]


def check_scope_of(actor: Actor) -> Scope:
    """Whose tasks he checks: all, or what his division tracks; empty: he may not."""
    if may_in_unit(actor, Action.CHECK_DATA, None):
        return Scope(everything=True)
    return Scope(divisions=actor.units_as(Role.TRACKER))


def may_check(actor: Actor) -> bool:
    return may_somewhere(actor, Action.CHECK_DATA)
