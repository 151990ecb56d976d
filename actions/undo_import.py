"""An import is taken back: events that undo its events; nothing is erased.

What people have said since stays: a task on which somebody has acted is left as it is,
and named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from actions.register_judging import UnitsNamed, standing_of
from actions.register_rows import (
    document_columns,
    document_identity,
    evidence_columns,
    task_columns,
)
from actions.register_tasks import DOOR
from actions.undo_message import later_than_message, undo_message
from domain.register import RegisterRow
from domain.register_conflicts import SUPPORT, judge, judge_columns
from domain.register_units import Succession
from domain.tasks import Progress
from models.history import Change, Kind, record
from models.queries.endings import read_endings
from models.queries.office_sheet import known_units
from models.queries.overwriting import as_overwritten, restore_document
from models.queries.registers import (
    last_words,
    replace_supports,
    rows_of_run,
    supports_of,
    tasks_by_id,
)
from models.queries.undoing import (
    columns_since,
    disputed_tasks,
    document_of,
    drop_evidence,
    earlier_rows,
    later_run,
    withdraw_discrepancies,
)
from models.tables import ImportRow, ImportRun, Task
from models.work import Work


class WhyNot(StrEnum):
    """Why an import cannot be taken back."""

    UNKNOWN = "unknown"
    ALREADY = "already"
    LATER = "later"


class NotUndone(Exception):
    """Nothing was changed. `run` is the later import that is to be undone first."""

    def __init__(self, why: WhyNot, run: int) -> None:
        super().__init__(why.value)
        self.why = why
        self.run = run


@dataclass
class Undone:
    """`kept` are the tasks on which people have acted since: nothing was taken back."""

    cancelled: int = 0
    restored: int = 0
    kept: list[int] = field(default_factory=list)


async def undo_import(
    work: Work, run_id: int, *, actor_id: int | None = None
) -> Undone:
    """Append what compensates the run. Raises NotUndone."""
    run = await work.session.get(ImportRun, run_id, with_for_update=True)
    if run is None:
        raise NotUndone(WhyNot.UNKNOWN, run_id)
    if run.undone_at is not None:
        raise NotUndone(WhyNot.ALREADY, run_id)
    later = await later_run(work, run_id) or await later_than_message(work, run)
    if later is not None:
        raise NotUndone(WhyNot.LATER, later)
    undoing = _Undoing(work, run.at, actor_id)
    rows = await rows_of_run(work, run_id)
    await undoing.begin(rows)
    for row in reversed(rows):  # of two words on a document the later one goes first
        await undoing.take_back(row)
    back = await undo_message(work, run, actor_id, undoing.stay)
    undoing.done.restored += len(back.restored)
    undoing.done.kept = sorted([*undoing.done.kept, *back.kept])
    await withdraw_discrepancies(work, run_id)
    run.undone_at, run.undone_by = work.now, actor_id
    await work.session.flush()
    return undoing.done


class _Undoing:
    def __init__(self, work: Work, since: datetime, actor_id: int | None) -> None:
        self.work = work
        self.since = since  # when the run was made
        self.actor_id = actor_id
        self.done = Undone()
        self.stay: set[int] = set()  # units of new tasks on which people have acted

    async def begin(self, rows: list[ImportRow]) -> None:
        ids = [row.task_id for row in rows]
        self.tasks = await tasks_by_id(self.work, ids)
        self.said = await last_words(self.work, ids)
        self.disputed = await disputed_tasks(self.work, rows[0].run_id if rows else 0)
        self.earlier: dict[int, ImportRow] = await earlier_rows(self.work, rows)
        self.support = await supports_of(self.work, ids)
        self.touched = await columns_since(self.work, ids, self.since)
        succession = Succession(self.work.today, await read_endings(self.work))
        self.units = UnitsNamed(await known_units(self.work), succession)

    async def take_back(self, row: ImportRow) -> None:
        task, earlier = self.tasks[row.task_id], self.earlier.get(row.task_id)
        row.current = False
        if earlier is not None:
            earlier.current = True
            await self._restore(task, row, earlier)
        elif task.id in self.said:
            row.current = True
            self.done.kept.append(task.id)
            self.stay.add(task.lead_unit_id)
        else:
            columns = {"progress": Progress.CANCELLED}
            await self._record(task, columns, task.assigned_on)
            await restore_document(self.work, row.overwrote or {})
            self.done.cancelled += 1

    async def _restore(self, task: Task, row: ImportRow, earlier: ImportRow) -> None:
        was = RegisterRow.from_fields(earlier.fields)
        became = RegisterRow.from_fields(row.fields)
        old, new = (task_columns(one, self.work.today) for one in (was, became))
        verdict = judge(new, old, standing_of(task))
        there = self.units.of_task(task, self.support.get(task.id, ()))
        of_rows = self.units.of_row(became), self.units.of_row(was)
        judge_columns(*of_rows, there, verdict)
        # With what the file only repeated, there is nothing of its own to take back.
        touched_by_it = self.touched.get(task.id)
        own = set() if touched_by_it is None else {SUPPORT, *touched_by_it}
        columns = {n: v for n, v in verdict.apply.items() if n in own}
        if columns.get("due_on", task.due_on) != task.due_on:
            columns["due_version"] = task.due_version + 1
        support = columns.pop(SUPPORT, None)
        if support is not None:
            await replace_supports(self.work, task.id, support)
        elsewhere, touched = await self._elsewhere(task, was, became)
        columns |= elsewhere
        touched |= await self._restore_document(task, row, was, became)
        if columns or touched or support is not None:
            await self._record(task, columns, _since(columns, became, self.work.today))
            self.done.restored += 1
        if verdict.is_contradiction and task.id not in self.disputed:
            self.done.kept.append(task.id)

    async def _elsewhere(
        self, task: Task, was: RegisterRow, became: RegisterRow
    ) -> tuple[Mapping[str, Any], bool]:
        """Evidence, and the document that was named before; and whether any evidence
        was touched."""
        columns: dict[str, Any] = {}
        touched = False
        if became.has_evidence and _answer(was) != _answer(became):
            evidence = evidence_columns(became, self.work.zone)
            touched = await drop_evidence(
                self.work, task.id, evidence, since=self.since
            )
        if document_identity(was) != document_identity(became):
            document = await document_of(self.work, document_identity(was))
            if document not in (None, task.document_id):
                columns["document_id"] = document
        return columns, touched

    async def _restore_document(
        self, task: Task, row: ImportRow, was: RegisterRow, became: RegisterRow
    ) -> bool:
        """That which the row named last; it may be another one than before. False if
        the row said nothing of it."""
        old, new = document_columns(was), document_columns(became)
        if old == new:
            return False
        overwrote = row.overwrote
        if overwrote is None:  # an older one: by what the rows say
            overwrote = as_overwritten(task.document_id, old, new)
        await restore_document(self.work, overwrote)
        return True

    async def _record(self, task: Task, columns: Mapping[str, Any], on: date) -> None:
        await record(
            self.work,
            Change(task.id, Kind.UNDONE, DOOR, on, self.actor_id, dict(columns)),
        )


def _answer(row: RegisterRow) -> tuple[object, ...]:
    return row.answer, row.signed_at, row.sent_at


def _since(columns: Mapping[str, Any], became: RegisterRow, today: date) -> date:
    """A completion that never was is taken back from its own day on."""
    if "progress" in columns and became.progress is Progress.DONE:
        return became.done_on or became.given_on or today
    return today
