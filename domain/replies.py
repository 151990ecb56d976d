"""What a person's free answer was understood to say (domain.md 5.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Intent(StrEnum):
    """What the answer wants. Document and date are fields, not intents."""

    DONE = "done"
    NOT_DONE = "not_done"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    OBSTACLE = "obstacle"
    EXTENSION = "extension"
    ACK = "ack"
    QUERY = "query"
    REASSIGN = "reassign"
    SECRET = "secret"
    UNKNOWN = "unknown"  # not understood: change nothing, offer choices
    AMBIGUOUS = "ambiguous"  # understood in two ways: change nothing, ask apart


@dataclass(frozen=True)
class DocumentRef:
    """A document as the answer names it; the date is None when none was given."""

    number: str
    issued_on: date | None


@dataclass(frozen=True)
class Stamp:
    """A day of the office, and the time of it if that was said."""

    on: date
    at: time | None = None


@dataclass(frozen=True)
class Signing:
    """What an answer says of its document's signature and sending; None: nothing."""

    digitally: bool | None = None
    signed: Stamp | None = None
    sent: Stamp | None = None

    @property
    def latest(self) -> date | None:
        return max((one.on for one in (self.signed, self.sent) if one), default=None)


@dataclass(frozen=True)
class Reading:
    """An answer as understood; a secret one carries nothing but that word.

    `on` is the day the answer speaks of: of completion when done or submitted (the
    document's, if no other is named), the wished-for one in an extension. `codes`
    are the numbers of tasks named as NV-12 or #12: names, never rights. `tasks` is what
    is said of each, when several are spoken of; `every` is how many "cả 3 việc" counts.
    """

    intent: Intent
    percent: int | None = None
    on: date | None = None
    document: DocumentRef | None = None
    codes: tuple[int, ...] = ()
    tasks: tuple[TaskReading, ...] = ()
    every: int | None = None


@dataclass(frozen=True)
class TaskReading:
    """What a reply about several tasks says of one of them, and in which words.

    `is_code` is False for a bare number ("109 xong"): it names a task only if the reply
    can be about that task.
    """

    task: int
    said: str
    reading: Reading
    is_code: bool = True
