"""Which file, sheet and row, or which person, each field of a task came from."""

from __future__ import annotations

from sqlalchemy import select

from domain.origins import Origin, origins
from domain.register import RegisterRow
from domain.systems import is_pushed
from models.queries.registers import BY_FILE, BY_HAND, words_of_task
from models.tables import Discrepancy, ImportRow, ImportRun, TaskEvent
from models.work import Reads

# A task's columns that are a field of a register's row under another name.
FIELD_OF = {
    "tracking_unit_id": "tracking_unit",
    "lead_unit_id": "lead_unit",
    "must_report": "task_class",
    "has_deadline": "task_class",
}
FIRST = "assigned"  # the event that says everything at once


def _whence(row: ImportRow, run: ImportRun) -> Origin:
    """What a command of the chat gave is a person's word, though kept as a row."""
    if run.profile == BY_HAND:
        return Origin(run.at, said_by=run.actor_id)
    line = 0 if is_pushed(run.profile) else row.row
    return Origin(run.at, run.file_name, row.sheet, line)


async def origins_of(reads: Reads, task_id: int) -> dict[str, Origin]:
    """By the names of RegisterRow's fields."""
    disputed = {
        run: {FIELD_OF.get(column, column) for column in register}
        for run, register in await reads.session.execute(
            select(Discrepancy.run_id, Discrepancy.register).where(
                Discrepancy.task_id == task_id
            )
        )
    }
    files = [
        (
            RegisterRow.from_fields(row.fields),
            _whence(row, run),
            disputed.get(run.id, ()),
        )
        for row, run in await words_of_task(reads, task_id)
    ]
    events = await reads.session.execute(
        select(TaskEvent.changes, TaskEvent.recorded_at, TaskEvent.actor_id)
        .where(TaskEvent.task_id == task_id, TaskEvent.door != BY_FILE)
        .where(TaskEvent.kind != FIRST)
        .order_by(TaskEvent.id)
    )
    people = [
        (FIELD_OF.get(column, column), Origin(at, said_by=actor))
        for changes, at, actor in events
        for column in changes
    ]
    return origins(files, people)
