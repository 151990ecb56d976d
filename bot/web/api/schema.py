"""The shapes of what is sent and answered: they check, and the document shows them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from actions.push_tasks import Pushing
from domain.systems import Topic
from domain.tasks import Progress, TaskClass, Urgency
from domain.terms import Term

MOST_TASKS = 100  # of one request
_PLAIN = r"[^\x00-\x08\x0b-\x1f\x7f]"
_SEEN = r"[^\s\x00-\x1f\x7f]"

Words = Annotated[str, Field(max_length=4_000, pattern=f"^{_PLAIN}*{_SEEN}{_PLAIN}*$")]
LONGEST_LINE = 250  # characters
LINE = r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"
Line = Annotated[str, Field(max_length=LONGEST_LINE, pattern=LINE)]
Number = Annotated[
    str, Field(max_length=60, pattern=r"^[^\x00-\x1f\x7f]*[0-9][^\x00-\x1f\x7f]*$")
]
ExternalId = Annotated[str, Field(max_length=80, pattern=r"^[!-~]+$")]
Day = Annotated[date, Field(description="A date of the office's zone.")]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PushedTask(_Sent):
    """A task as another system knows it. Pushed again it is compared with what that
    system said the last time; only what it changed is taken over."""

    external_id: ExternalId = Field(
        description="The number under which the system knows this task."
    )
    number: Number = Field(
        description="Of the document that assigns it: 419/VPUBND-HCTC."
    )
    issued_on: Day
    content: Words = Field(description="What is to be done.")
    lead_unit: Line = Field(description="Code, name or alias of the unit that leads.")
    support_units: tuple[Line, ...] = Field((), max_length=30)
    tracking_unit: Line | None = Field(None, description="Confirms the result.")
    due_on: Day | None = Field(None, description="The last day.")
    deadline_text: Line | None = Field(
        None, description="The deadline in words; read where `due_on` is missing."
    )
    assigned_on: Day | None = Field(None, description="Else the date of issue.")
    progress: Literal["not_started", "in_progress", "done"] = "not_started"
    done_on: Day | None = Field(None, description="Only of a task that is done.")
    answer: Line | None = Field(None, description="Number of the answering document.")
    result: Words | None = None
    scheme: Literal["QC45", "QC42"] = "QC45"
    task_class: Literal["a", "b", "c", "d"] | None = None
    urgency: Literal["normal", "urgent", "very_urgent", "flash"] = "normal"
    document_kind: Annotated[Line, Field(max_length=100)] | None = None
    abstract: Words | None = None
    signer: Annotated[Line, Field(max_length=200)] | None = None
    submitting_unit: Line | None = None
    secrecy: Line | None = Field(
        None, description="Looked at, never kept: any level but none is refused."
    )


class PushedTasks(_Sent):
    """All of them are taken, or none."""

    tasks: tuple[PushedTask, ...] = Field(min_length=1, max_length=MOST_TASKS)


class Became(BaseModel):
    """What became of a pushed task."""

    external_id: str
    code: str = Field(pattern=r"^NV-[0-9]+$")
    became: Pushing


class PushedAnswer(BaseModel):
    """In the order in which they were sent."""

    tasks: list[Became]
    run: int | None = Field(description="For `dondoc import --undo`; null: no change.")


class TaskView(BaseModel):
    """A task as it stands. Dates are of the office's zone, instants have an offset."""

    code: str = Field(pattern=r"^NV-[0-9]+$")
    external_id: str | None = Field(description="What the asking system calls it.")
    version: int
    number: str
    issued_on: date | None
    document_kind: str
    abstract: str
    urgency: Urgency
    content: str
    lead_unit: str = Field(description="The unit's code.")
    lead_unit_name: str
    support_units: list[str] = Field(description="The units' codes.")
    tracking_unit: str | None
    scheme: str | None
    task_class: TaskClass | None
    assigned_on: date
    due_on: date | None
    original_due_on: date | None
    deadline_text: str
    progress: Progress
    percent: int | None
    term: Term = Field(description="Where it stands against its deadline today.")
    reported_on: date | None
    done_on: date | None
    result: str
    entered_at: AwareDatetime


class TaskPage(BaseModel):
    """Tasks in the order of their codes."""

    tasks: list[TaskView]
    next: str | None = Field(description="For `after`; null on the last page.")


class WebhookView(BaseModel):
    """An address at which the asking system is told of events."""

    id: int
    url: str
    topics: list[Topic]
    state: Literal["active", "gone"]
    waiting: int = Field(description="Events that are not delivered yet.")
    dead: int = Field(description="Events that were given up.")


class WebhookList(BaseModel):
    """The addresses of the asking system."""

    webhooks: list[WebhookView]


class FieldError(BaseModel):
    """What is wrong with one field, and what to do about it."""

    pointer: str = Field(description="Where it stands: `/tasks/0/due_on`.")
    code: str
    message: str


class ProblemView(BaseModel):
    """A problem (RFC 9457), in the language of Accept-Language."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldError] | None = None


class HistoryLine(BaseModel):
    """What happened: the columns of the task that it changed, with their new values."""

    number: int
    kind: str
    effective_on: date
    recorded_at: datetime
    changes: dict[str, str | int | bool | None]


class EventData(BaseModel):
    """The task as it stands when the event is sent; `event` is what happened."""

    task: TaskView
    event: HistoryLine | None = Field(description="null for task.overdue.")


class Event(BaseModel):
    """What a webhook is sent. `webhook-id` stays the same when it is sent again."""

    type: Topic
    timestamp: AwareDatetime = Field(description="When it happened.")
    data: EventData
