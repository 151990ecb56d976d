"""What the bot has to say: facts only. Words are put to them in `locales/`.

A notice says nothing about a medium or a language. Those named in `LIVE` are not kept
with their facts but gathered anew when they leave, so that "còn 2 ngày" is true then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.figures import Summary
from domain.import_notices import DiscrepancyCard as DiscrepancyCard
from domain.import_notices import ExchangeCard as ExchangeCard
from domain.import_notices import FileRefused as FileRefused
from domain.import_notices import ImportDone as ImportDone
from domain.import_notices import ImportPreview as ImportPreview
from domain.import_notices import ImportRows as ImportRows
from domain.import_notices import LayoutAsked as LayoutAsked
from domain.parked_notices import ParkedDigest as ParkedDigest
from domain.parked_notices import ParkedMessage as ParkedMessage
from domain.reminders import Rule
from domain.replies import Intent
from domain.tasks import Progress, Role, TaskClass, Urgency
from domain.terms import Term

SHOWN = 15  # items of a list in one message; the rest behind a button


class Saying(StrEnum):
    """A simple sentence, with named holes filled by facts; words in `locales/`."""

    NOTHING_ASKED = "nothing_asked"
    CANCELLED = "cancelled"
    PROGRESS_SAVED = "progress_saved"
    DONE_REPORTED = "done_reported"
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    ASSIGNED = "assigned"
    GROUP_CODE = "group_code"
    GROUP_BOUND = "group_bound"
    REVIEW_SENT = "review_sent"
    NO_TASKS = "no_tasks"
    NO_OVERDUE = "no_overdue"
    NOTHING_TO_CONFIRM = "nothing_to_confirm"
    SAY_AGAIN = "say_again"
    SAY_DOCUMENT = "say_document"
    SAY_REASON = "say_reason"
    SAY_NAME = "say_name"
    CHOOSE_INTENT = "choose_intent"
    SEEN = "seen"
    LEFT_OUT = "left_out"  # of several tasks in one reply, one that he may not report
    ACKNOWLEDGED = "acknowledged"
    NOTED = "noted"
    ONLY_NOTED = "only_noted"  # understood, but not yet a process of its own
    TOLD_RETURNED = "told_returned"
    TOLD_ASSIGNED = "told_assigned"
    CLOCK_DOUBTED = "clock_doubted"
    CLOCK_RIGHT = "clock_right"
    DISK_SHORT = "disk_short"
    DISK_RIGHT = "disk_right"
    OFFICER_GONE = "officer_gone"  # his chat is closed to us
    GROUP_GONE = "group_gone"
    REFUSED_ODDLY = "refused_oddly"  # the server's answer is none that we know
    MAYBE_LOST = "maybe_lost"  # after an outage longer than Telegram remembers
    SAID_RECEIVED = "said_received"
    LET_BE = "let_be"
    QUEUED_AGAIN = "queued_again"
    SEND_REGISTER = "send_register"
    PROPOSED = "proposed"  # a message of the exchange, to the clerks
    CAME_BEFORE = "came_before"
    DECIDED = "decided"
    SETTLED = "settled"  # a file's word against a person's


@dataclass(frozen=True)
class Told:
    """One sentence. With a question's number it may carry buttons that answer it."""

    saying: Saying
    facts: dict[str, str]
    question_id: int | None = None


@dataclass(frozen=True)
class Refused:
    """A refusal, put to the person who was refused."""

    reason: str
    facts: dict[str, str]


@dataclass(frozen=True)
class TaskLine:
    """One task in a list, as it stands on the day of telling."""

    id: int
    version: int
    content: str
    unit: str
    officer: str | None
    due_on: date | None
    term: Term
    days: int  # overdue: calendar days late; else working days left
    progress: Progress
    percent: int | None
    urgency: Urgency = Urgency.NORMAL


@dataclass(frozen=True)
class HistoryLine:
    """One event of a task. `on`: the day the register gives, long before its `at`."""

    at: datetime
    kind: str
    who: str | None
    percent: int | None
    note: str
    on: date | None = None


@dataclass(frozen=True)
class TaskCard:
    """One task in full. `verbs` are the buttons its reader may press."""

    line: TaskLine
    number: str
    issued_on: date | None
    abstract: str
    task_class: TaskClass | None
    scheme: str | None
    tracking_unit: str | None
    support_units: tuple[str, ...]
    deadline_text: str
    result: str
    updated_at: datetime | None
    last_note: str
    verbs: tuple[str, ...]
    history: tuple[HistoryLine, ...] = ()
    in_group: bool = False


@dataclass(frozen=True)
class TaskList:
    """A page of tasks. `kind`: mine, unit, overdue, to_confirm."""

    kind: str
    lines: tuple[TaskLine, ...]
    page: int
    pages: int
    total: int
    unit: str | None = None
    argument: str = ""
    in_group: bool = False


@dataclass(frozen=True)
class Section:
    """Part of a digest: the first tasks that a rule speaks of, and how many in all."""

    rule: Rule
    lines: tuple[TaskLine, ...]
    total: int


@dataclass(frozen=True)
class Review:
    """The monthly review asked of a unit (003, 4c)."""

    unit_id: int
    unit: str
    month: str  # 2026-11
    due_on: date
    heads_up: bool
    open: int
    overdue: int
    to_confirm: int


@dataclass(frozen=True)
class ReviewState:
    """For Phòng Tổng hợp: who has sent the review of the month."""

    month: str
    sent: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Digest:
    """All that one person, or one group, is told at one moment."""

    slot: datetime
    sections: tuple[Section, ...]
    reviews: tuple[Review, ...] = ()
    review_state: ReviewState | None = None
    in_group: bool = False
    late: bool = False


@dataclass(frozen=True)
class RollCallCard:
    """The group's card of the weekly update; edited as answers come, then frozen."""

    unit: str
    nominal: date
    due_at: datetime
    closes_at: datetime
    total: int
    on_time: int
    late: int
    missing: tuple[str, ...]  # codes of tasks without an update
    frozen: bool


@dataclass(frozen=True)
class ReadBack:
    """What was understood of a reply, to be confirmed before anything changes."""

    question_id: int
    line: TaskLine
    intent: Intent
    percent: int | None
    document: str | None
    issued_on: date | None
    note: str


@dataclass(frozen=True)
class WhichTask:
    """A reply that could be about several tasks, understood or not."""

    question_id: int
    lines: tuple[TaskLine, ...]
    understood: bool = True


@dataclass(frozen=True)
class SummaryNotice:
    """The figures of `/tongket`; `unit` names the one unit they are limited to."""

    summary: Summary
    unit: str | None
    argument: str = ""  # the unit's number, for the buttons that switch the period


@dataclass(frozen=True)
class Welcome:
    """After binding: who the person is here."""

    name: str
    position: str
    roles: tuple[tuple[Role, str], ...]


@dataclass(frozen=True)
class Help:
    """The commands this person may use: (name, help's message id)."""

    commands: tuple[tuple[str, str], ...]
    in_group: bool


Notice = (
    Told
    | Refused
    | TaskCard
    | TaskList
    | Digest
    | RollCallCard
    | ReadBack
    | WhichTask
    | SummaryNotice
    | Welcome
    | Help
    | ParkedDigest
    | ImportPreview
    | ImportDone
    | FileRefused
    | LayoutAsked
    | ImportRows
    | DiscrepancyCard
    | ExchangeCard
)
