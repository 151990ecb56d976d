"""The table of what other systems can ask for: it answers, and it is the document."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from bot.web.api import schema
from bot.web.api.asked import LONGEST, MOST_ON_PAGE, ON_PAGE, Answer, Asked
from bot.web.api.tasks import STATES, show_task, show_tasks
from bot.web.api.webhooks import show_webhooks
from domain.permissions import SYSTEM_RIGHTS, Action
from domain.systems import SystemScope

BASE = "/api/v1"
DAY = {"type": "string", "format": "date"}
LINE = {"type": "string", "maxLength": LONGEST, "pattern": schema.LINE}


@dataclass(frozen=True)
class Parameter:
    """Of the query or the path, with its JSON schema."""

    name: str
    said: str
    shape: dict[str, Any]
    is_in: str = "query"


@dataclass(frozen=True)
class Route:
    """`show` is None for what takes a body: `bot/web/api/serving.py` reads that.

    `statuses` are those of success; `scope` None is open to everybody.
    """

    method: str
    path: str
    said: str
    scope: SystemScope | None
    answers: type[BaseModel] | None
    show: Callable[[Asked], Awaitable[Answer]] | None = None
    takes: type[BaseModel] | None = None
    parameters: tuple[Parameter, ...] = ()
    statuses: tuple[int, ...] = (200,)

    @property
    def name(self) -> str:
        last = self.path.replace("{", "").replace("}", "").strip("/")
        return f"{self.method.lower()}_{last.replace('/', '_').replace('.', '_')}"


FILTERS = (
    Parameter(
        "unit",
        "Code, name or alias of the unit that leads.",
        LINE,
    ),
    Parameter(
        "state",
        "How far the task is; `open` is all that is not done or cancelled, `overdue`"
        " what of it is late today.",
        {"type": "string", "enum": list(STATES)},
    ),
    Parameter("due_before", "Due on this day or before it.", DAY),
    Parameter("due_after", "Due on this day or after it.", DAY),
    Parameter(
        "changed_since",
        "Something happened to it at this moment or since.",
        {"type": "string", "format": "date-time"},
    ),
    Parameter(
        "number",
        "Of the document that assigned it.",
        LINE,
    ),
    Parameter(
        "limit",
        f"How many at most on a page; {ON_PAGE} if nothing is said.",
        {"type": "integer", "minimum": 1, "maximum": MOST_ON_PAGE},
    ),
    Parameter(
        "after", "`next` of the page before.", {"type": "string", "minLength": 8}
    ),
)
CODE = Parameter(
    "code",
    "The task's code, NV-12.",
    {"type": "string", "pattern": "^NV-[1-9][0-9]*$"},
    is_in="path",
)

ROUTES = (
    Route(
        "POST",
        "/tasks",
        "Push tasks. All of them are taken, or none. A person's word is never"
        " overwritten: what contradicts it is put to the tracker.",
        SYSTEM_RIGHTS[Action.IMPORT_REGISTER],
        schema.PushedAnswer,
        takes=schema.PushedTasks,
        statuses=(200, 201),
    ),
    Route(
        "GET",
        "/tasks",
        "Tasks, by pages in the order of their codes. A task that is there all the"
        " while and matches is on exactly one page, whatever changes meanwhile.",
        SYSTEM_RIGHTS[Action.SEE_TASK],
        schema.TaskPage,
        show=show_tasks,
        parameters=FILTERS,
    ),
    Route(
        "GET",
        "/tasks/{code}",
        "One task as it stands.",
        SYSTEM_RIGHTS[Action.SEE_TASK],
        schema.TaskView,
        show=show_task,
        parameters=(CODE,),
    ),
    Route(
        "GET",
        "/webhooks",
        "The addresses at which the asking system is told of events.",
        SystemScope.WEBHOOKS,
        schema.WebhookList,
        show=show_webhooks,
    ),
    Route("GET", "/openapi.json", "This document.", None, None),
)
