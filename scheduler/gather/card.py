"""A task's card, with the buttons that its reader may press now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from actions.take_back import may_take_back
from domain.notices import TaskCard
from domain.origins import sources_of
from domain.permissions import Action, may
from domain.policy import Policy
from domain.scope import Actor
from domain.tasks import OPEN, OWED, Progress
from models.queries.origins import origins_of
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
    card = await read_card(
        reads,
        await read_calendar(reads),
        task.id,
        history=bool(params.get("history")) and not in_group,
    )
    if in_group:  # his own buttons would be everybody's
        return replace(card, in_group=True)
    if card.history:
        card = replace(card, sources=sources_of(await origins_of(reads, task.id)))
    verbs = verbs_of(reader.actor, task, params, reads.today)
    if await may_take_back(reads, reader.actor, task.id):
        verbs = _with_undo(verbs)
    return replace(card, verbs=_with_files(verbs) if card.files else verbs)


def _with_undo(verbs: tuple[str, ...]) -> tuple[str, ...]:
    """His own last change can be taken back, on a card that shows all its buttons."""
    if "more" in verbs or "p25" in verbs:
        return verbs
    if "less" in verbs:
        return (*verbs[:-1], "undo", "less")
    return (*verbs, "undo")


def _with_files(verbs: tuple[str, ...]) -> tuple[str, ...]:
    """What was kept as proof can be looked at, right before the history."""
    if "history" not in verbs:
        return verbs
    at = verbs.index("history")
    return (*verbs[:at], "files", *verbs[at:])


def verbs_of(
    actor: Actor, task: FoundTask, face: Mapping[str, Any], today: date
) -> tuple[str, ...]:
    """Two primary buttons; the rest behind "Khác…". `face`: how the card is turned."""
    answers = task.progress in OWED and may(actor, Action.REPORT_DONE, task.rights)
    if answers and face.get("choosing"):
        return ("p25", "p50", "p75", "less")
    primary: tuple[str, ...] = ("done", "doing") if answers else ()
    if task.progress is Progress.REPORTED and may(actor, Action.CONFIRM, task.rights):
        primary = ("confirm", "return")
    rest = ["history", *_requests(actor, task, late=task.is_late(today))]
    if task.progress in OPEN and may(actor, Action.ASSIGN_OFFICER, task.rights):
        rest.append("assign")
    if task.progress in OWED and may(actor, Action.URGE, task.rights):
        rest.append("urge")
    if not face.get("expanded"):
        return (*primary, "more") if primary else tuple(rest)
    shown = [verb for verb in rest if verb != "history" or not face.get("history")]
    return (*primary, *shown, "less")


def _requests(actor: Actor, task: FoundTask, *, late: bool) -> list[str]:
    """What may be asked for as the task stands."""
    found = []
    owed, due = task.progress in OWED, task.due_on is not None
    if owed and due and may(actor, Action.ASK_EXTENSION, task.rights):
        found.append("extend")
    if owed and may(actor, Action.RAISE_OBSTACLE, task.rights):
        found.append("obstacle")
    if late and may(actor, Action.JUSTIFY, task.rights):
        found.append("explain")
    return found
