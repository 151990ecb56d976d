"""Reminders that somebody put off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, or_, select

from domain.explaining import Whose
from domain.tasks import OWED, Progress, Urgency
from models.tables import Document, Snooze, Task
from models.work import Reads, Work

AT_ONCE = 500  # SQLite counts the holes of a statement


@dataclass(frozen=True)
class Snoozable:
    """What decides whether a reminder may be put off."""

    id: int
    progress: Progress
    due_on: date | None
    urgency: Urgency


@dataclass(frozen=True)
class PutOff:
    """By whom, until which morning, and to whom the task belongs by now."""

    by: int
    task_id: int
    until: date
    whose: Whose


async def read_snoozable(reads: Reads, tasks: Sequence[int]) -> list[Snoozable]:
    found: list[Snoozable] = []
    for start in range(0, len(tasks), AT_ONCE):
        rows = await reads.session.execute(
            select(Task.id, Task.progress, Task.due_on, Document.urgency)
            .outerjoin(Document, Document.id == Task.document_id)
            .where(Task.id.in_(tasks[start : start + AT_ONCE]))
            .order_by(Task.id)
        )
        found += [
            Snoozable(row.id, row.progress, row.due_on, row.urgency or Urgency.NORMAL)
            for row in rows
        ]
    return found


async def keep_snooze(
    work: Work, officer_id: int, tasks: Iterable[int], until: date
) -> None:
    """The newest word counts."""
    for task in tasks:
        values = {"until": until, "at": work.now}
        statement = work.insert(Snooze).values(
            officer_id=officer_id, task_id=task, **values
        )
        await work.session.execute(
            statement.on_conflict_do_update(
                index_elements=[Snooze.officer_id, Snooze.task_id], set_=values
            )
        )


async def held(reads: Reads, day: date) -> set[tuple[int, int]]:
    """(officer, task) of what is put off beyond this day; never past a deadline, also
    not past one that was moved to an earlier day since."""
    rows = await reads.session.execute(
        select(Snooze.officer_id, Snooze.task_id)
        .join(Task, Task.id == Snooze.task_id)
        .where(
            Snooze.until > day, or_(Task.due_on.is_(None), Snooze.until < Task.due_on)
        )
    )
    return {(row.officer_id, row.task_id) for row in rows}


async def put_off_by(
    reads: Reads, officer_id: int, tasks: Sequence[int]
) -> dict[int, date]:
    """Until when this officer has put each of these tasks off, as far as he has."""
    rows = await reads.session.execute(
        select(Snooze.task_id, Snooze.until).where(
            Snooze.officer_id == officer_id, Snooze.task_id.in_(tasks)
        )
    )
    return {row.task_id: row.until for row in rows}


async def over(reads: Reads, day: date) -> list[PutOff]:
    """What was put off until this day or an earlier one, and is still owed and not due
    yet."""
    rows = await reads.session.execute(
        select(
            Snooze.officer_id,
            Snooze.task_id,
            Snooze.until,
            Task.officer_id,
            Task.lead_unit_id,
            Task.tracking_unit_id,
        )
        .join(Task, Task.id == Snooze.task_id)
        .where(Snooze.until <= day, Task.progress.in_(OWED), Task.due_on > day)
        .order_by(Task.due_on, Task.id)
    )
    return [
        PutOff(by, task, until, Whose(officer, lead, tracking))
        for by, task, until, officer, lead, tracking in rows
    ]


async def forget(work: Work, day: date) -> None:
    """What was put off until this day or an earlier one has been said again."""
    await work.session.execute(delete(Snooze).where(Snooze.until <= day))
