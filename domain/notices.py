"""What the bot has to say: facts only. Words are put to them in `locales/`.

A notice says nothing about a medium or a language. Those named in `LIVE` are not kept
with their facts but gathered anew when they leave, so that "còn 2 ngày" is true then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.admin_notices import CalendarYear, ParkedDigest, UnreachedList
from domain.cycle_notices import ReportDue, Review, ReviewState, RollCallCard
from domain.preferences import SettingsCard
from domain.reminders import Rule
from domain.replies import Intent
from domain.summary_notices import InspectionList as InspectionList
from domain.summary_notices import ReportFile as ReportFile
from domain.summary_notices import SummaryNotice as SummaryNotice
from domain.tasks import Progress, Role, TaskClass, Urgency
from domain.terms import Term
from domain.urging_notices import Offer, UrgePreview

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
    NO_SUCH_TASKS = "no_such_tasks"
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
    URGED_SENT = "urged_sent"
    SNOOZED = "snoozed"
    SAY_DAYS_AWAY = "say_days_away"
    SAY_STAND_IN = "say_stand_in"
    ABSENCE_READ_BACK = "absence_read_back"
    ABSENCE_KEPT = "absence_kept"
    ABSENCE_STANDS = "absence_stands"  # he is noted as away already
    ABSENCE_ENDED = "absence_ended"
    TOLD_STANDS_IN = "told_stands_in"
    TOLD_ABSENCE_ENDED = "told_absence_ended"
    TOLD_ABSENCE = "told_absence"  # to whom it concerns
    SAY_HANDED_FROM = "say_handed_from"
    SAY_SUCCESSOR = "say_successor"
    CHOOSE_HANDED = "choose_handed"  # all of the tasks, or some
    SAY_HANDED = "say_handed"  # which
    HANDOVER_READ_BACK = "handover_read_back"
    HANDED_OVER = "handed_over"
    TOLD_HANDED_OVER = "told_handed_over"
    TOLD_HANDOVER = "told_handover"  # to the former officer, and the head
    URGING_CHANGED = "urging_changed"  # since the preview; a new one follows
    DAY_IS_OFF = "day_is_off"
    DAY_IS_WORKED = "day_is_worked"
    YEAR_CONFIRMED = "year_confirmed"


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
    urged: int = 0  # times by hand, last on `urged_on`
    urged_on: date | None = None


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
    can_urge: bool = False  # the reader, all of them at once


@dataclass(frozen=True)
class Section:
    """Part of a digest: the first tasks that a rule speaks of, and how many in all."""

    rule: Rule
    lines: tuple[TaskLine, ...]
    total: int


@dataclass(frozen=True)
class Digest:
    """All that one person, or one group, is told at one moment.

    `urged_by` and `note`: somebody urges by hand, in these words. `snooze`: the days
    for which what is due soon may be put off.
    """

    slot: datetime
    sections: tuple[Section, ...]
    reviews: tuple[Review, ...] = ()
    review_state: ReviewState | None = None
    in_group: bool = False
    late: bool = False
    urged_by: str = ""
    note: str = ""
    snooze: tuple[int, ...] = ()
    report: ReportDue | None = None
    unreached: UnreachedList | None = None


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
    | ReportFile
    | InspectionList
    | Welcome
    | Help
    | ParkedDigest
    | SettingsCard
    | CalendarYear
    | UrgePreview
    | Offer
)
