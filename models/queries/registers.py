"""What imports remember, written in sets: 50,000 rows are a few statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, delete, func, insert, select, text, update

from domain.register import RegisterRow
from domain.tasks import Progress
from models.base import Base
from models.tables import (
    Document,
    ImportRow,
    ImportRun,
    Task,
    TaskEvent,
    TaskUnit,
)
from models.work import Reads, Work

BY_FILE = "import"  # the door of events that a file made
BY_HAND = "giaoviec"  # the profile of the run that a task given in the chat has
NO_YEAR = 0  # the year of a document whose date the register does not say
DocumentIdentity = tuple[str, int, str]  # key, year, issuer
Rows = Sequence[Mapping[str, Any]]
AT_ONCE = 500  # ids in one question

RESERVE = text(
    "SELECT nextval(pg_get_serial_sequence(:name, 'id'))"
    " FROM generate_series(1, :count)"
)


@dataclass(frozen=True)
class Last:
    """What earlier files said last: each task's row, and the profile it came by.

    `leads` are the lead units by the names that the files gave them, `stands` those
    that lead the tasks now. A task that was cancelled stays known: it comes last.
    """

    rows: dict[int, RegisterRow]
    profiles: dict[int, str]
    leads: dict[str, int]
    stands: dict[int, int] = field(default_factory=dict)
    cancelled: set[int] = field(default_factory=set)


async def last_rows(
    reads: Reads, years: Collection[int], keys: Collection[str] | None = None
) -> Last:
    """`keys`: only of documents with these."""
    asked = (
        select(
            ImportRow.task_id,
            ImportRow.lead_unit_id,
            ImportRow.fields,
            ImportRun.profile,
            Task.lead_unit_id,
            Task.progress,
        )
        .join(ImportRun, ImportRun.id == ImportRow.run_id)
        .join(Task, Task.id == ImportRow.task_id)
        .where(ImportRow.current, ImportRow.year.in_(years))
        .order_by(ImportRow.task_id)
    )
    if keys is not None:
        asked = asked.where(ImportRow.key.in_(keys))
    last = Last({}, {}, {})
    over: dict[int, RegisterRow] = {}
    for found in await reads.session.execute(asked):
        task_id, lead, fields, profile, stands, progress = found
        is_over = progress is Progress.CANCELLED
        row = RegisterRow.from_fields(fields)
        (over if is_over else last.rows)[task_id] = row
        last.profiles[task_id] = profile
        last.leads[row.lead_unit] = lead
        last.stands[task_id] = stands
    last.rows.update(over)  # of two alike the row is the live one's
    last.cancelled.update(over)
    return last


async def supports_of(reads: Reads, ids: Sequence[int]) -> dict[int, list[int]]:
    """The co-operating units of each task that has some."""
    found: dict[int, list[int]] = {}
    for start in range(0, len(ids), AT_ONCE):
        chosen = TaskUnit.task_id.in_(ids[start : start + AT_ONCE])
        rows = await reads.session.execute(
            select(TaskUnit.task_id, TaskUnit.unit_id).where(chosen)
        )
        for task_id, unit in rows:
            found.setdefault(task_id, []).append(unit)
    return found


async def last_words(
    reads: Reads, ids: Sequence[int]
) -> dict[int, tuple[int | None, datetime]]:
    """For each task who said something of it last, other than a file, and when."""
    said: dict[int, tuple[int | None, datetime]] = {}
    for start in range(0, len(ids), AT_ONCE):
        events = await reads.session.execute(
            select(TaskEvent.task_id, TaskEvent.actor_id, TaskEvent.recorded_at)
            .where(TaskEvent.task_id.in_(ids[start : start + AT_ONCE]))
            .where(TaskEvent.door != BY_FILE)
            .order_by(TaskEvent.id)
        )
        said |= {task_id: (actor, at) for task_id, actor, at in events}
    return said


async def known_documents(
    reads: Reads, wanted: Collection[DocumentIdentity]
) -> dict[DocumentIdentity, int]:
    """Those of the same years; of few that are wanted, of the same numbers only."""
    asked = select(Document.key, Document.year, Document.issuer, Document.id).where(
        Document.year.in_({year for _, year, _ in wanted})
    )
    if len(wanted) <= AT_ONCE:
        asked = asked.where(Document.key.in_({key for key, _, _ in wanted}))
    rows = await reads.session.execute(asked)
    return {(row.key, row.year, row.issuer): row.id for row in rows}


async def tasks_by_id(reads: Reads, ids: Sequence[int]) -> dict[int, Task]:
    found: dict[int, Task] = {}
    for start in range(0, len(ids), AT_ONCE):
        chosen = Task.id.in_(ids[start : start + AT_ONCE])
        for task in await reads.session.scalars(select(Task).where(chosen)):
            found[task.id] = task
    return found


async def last_runs(reads: Reads, count: int) -> list[ImportRun]:
    """The newest first."""
    found = await reads.session.scalars(
        select(ImportRun).order_by(ImportRun.id.desc()).limit(count)
    )
    return list(found)


async def take_ids(work: Work, table: type[Base], count: int) -> list[int]:
    """Numbers for rows to be, so that others of the same set can refer to them."""
    if not count:
        return []
    if work.is_postgresql:
        found = {"name": table.__tablename__, "count": count}
        return list(await work.session.scalars(RESERVE, found))
    # SQLite gives the next number after the greatest, and only we are writing.
    newest = await work.session.scalar(select(func.max(_of(table).c.id))) or 0
    return list(range(newest + 1, newest + 1 + count))


async def add_rows(work: Work, table: type[Base], rows: Rows) -> None:
    if rows:
        await work.session.execute(insert(_of(table)), list(rows))


async def keep_rows(work: Work, rows: Rows) -> None:
    """What a file says now of tasks that it had already; its last word stays behind."""
    table = _of(ImportRow)
    ids = [row["task_id"] for row in rows]
    for start in range(0, len(ids), AT_ONCE):
        await work.session.execute(
            update(table)
            .where(table.c.task_id.in_(ids[start : start + AT_ONCE]))
            .values(current=False)
        )
    await add_rows(work, ImportRow, rows)


async def rows_of_run(reads: Reads, run_id: int) -> list[ImportRow]:
    found = await reads.session.scalars(
        select(ImportRow).where(ImportRow.run_id == run_id).order_by(ImportRow.id)
    )
    return list(found)


async def words_of_task(
    reads: Reads, task_id: int
) -> list[tuple[ImportRow, ImportRun]]:
    """Every word that files have said of a task and that still counts, in order."""
    found = await reads.session.execute(
        select(ImportRow, ImportRun)
        .join(ImportRun, ImportRun.id == ImportRow.run_id)
        .where(ImportRow.task_id == task_id, ImportRun.undone_at.is_(None))
        .order_by(ImportRow.id)
    )
    return [(row, run) for row, run in found]


async def replace_supports(work: Work, task_id: int, units: Iterable[int]) -> None:
    await work.session.execute(delete(TaskUnit).where(TaskUnit.task_id == task_id))
    rows = [{"task_id": task_id, "unit_id": unit} for unit in units]
    await add_rows(work, TaskUnit, rows)


def _of(table: type[Base]) -> Table:
    """The bare table: thousands of rows go past the session, none becomes an object."""
    return cast(Table, table.__table__)
