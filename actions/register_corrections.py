"""What a register says otherwise than before, but never over a person's word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from actions.register_judging import Judged
from actions.register_rows import (
    document_columns,
    document_identity,
    evidence_columns,
    import_row,
)
from actions.register_tasks import DOOR, Run
from domain.register import RegisterRow
from domain.register_conflicts import HOW_FAR, SUPPORT
from domain.register_units import ResolvedRow
from domain.tasks import Progress
from models.history import Change, Kind, plain, record
from models.queries.overwriting import overwrite_document
from models.queries.registers import (
    DocumentIdentity,
    add_rows,
    keep_rows,
    replace_supports,
    tasks_by_id,
)
from models.tables import Discrepancy, Evidence, Task
from models.work import Work

ANSWER_FIELDS = {"answer", "signed_at", "sent_at"}
Place = tuple[str, int, str]  # of a row in its file


@dataclass(frozen=True)
class Correction:
    """A changed row with its units, and the document that it names now."""

    judged: Judged
    units: ResolvedRow
    document_id: int

    @property
    def row(self) -> RegisterRow:
        return self.judged.row

    @property
    def before(self) -> RegisterRow:
        return self.judged.before

    @property
    def fields(self) -> tuple[str, ...]:
        return self.judged.change.fields

    @cached_property
    def of_document(self) -> dict[str, Any]:
        """What the row says otherwise of the document than it did before."""
        old, new = (document_columns(x) for x in (self.before, self.row))
        return {name: value for name, value in new.items() if value != old[name]}


async def apply_corrections(
    work: Work,
    judged: Sequence[Judged],
    units: Mapping[Place, ResolvedRow],
    documents: Mapping[DocumentIdentity, int],
    run: Run,
) -> None:
    """`units` are the resolved rows by their place in the file."""
    tasks = await tasks_by_id(work, [one.change.task_id for one in judged])
    kept = []
    for one in judged:
        document_id = documents[document_identity(one.row)]
        correction = Correction(one, units[one.row.place], document_id)
        said = correction.of_document
        over = await overwrite_document(work, document_id, said) if said else {}
        await _apply(work, correction, tasks[one.change.task_id], run)
        row = import_row(correction.units, one.change.task_id, run.id)
        kept.append({**row, "overwrote": over})
    await keep_rows(work, kept)
    disputed = [one for one in judged if one.verdict.is_contradiction]
    await add_rows(work, Discrepancy, [_discrepancy(one, run) for one in disputed])


def _discrepancy(judged: Judged, run: Run) -> dict[str, Any]:
    return {
        "task_id": judged.change.task_id,
        "run_id": run.id,
        "sheet": judged.row.sheet[:120],
        "row": judged.row.row,
        "register": plain(judged.verdict.register),
        "person": plain(judged.verdict.person),
        "said_by": judged.said_by,
        "said_at": judged.said_at,
        "state": "open",
    }


async def _apply(work: Work, correction: Correction, task: Task, run: Run) -> None:
    columns = _columns(correction, task)
    progress = {n: columns.pop(n) for n in HOW_FAR if n in columns}
    done = progress.get("progress") is Progress.DONE
    if not done:
        columns |= progress
    elsewhere = await _apply_support(work, correction, task)
    event_id = None
    if columns or elsewhere or correction.of_document:
        event_id = await _record(work, task, Kind.CORRECTED, run, columns)
    if done:
        event_id = await _record(work, task, Kind.DONE, run, progress)
    untouched = task.updated_at is None and not correction.judged.verdict.register
    if untouched and ANSWER_FIELDS & set(correction.fields):
        await _add_evidence(work, correction, task, run, event_id)


def _columns(correction: Correction, task: Task) -> dict[str, Any]:
    """The columns that the file changes, with what follows from them."""
    columns = dict(correction.judged.verdict.apply)
    columns.pop(SUPPORT, None)
    if columns.get("due_on", task.due_on) != task.due_on:
        columns["due_version"] = task.due_version + 1  # reminders begin anew
    if "tracking_unit_id" in columns:
        columns["tracking_unit_id"] = correction.units.tracking
    if document_identity(correction.row) != document_identity(correction.before):
        columns["document_id"] = correction.document_id
    return columns


async def _apply_support(work: Work, correction: Correction, task: Task) -> bool:
    """The co-operating units, which are no columns of the task."""
    supports = SUPPORT in correction.judged.verdict.apply
    if supports:
        await replace_supports(work, task.id, correction.units.support)
    return supports


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
    if not correction.row.has_evidence:
        return
    if event_id is None:
        event_id = await _record(work, task, Kind.CORRECTED, run, {})
    columns = evidence_columns(correction.row, work.zone)
    await add_rows(
        work, Evidence, [{"task_id": task.id, "event_id": event_id, **columns}]
    )
