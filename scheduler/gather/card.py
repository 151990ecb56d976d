"""A task's card, with the buttons that its reader may press now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.take_back import may_take_back
from domain.in_group import card_for_group
from domain.notices import TaskCard
from domain.permissions import Action, may
from domain.policy import Policy
from domain.scope import Actor
from domain.tasks import OPEN, OWED, Progress
from models.queries.people import person
from models.queries.tasks import FoundTask, find_task, read_card
from models.work import Reads
from models.working_days import read_calendar


async def gather_card(
    reads: Reads, policy: Policy, params: dict[str, Any]
) -> TaskCard | None:
    """The card for one officer; None if he may not see the task any more."""
    reader = await person(reads, params["officer"])
    if reader is None:
        return None
    task = await find_task(reads, reader.actor, params["task"])
    if task is None:
        return None
    in_group = bool(params.get("in_group"))
    verbs: tuple[str, ...] = ()
    if not in_group:
        own = await may_take_back(reads, reader.actor, task.id)
        verbs = verbs_of(reader.actor, task, params, own_change=own)
    card = await read_card(
        reads,
        await read_calendar(reads),
        task.id,
        verbs=verbs,
        history=bool(params.get("history")) and not in_group,
    )
    return card_for_group(card, policy) if in_group else card


def verbs_of(
    actor: Actor, task: FoundTask, face: Mapping[str, Any], *, own_change: bool = False
) -> tuple[str, ...]:
    """Two primary buttons; the rest behind "Khác…". `face`: how the card is turned."""
    answers = task.progress in OWED and may(actor, Action.REPORT_DONE, task.rights)
    if answers and face.get("choosing"):
        return ("p25", "p50", "p75", "less")
    primary: tuple[str, ...] = ("done", "doing") if answers else ()
    if task.progress is Progress.REPORTED and may(actor, Action.CONFIRM, task.rights):
        primary = ("confirm", "return")
    rest = ["history", "undo"] if own_change else ["history"]
    if task.progress in OPEN and may(actor, Action.ASSIGN_OFFICER, task.rights):
        rest.append("assign")
    if task.progress in OWED and may(actor, Action.URGE, task.rights):
        rest.append("urge")
    if not face.get("expanded"):
        return (*primary, "more") if primary else tuple(rest)
    shown = [verb for verb in rest if verb != "history" or not face.get("history")]
    return (*primary, *shown, "less")
