"""Notices for those who look after the program, and after people being reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.reach import Cause


@dataclass(frozen=True)
class UnreachedLine:
    """An officer who should be told of so many open tasks of a unit, and cannot be.

    `above`: not of his own tasks, but as a superior of those who do them.
    """

    name: str
    unit: str
    cause: Cause
    tasks: int
    above: bool = False


@dataclass(frozen=True)
class UnreachedList:
    """The first of them, and how many there are in all."""

    lines: tuple[UnreachedLine, ...]
    total: int


@dataclass(frozen=True)
class ParkedMessage:
    """A message of which nobody knows whether it arrived, or that certainly did not.

    `to` is empty for an account that is nobody's. `what` are the rules that it speaks
    of, else the kind of notice it is. `at` is the last try.
    """

    id: int
    is_unknown: bool
    to: str
    what: tuple[str, ...]
    at: datetime
    reason: str
    attempts: int
    by_mail: bool = False


@dataclass(frozen=True)
class DoubtfulMessage:
    """A message with an attempt of which nobody knows, and that needs no decision.

    `at` is that attempt, `reason` why nobody knows, `then` the state of the row since:
    sent (again), still waiting to be, or left out. The rest as of a parked one.
    """

    id: int
    to: str
    what: tuple[str, ...]
    at: datetime
    reason: str
    then: str


@dataclass(frozen=True)
class ParkedDigest:
    """What an administrator is told each morning about messages.

    `closed`, `unread` (updates that could not be handled) and `late` (worthless by the
    time they could be sent) and `doubtful` count since the digest before; the rest as
    it stands.
    `unconfirmed` are the years whose days off nobody has confirmed, `unreached` the
    people, once a week.
    """

    slot: datetime
    unknown: int
    dead: int
    closed: int
    unread: int
    late: int
    messages: tuple[ParkedMessage, ...]
    unconfirmed: tuple[int, ...] = ()
    unreached: UnreachedList | None = None
    doubtful: int = 0


@dataclass(frozen=True)
class CalendarDay:
    """A day that is not what its weekday says, or that the office decided itself.

    `holiday` is the state's name of it in Vietnamese, `holiday_en` in English.
    """

    day: date
    working: bool
    reason: str = ""
    source: str = ""
    holiday: str = ""
    holiday_en: str = ""


@dataclass(frozen=True)
class CalendarYear:
    """The days off and the make-up days of a year. `confirmed`: by which document."""

    year: int
    days: tuple[CalendarDay, ...]
    confirmed: str = ""
