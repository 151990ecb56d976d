"""Answers about reminders: why one came, and the deadlines that they follow; and about
what may be asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from domain.deadlines import Deadline
from domain.explaining import Part
from domain.following import NextStep
from domain.reminders import Rule


@dataclass(frozen=True)
class WhyTask:
    """A task that a reminder named, and the document that assigned it."""

    code: str
    number: str
    issued_on: date | None


@dataclass(frozen=True)
class Reason:
    """One rule of a reminder: its part for the reader, its tasks, what comes next.

    `units` are those whose review is asked for; `cadence` is the word of the rule,
    `count` the number that it has in this office (`domain/explaining.py: count_of`).
    """

    rule: Rule
    part: Part
    tasks: tuple[WhyTask, ...]
    total: int
    units: tuple[str, ...] = ()
    cadence: str = ""
    document: str = ""  # by which the office goes in this
    count: int = 0
    next: NextStep = field(default_factory=NextStep)


@dataclass(frozen=True)
class WhyTold:
    """Why a message was sent: the answer to "Vì sao tôi nhận được nhắc việc này?"."""

    told_at: datetime
    reasons: tuple[Reason, ...]
    in_group: bool = False


@dataclass(frozen=True)
class CalendarFile:
    """Deadlines as a calendar file. `feeds`: a private address can be given as well."""

    deadlines: tuple[Deadline, ...]
    made_at: datetime
    office: str  # makes the names of its events unique in the world
    feeds: bool = False


@dataclass(frozen=True)
class Help:
    """The commands this person may use: (name, help's message id)."""

    commands: tuple[tuple[str, str], ...]
    in_group: bool
