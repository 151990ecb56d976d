"""What a register says otherwise than before, but never over a person's word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.register_rows import (
    PROGRESS_COLUMNS,
    document_columns,
    document_identity,
    evidence_columns,
    task_columns,
)
from actions.register_tasks import DOOR, Run
from domain.register import RegisterRow
from domain.register_changes import ChangedRow
from domain.register_units import ResolvedRow
from domain.tasks import Progress
from models.history import Change, Kind, record
from models.queries.registers import (
    DocumentIdentity,
    add_rows,
    change_document,
    keep_rows,
    replace_supports,
    tasks_by_id,
)
from models.tables import Evidence, Task
from models.work import Work

ANSWER_FIELDS = {"answer", "signed_at", "sent_at"}


@dataclass(frozen=True)
class Correction:
    """A changed row with its units, and the document that it names now."""

    change: ChangedRow
    units: ResolvedRow
    document_id: int

    @property
    def row(self) -> RegisterRow:
        return self.change.row

    @property
    def before(self) -> RegisterRow:
        return self.change.before


async def apply_corrections(
    work: Work,
    changed: Sequence[ChangedRow],
    units: Mapping[int, ResolvedRow],
    documents: Mapping[DocumentIdentity, int],
    run: Run,
) -> None:
    """`units` are the resolved rows by their number in the sheet."""
    tasks = await tasks_by_id(work, [change.task_id for change in changed])
    for change in changed:
        document_id = documents[document_identity(change.row)]
        correction = Correction(change, units[change.row.row], document_id)
        await _apply(work, correction, tasks[change.task_id], run)
    said = (
        {"task_id": c.task_id, "row": c.row.row, "fields": c.row.as_fields()}
        for c in changed
    )
    await keep_rows(work, run.id, said)


async def _apply(work: Work, correction: Correction, task: Task, run: Run) -> None:
    columns = _changed_columns(correction, task, work.today)
    progress = {n: columns.pop(n) for n in PROGRESS_COLUMNS if n in columns}
    moved_on = is_moved_on(task, correction.before)
    done = progress.get("progress") is Progress.DONE
    if not moved_on and not done:
        columns |= progress
    elsewhere = await _apply_elsewhere(work, correction, task)
    event_id = None
    if columns or elsewhere:
        event_id = await _record(work, task, Kind.CORRECTED, run, columns)
    if not moved_on and done:
        event_id = await _record(work, task, Kind.DONE, run, progress)
    if not moved_on and ANSWER_FIELDS & set(correction.change.fields):
        await _add_evidence(work, correction, task, run, event_id)


def is_moved_on(task: Task, before: RegisterRow) -> bool:
    """Whether somebody has said how far it is since the register last did."""
    return task.updated_at is not None or task.progress is not before.progress


def _changed_columns(correction: Correction, task: Task, today: date) -> dict[str, Any]:
    """The columns that differ between the two rows; others may say what they like."""
    old = task_columns(correction.before, today)
    new = task_columns(correction.row, today)
    columns = {name: value for name, value in new.items() if value != old[name]}
    if columns.get("due_on", task.due_on) != task.due_on:
        columns["due_version"] = task.due_version + 1  # reminders begin anew
    if "tracking_unit" in correction.change.fields:
        columns["tracking_unit_id"] = correction.units.tracking
    if document_identity(correction.row) != document_identity(correction.before):
        columns["document_id"] = correction.document_id
    return columns


async def _apply_elsewhere(work: Work, correction: Correction, task: Task) -> bool:
    """Co-operating units and the document, which are no columns of the task."""
    supports = "support_units" in correction.change.fields
    if supports:
        await replace_supports(work, task.id, correction.units.support)
    old, new = (document_columns(x) for x in (correction.before, correction.row))
    document = {name: value for name, value in new.items() if value != old[name]}
    if document:
        await change_document(work, correction.document_id, document)
    return supports or bool(document)


async def _record(
    work: Work, task: Task, kind: Kind, run: Run, columns: Mapping[str, Any]
) -> int:
    """A correction counts from today, a completion from its own day."""
    change = Change(
        task_id=task.id,
        kind=kind,
        door=DOOR,
        actor_id=run.actor_id,
        effective_on=(kind is Kind.DONE and columns.get("done_on")) or work.today,
        columns=columns,
    )
    return await record(work, change)


async def _add_evidence(
    work: Work, correction: Correction, task: Task, run: Run, event_id: int | None
) -> None:
    if not correction.row.answer:
        return
    if event_id is None:
        event_id = await _record(work, task, Kind.CORRECTED, run, {})
    columns = evidence_columns(correction.row, work.zone)
    await add_rows(
        work, Evidence, [{"task_id": task.id, "event_id": event_id, **columns}]
    )
