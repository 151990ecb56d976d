"""What the bot has to say: facts only. Words are put to them in `locales/`.

A notice says nothing about a medium or a language. Those named in `LIVE` are not kept
with their facts but gathered anew when they leave, so that "còn 2 ngày" is true then.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from domain.admin_notices import CalendarYear, ParkedDigest, UnreachedList
from domain.assigning_notices import AmendmentCard as AmendmentCard
from domain.assigning_notices import AssignmentCard as AssignmentCard
from domain.assigning_notices import InspectionPlan as InspectionPlan
from domain.assigning_notices import ProposalCard as ProposalCard
from domain.assigning_notices import ProposalLine
from domain.assigning_notices import ProposalList as ProposalList
from domain.cycle_notices import ReportDue, Review, RollCallCard
from domain.cycle_notices import ReviewState as ReviewState
from domain.data_notices import DataCheck, FindingsFile, FoundTasks, ViolationList
from domain.ending_notices import Inherited as Inherited
from domain.explanations import CalendarFile, WhyTold
from domain.explanations import Help as Help
from domain.import_notices import DiscrepancyCard as DiscrepancyCard
from domain.import_notices import ExchangeCard as ExchangeCard
from domain.import_notices import FileRefused as FileRefused
from domain.import_notices import ImportDone as ImportDone
from domain.import_notices import ImportPreview as ImportPreview
from domain.import_notices import ImportRows as ImportRows
from domain.layouts import LayoutAsked as LayoutAsked
from domain.own_figures import FiguresCompared as FiguresCompared
from domain.preferences import SettingsCard
from domain.privacy import EraseAsked, OwnData, OwnDataFile
from domain.process_notices import KeptFile, ProcessCard, ProcessLine
from domain.reconciling import DifferenceCard as DifferenceCard
from domain.reconciling import Reconciled as Reconciled
from domain.reminders import Rule
from domain.replies import Intent, Signing
from domain.rounds import RoundCard as RoundCard
from domain.rounds import RoundState as RoundState
from domain.sayings import Saying as Saying  # they are said by `Told`
from domain.summary_notices import InspectionList as InspectionList
from domain.summary_notices import ReportFile as ReportFile
from domain.summary_notices import SummaryNotice as SummaryNotice
from domain.tasks import Progress, Role, TaskClass, Urgency
from domain.terms import Term
from domain.urging_notices import Offer, UrgePreview

SHOWN = 15  # items of a list in one message; the rest behind a button


@dataclass(frozen=True)
class Told:
    """One sentence. With a question's number it may carry buttons that answer it.

    `undoes`: the task and its version, whose last change may be taken back.
    """

    saying: Saying
    facts: dict[str, str]
    question_id: int | None = None
    undoes: tuple[int, int] | None = None


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
    account: int | None = None  # in a group: by which its officer is mentioned


@dataclass(frozen=True)
class HistoryLine:
    """One event of a task. `on`: the day the register gives, long before its `at`.

    `officer`: to whom it was given by it; `due_on`: the deadline that it set.
    """

    at: datetime
    kind: str
    who: str | None
    percent: int | None
    note: str
    on: date | None = None
    officer: str | None = None
    due_on: date | None = None


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
    via: str = ""  # the unit through which the report goes
    reported: tuple[str, ...] = ()  # of a consolidating task: who has, and who has not
    missing: tuple[str, ...] = ()
    original_due_on: date | None = None
    requests: tuple[ProcessLine, ...] = ()  # the newest first
    files: int = 0  # kept as proof
    extended: int = 0  # times that more time was granted
    formerly: str = ""  # the unit that its lead unit succeeded
    # File, sheet, row, and the Columns that came from there: with the history.
    sources: tuple[tuple[str, str, int, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class TaskList:
    """A page of tasks. `kind`: mine, unit, overdue, to_confirm, found.

    `typed`: what was looked for; `more`: there are more than `total` of them.
    """

    kind: str
    lines: tuple[TaskLine, ...]
    page: int
    pages: int
    total: int
    unit: str | None = None
    argument: str = ""
    in_group: bool = False
    can_urge: bool = False  # the reader, all of them at once
    typed: str = ""
    more: bool = False


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
    proposals: tuple[ProposalLine, ...] = ()
    data: DataCheck | None = None


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
    wanted_on: date | None = None  # until when more time is asked for
    signing: Signing = field(default_factory=Signing)  # of the document


@dataclass(frozen=True)
class WhichTask:
    """A reply that could be about several tasks, understood or not."""

    question_id: int
    lines: tuple[TaskLine, ...]
    understood: bool = True
    of_file: bool = False  # it is a file that may belong to them


@dataclass(frozen=True)
class Welcome:
    """After binding: who the person is here.

    `words_days`: until he has agreed to it, what is kept of him, and how long.
    """

    name: str
    position: str
    roles: tuple[tuple[Role, str], ...]
    words_days: int | None = None


@dataclass(frozen=True)
class InviteClaimed:
    """Somebody used an invitation of which its giver has to say that he is the one.

    `called` is the name that he gives himself in the chat: it proves nothing.
    """

    invite_id: int
    name: str
    position: str
    called: str


Notice = (
    Told
    | Refused
    | TaskCard
    | TaskList
    | Digest
    | WhyTold
    | CalendarFile
    | RollCallCard
    | ReviewState
    | ReadBack
    | WhichTask
    | SummaryNotice
    | ReportFile
    | InspectionList
    | Welcome
    | InviteClaimed
    | Help
    | ParkedDigest
    | SettingsCard
    | CalendarYear
    | UrgePreview
    | Offer
    | ImportPreview
    | ImportDone
    | FileRefused
    | LayoutAsked
    | ImportRows
    | DiscrepancyCard
    | ExchangeCard
    | RoundCard
    | RoundState
    | DifferenceCard
    | Reconciled
    | FiguresCompared
    | AssignmentCard
    | AmendmentCard
    | ProposalCard
    | ProposalList
    | InspectionPlan
    | OwnData
    | OwnDataFile
    | EraseAsked
    | ProcessCard
    | KeptFile
    | DataCheck
    | FoundTasks
    | FindingsFile
    | ViolationList
    | Inherited
)
