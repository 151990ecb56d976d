"""The hỏa tốc tasks that came in of late; a partial index names their documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import String, literal_column, select

from domain.reminders import Rule
from domain.tasks import OWED, TaskFacts, Urgency
from domain.urgent import UrgentFacts
from models.queries.due import DueTask
from models.queries.registers import BY_HAND
from models.tables import Document, ImportRow, ImportRun, Occurrence, Task
from models.work import Reads

# Written out as the partial index says it: only so it is chosen.
IS_FLASH = Document.urgency == literal_column("'flash'", String())

GIVEN_BY_HAND = (
    select(ImportRow.id)
    .join(ImportRun, ImportRun.id == ImportRow.run_id)
    .where(ImportRow.task_id == Task.id, ImportRun.profile == BY_HAND)
    .correlate(Task)
    .exists()
)


@dataclass(frozen=True)
class UrgentTask:
    """A task, and whether anybody has answered."""

    facts: UrgentFacts
    task: DueTask


async def urgent_tasks(reads: Reads, *, since: datetime) -> list[UrgentTask]:
    """Those entered after that moment which somebody still owes.

    Who owes and in which order is not asked in the statement: SQLite would go through
    all that is owed, or all tasks, and not through the documents that are hỏa tốc.
    """
    rows = await reads.session.execute(
        select(Task, Document.issued_on, GIVEN_BY_HAND)
        .join(Document, Document.id == Task.document_id)
        .where(IS_FLASH, Task.entered_at > since)
    )
    owed = [row for row in rows if row.Task.progress in OWED]
    return [_urgent(*row) for row in sorted(owed, key=lambda row: row.Task.id)]


def _urgent(task: Task, issued_on: date | None, by_hand: bool) -> UrgentTask:
    facts = urgent_facts(task, Urgency.FLASH, issued_on, by_hand)
    return UrgentTask(
        facts,
        DueTask(facts.task, task.officer_id, task.lead_unit_id, task.tracking_unit_id),
    )


def urgent_facts(
    task: Task, urgency: Urgency, issued_on: date | None, by_hand: bool
) -> UrgentFacts:
    facts = TaskFacts(
        id=task.id,
        progress=task.progress,
        due_on=task.due_on,
        entered_at=task.entered_at,
        assigned_on=task.assigned_on,
        due_version=task.due_version,
        acknowledged_on=task.acknowledged_on,
    )
    answered = task.acknowledged_on is not None or task.updated_at is not None
    return UrgentFacts(facts, urgency, issued_on, answered, by_hand)


async def told_steps(reads: Reads, tasks: Sequence[int]) -> set[tuple[int, str]]:
    """(task, slot) of what has been told of these tasks as urgent."""
    if not tasks:
        return set()
    subjects = {f"task:{task}": task for task in tasks}
    rows = await reads.session.execute(
        select(Occurrence.subject, Occurrence.slot)
        .where(Occurrence.rule == Rule.URGENT.value)
        .where(Occurrence.subject.in_(subjects))
        .distinct()
    )
    return {(subjects[row.subject], row.slot) for row in rows}
