"""A task's card, with the buttons that its reader may press now."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from domain.notices import TaskCard
from domain.permissions import Action, may
from domain.scope import Actor
from domain.tasks import OWED, Progress
from models.queries.people import person
from models.queries.tasks import FoundTask, find_task, read_card
from models.work import Reads
from models.working_days import read_calendar


async def gather_card(reads: Reads, params: dict[str, Any]) -> TaskCard | None:
    """The card for one officer; None if he may not see the task any more."""
    reader = await person(reads, params["officer"])
    if reader is None:
        return None
    task = await find_task(reads, reader.actor, params["task"])
    if task is None:
        return None
    in_group = bool(params.get("in_group"))
    card = await read_card(
        reads,
        await read_calendar(reads),
        task.id,
        verbs=()
        if in_group
        else verbs_of(reader.actor, task, expanded=bool(params.get("expanded"))),
        history=bool(params.get("history")) and not in_group,
    )
    return replace(card, in_group=in_group)


def verbs_of(actor: Actor, task: FoundTask, *, expanded: bool) -> tuple[str, ...]:
    """Two primary buttons; the rest behind "Khác…"."""
    primary: list[str] = []
    rest = ["history"]
    if task.progress in OWED:
        if may(actor, Action.REPORT_DONE, task.rights):
            primary = ["done", "doing"]
        if may(actor, Action.ASSIGN_OFFICER, task.rights):
            rest.append("assign")
    if task.progress is Progress.REPORTED and may(actor, Action.CONFIRM, task.rights):
        primary = ["confirm", "return"]
    if not primary:
        return ("history",)
    return (*primary, *rest, "less") if expanded else (*primary, "more")
