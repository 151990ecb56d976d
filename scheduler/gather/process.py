"""A request as it stands, with the buttons of who may decide it now."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.find_request import request_of
from domain.policy import Policy
from domain.process_notices import ProcessCard, ProcessLine
from domain.processes import Answer, ProcessKind, answers_to, may_decide
from domain.tasks import OPEN, OWED
from models.queries.people import person
from models.queries.processes import Process, find_process
from models.queries.tasks import FoundTask, find_task
from models.tables import Extension, Obstacle, Officer, Petition, Task, Unit
from models.work import Reads


async def gather_process(
    reads: Reads, policy: Policy, params: dict[str, Any]
) -> ProcessCard | None:
    """None if the reader may not see the task any more."""
    kind = ProcessKind(params["kind"])
    row = await find_process(reads, kind, params["number"])
    reader = await person(reads, params["officer"])
    if row is None or reader is None:
        return None
    task = None
    if row.task_id is not None:
        task = await find_task(reads, reader.actor, row.task_id)
        if task is None:
            return None
    answers: tuple[Answer, ...] = ()
    allowed = may_decide(reader.actor, request_of(kind, row, task), policy)
    if allowed and _is_alive(kind, task):
        level = row.level if isinstance(row, Obstacle) else None
        answers = answers_to(kind, row.state, level)
    card = await _card(reads, kind, row, task, answers)
    return replace(card, reminds=params.get("reminds", False))


def _is_alive(kind: ProcessKind, task: FoundTask | None) -> bool:
    """What was handed in or is over needs no more time, and meets no obstacle."""
    if task is None or kind in (ProcessKind.PETITION, ProcessKind.JUSTIFICATION):
        return True
    return task.progress in (OWED if kind is ProcessKind.EXTENSION else OPEN)


async def _card(
    reads: Reads,
    kind: ProcessKind,
    row: Process,
    task: FoundTask | None,
    answers: tuple[Answer, ...],
) -> ProcessCard:
    stored = await reads.session.get_one(Task, task.id) if task else None
    unit_id = row.unit_id if isinstance(row, Petition) else None
    if stored is not None:
        unit_id = stored.lead_unit_id
    unit = await reads.session.get_one(Unit, unit_id)
    raised_by = await reads.session.get_one(Officer, row.raised_by)
    decided_by = None
    if row.decided_by is not None:
        decided_by = await reads.session.get_one(Officer, row.decided_by)
    return ProcessCard(
        number=row.id,
        line=_line(kind, row),
        unit=unit.name,
        who=raised_by.name,
        raised_at=row.raised_at,
        task_id=task.id if task else None,
        task_version=task.version if task else 0,
        content=task.content if task else "",
        due_on=row.due_on if isinstance(row, Extension) else None,
        original_due_on=stored.original_due_on if stored else None,
        decided_by=decided_by.name if decided_by else "",
        decided_at=row.decided_at,
        answers=answers,
    )


def _line(kind: ProcessKind, row: Process) -> ProcessLine:
    extension = row if isinstance(row, Extension) else None
    return ProcessLine(
        kind=kind,
        state=row.state,
        raised_on=row.raised_on,
        words=row.words,
        decision=row.decision,
        wanted_on=extension.wanted_on if extension else None,
        after_deadline=extension.after_deadline if extension else False,
        level=row.level if isinstance(row, Obstacle) else None,
    )
