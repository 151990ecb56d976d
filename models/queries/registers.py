"""What imports remember, written in sets: 50,000 rows are a few statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, func, insert, select, text, update

from domain.register import RegisterRow
from models.base import Base
from models.tables import Document, ImportRow, ImportRun, Task, TaskUnit
from models.work import Reads, Work

NO_YEAR = 0  # the year of a document whose date the register does not say
DocumentIdentity = tuple[str, int, str]  # key, year, issuer
Rows = Sequence[Mapping[str, Any]]
AT_ONCE = 500  # ids in one question

RESERVE = text(
    "SELECT nextval(pg_get_serial_sequence(:name, 'id'))"
    " FROM generate_series(1, :count)"
)


async def last_rows(
    reads: Reads, years: Collection[int]
) -> tuple[dict[int, RegisterRow], dict[str, int]]:
    """Each task's row as last imported, and the lead units by their names in there."""
    rows = await reads.session.execute(
        select(ImportRow.task_id, ImportRow.lead_unit_id, ImportRow.fields)
        .where(ImportRow.year.in_(years))
        .order_by(ImportRow.task_id)
    )
    last: dict[int, RegisterRow] = {}
    leads: dict[str, int] = {}
    for task_id, lead, fields in rows:
        last[task_id] = row = RegisterRow.from_fields(fields)
        leads[row.lead_unit] = lead
    return last, leads


async def known_documents(
    reads: Reads, years: Collection[int]
) -> dict[DocumentIdentity, int]:
    rows = await reads.session.execute(
        select(Document.key, Document.year, Document.issuer, Document.id).where(
            Document.year.in_(years)
        )
    )
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


async def keep_rows(work: Work, run_id: int, rows: Iterable[Mapping[str, Any]]) -> None:
    """What the file says now of tasks that it had already: task_id, row, fields."""
    said = [{"of": row["task_id"], **row} for row in rows]
    if said:
        table = _of(ImportRow)
        await work.session.execute(
            update(table)
            .where(table.c.task_id == bindparam("of"))
            .values(run_id=run_id, row=bindparam("row"), fields=bindparam("fields")),
            said,
        )


async def replace_supports(work: Work, task_id: int, units: Iterable[int]) -> None:
    await work.session.execute(delete(TaskUnit).where(TaskUnit.task_id == task_id))
    rows = [{"task_id": task_id, "unit_id": unit} for unit in units]
    await add_rows(work, TaskUnit, rows)


async def change_document(
    work: Work, document_id: int, columns: Mapping[str, Any]
) -> None:
    await work.session.execute(
        update(Document).where(Document.id == document_id).values(**columns)
    )


def _of(table: type[Base]) -> Table:
    """The bare table: thousands of rows go past the session, none becomes an object."""
    return cast(Table, table.__table__)
