"""New tasks of a register, written with their history in a few statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from actions.register_rows import (
    PROGRESS_COLUMNS,
    before_done,
    document_columns,
    document_identity,
    evidence_columns,
    import_row,
    task_columns,
)
from domain.register import RegisterRow
from domain.register_units import ResolvedRow
from domain.tasks import Progress
from models.history import Kind, plain
from models.queries.registers import (
    DocumentIdentity,
    add_rows,
    known_documents,
    take_ids,
)
from models.tables import Document, Evidence, ImportRow, Task, TaskEvent, TaskUnit
from models.work import Work

DOOR = "import"
# A task's columns that its events do not carry: `replay` knows them by itself.
COUNTED = ("id", "version", "updated_at", "entered_at")


@dataclass(frozen=True)
class Run:
    """The import that writes: its number, and who ordered it."""

    id: int
    actor_id: int | None


async def add_documents(
    work: Work, rows: Iterable[RegisterRow]
) -> dict[DocumentIdentity, int]:
    """The document of each row; those that are not there yet are created."""
    wanted = {document_identity(row): row for row in reversed(list(rows))}
    documents = await known_documents(work, wanted)
    new = [identity for identity in reversed(wanted) if identity not in documents]
    ids = dict(zip(new, await take_ids(work, Document, len(new)), strict=True))
    columns = [{"id": at, **document_columns(wanted[one])} for one, at in ids.items()]
    await add_rows(work, Document, columns)
    return documents | ids


async def add_tasks(
    work: Work,
    rows: Sequence[ResolvedRow],
    documents: Mapping[DocumentIdentity, int],
    run: Run,
) -> None:
    """Tasks, co-operating units, events, evidence, and what the file said."""
    ids = await take_ids(work, Task, len(rows))
    tasks = [
        _task(work, row, task_id, documents[document_identity(row.row)])
        for row, task_id in zip(rows, ids, strict=True)
    ]
    events = [event for task in tasks for event in _events(work, task, run)]
    for event, at in zip(
        events, await take_ids(work, TaskEvent, len(events)), strict=True
    ):
        event["id"] = at
    await add_rows(work, Task, tasks)
    await add_rows(work, TaskUnit, _supports(rows, ids))
    await add_rows(work, TaskEvent, events)
    await add_rows(work, Evidence, _evidence(work, rows, ids, events))
    said = [import_row(row, at, run.id) for row, at in zip(rows, ids, strict=True)]
    await add_rows(work, ImportRow, said)


def _task(
    work: Work, resolved: ResolvedRow, task_id: int, document_id: int
) -> dict[str, Any]:
    """Every column of the task, as it stands after its events."""
    columns = task_columns(resolved.row, work.today)
    return {
        "id": task_id,
        "document_id": document_id,
        "lead_unit_id": resolved.lead,
        "tracking_unit_id": resolved.tracking,
        "officer_id": None,
        "original_due_on": columns["due_on"],
        "due_version": 1,
        "reported_on": None,
        **columns,
        "updated_at": None,
        "entered_at": work.now,
        "version": 2 if columns["progress"] is Progress.DONE else 1,
    }


def _events(work: Work, task: Mapping[str, Any], run: Run) -> list[dict[str, Any]]:
    """Assigned with all that is known; and done, if the register says so."""
    known = {name: value for name, value in task.items() if name not in COUNTED}
    given_on = task["assigned_on"]
    first = _event(work, task, run, Kind.ASSIGNED)
    first |= {"effective_on": given_on, "changes": plain(before_done(known))}
    if task["progress"] is not Progress.DONE:
        return [first]
    done = {name: task[name] for name in PROGRESS_COLUMNS}
    second = _event(work, task, run, Kind.DONE)
    second |= {"effective_on": task["done_on"] or given_on, "changes": plain(done)}
    return [first, second]


def _event(work: Work, task: Mapping[str, Any], run: Run, kind: Kind) -> dict[str, Any]:
    return {
        "task_id": task["id"],
        "kind": kind.value,
        "door": DOOR,
        "actor_id": run.actor_id,
        "recorded_at": work.now,
        "note": "",
        "prev": None,
        "mac": None,
    }


def _supports(rows: Sequence[ResolvedRow], ids: Sequence[int]) -> list[dict[str, Any]]:
    return [
        {"task_id": task_id, "unit_id": unit}
        for row, task_id in zip(rows, ids, strict=True)
        for unit in row.support
    ]


def _evidence(
    work: Work,
    rows: Sequence[ResolvedRow],
    ids: Sequence[int],
    events: Iterable[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """The answering documents that the file names, each with its task's last event."""
    last = {event["task_id"]: event["id"] for event in events}
    return [
        {
            "task_id": task_id,
            "event_id": last[task_id],
            **evidence_columns(row.row, work.zone),
        }
        for row, task_id in zip(rows, ids, strict=True)
        if row.row.has_evidence
    ]
