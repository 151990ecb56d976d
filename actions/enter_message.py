"""What a message of the exchange gives: tasks of the units that it is addressed to.

They are rows of a register, of the profile `edxml`; which task each speaks of is found
here, for a message says who issued its document and a sheet often does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from actions.aim_message import Bodies, read_bodies
from actions.import_register import (
    PATIENCE,
    Difference,
    ImportResult,
    Source,
    begin_run,
    store,
)
from actions.register_judging import judge_changes
from actions.register_rows import issuer_of, year_of
from domain.exchange import ExchangeDoubt, ExchangeKind, ExchangeMessage
from domain.folding import fold
from domain.register import LeftOut, Register, RegisterRow
from domain.register_changes import ChangedRow, differing
from domain.register_units import resolve_units
from domain.tasks import Progress, TaskClass
from locales.reading.documents import document_key
from models.queries.office_sheet import known_units, unit_names
from models.queries.registers import Last, last_rows
from models.queries.systems import take_turn
from models.work import Reads, Work

Tag = tuple[str, TaskClass | None]
NO_TAG: Tag = ("", None)
MERGED = ("issued_on", "signer", "abstract")


@dataclass
class Entered:
    """How many rows fell where. `unclear`: tasks of which a later text could speak, and
    of none more than of another; they stay as they are."""

    added: int = 0
    changed: int = 0
    unknown: tuple[str, ...] = ()
    unclear: tuple[int, ...] = ()


@dataclass
class _Comparing:
    """The message's rows against the tasks that its document has already."""

    message: ExchangeMessage
    bodies: Bodies
    last: Last
    any_body: bool
    taken: set[int] = field(default_factory=set)
    added: list[RegisterRow] = field(default_factory=list)
    changed: list[ChangedRow] = field(default_factory=list)
    unclear: list[int] = field(default_factory=list)

    def known_of(self, row: RegisterRow) -> dict[int, RegisterRow]:
        """The tasks of the row's unit that no other row has taken, in their order."""
        lead = self.bodies.unit(row.lead_unit)
        now, stands = self.bodies.succession.now, self.last.stands
        return {
            task: old
            for task, old in self.last.rows.items()
            if task not in self.taken
            and lead in (now(self.last.leads[old.lead_unit]), now(stands[task]))
            and (
                self.any_body or self.bodies.issued(self.message.giver, issuer_of(old))
            )
        }

    def take(self, row: RegisterRow, tasks: Iterable[int], *, several: bool) -> None:
        """The row speaks of these; what people cancelled stays so."""
        for task in tasks:
            self.taken.add(task)
            if task in self.last.cancelled:
                continue
            old = self.last.rows[task]
            new = self.message.kind is ExchangeKind.NEW
            now = row if new else _merged(row, old, self.message, several=several)
            fields = differing(now, old, self.bodies.known)
            if fields:
                self.changed.append(ChangedRow(task, now, old, fields))


async def enter_message(
    work: Work, source: Source, message: ExchangeMessage, *, any_body: bool
) -> Entered:
    """`any_body`: tasks of the same number are meant, whatever body they name."""
    await take_turn(work, patience=PATIENCE)
    bodies = await read_bodies(work)
    names = await known_units(work)
    rows = await _rows(work, message, names)
    register = Register("", {}, tuple(rows), ())
    resolution = resolve_units(register, names, bodies.succession)
    last = await last_rows(work, {year_of(r) for r in rows}, {r.key[:60] for r in rows})
    comparing = _Comparing(message, bodies, last, any_body)
    _compare(comparing, [resolved.row for resolved in resolution.rows])
    unknown = await _store(work, source, comparing, names)
    return Entered(
        added=len(comparing.added),
        changed=len(comparing.changed),
        unknown=tuple(one.detail for one in (*resolution.left_out, *unknown)),
        unclear=tuple(dict.fromkeys(comparing.unclear)),
    )


def _compare(comparing: _Comparing, rows: Sequence[RegisterRow]) -> None:
    """First the rows whose class a task has, so that none takes another's."""
    waiting = []
    for row in rows:
        known = comparing.known_of(row)
        alike = {n: old for n, old in known.items() if _tag(old) == _tag(row)}
        if row.task_class is None or not alike:
            waiting.append(row)
        elif meant := _meant(row, alike, comparing.message):
            comparing.take(row, meant, several=len(known) > 1)
        else:
            waiting.append(row)
    for row in waiting:
        known = comparing.known_of(row)
        if meant := _meant(row, known, comparing.message):
            comparing.take(row, meant, several=len(known) > 1)
        elif known and comparing.message.kind is not ExchangeKind.NEW:
            comparing.unclear += known
        else:
            comparing.added.append(row)


def _meant(
    row: RegisterRow, known: Mapping[int, RegisterRow], message: ExchangeMessage
) -> list[int]:
    """The one there is, else those of the same words. A later text that bears no class
    speaks of every task that says the same."""
    contents = {fold(old.content) for old in known.values()}
    if len(known) == 1 or (len(contents) == 1 and message.kind is not ExchangeKind.NEW):
        found = list(known)
    else:
        said = fold(row.content)
        found = [task for task, old in known.items() if fold(old.content) == said]
    return found if row.task_class is None else found[:1]


def _tag(row: RegisterRow) -> Tag:
    return row.scheme, row.task_class


async def _store(
    work: Work, source: Source, comparing: _Comparing, names: Mapping[str, int]
) -> Sequence[LeftOut]:
    """Each in its own row of the run; a unit that is not known any more stays out."""
    rows = [*comparing.added, *(one.row for one in comparing.changed)]
    if not rows:
        return ()
    rows = [replace(row, row=at, sheet="") for at, row in enumerate(rows, start=1)]
    register = Register("", {}, tuple(rows), ())
    resolution = resolve_units(register, names, comparing.bodies.succession)
    there = {one.row.row for one in resolution.rows}
    added = [row for row in rows[: len(comparing.added)] if row.row in there]
    pairs = zip(comparing.changed, rows[len(comparing.added) :], strict=True)
    changed = [replace(one, row=row) for one, row in pairs if row.row in there]
    comparing.added, comparing.changed = added, changed
    judged = await judge_changes(work, changed, comparing.bodies.known)
    difference = Difference(
        added=tuple(added),
        changed=tuple(j for j in judged if not j.verdict.is_contradiction),
        contradicted=tuple(j for j in judged if j.verdict.is_contradiction),
    )
    counts = ImportResult(
        run=None,
        added=len(added),
        changed=len(difference.changed),
        unchanged=len(comparing.taken) - len(changed),
        left_out=resolution.left_out,
        contradicted=len(difference.contradicted),
    )
    run = await begin_run(work, source, counts)
    await store(work, resolution, difference, run)
    return resolution.left_out


async def _rows(
    reads: Reads, message: ExchangeMessage, known: Mapping[str, int]
) -> list[RegisterRow]:
    """One for each unit and each class; a unit by the name that the office knows."""
    by_id = await unit_names(reads, {fold(one) for _, one in message.receivers})
    rows: list[RegisterRow] = []
    for name, organ_id in message.receivers:
        unit = name if fold(name) in known else by_id.get(fold(organ_id), name)
        rows += (row_of(message, unit, tag) for tag in message.tags or (NO_TAG,))
    return [replace(row, row=at) for at, row in enumerate(rows, start=1)]


def row_of(message: ExchangeMessage, unit: str, tag: Tag) -> RegisterRow:
    """The message as a row of a register, for one unit that it is addressed to.

    A deadline before the day of issue is a mistake of the sender: the words are kept,
    and no task is born overdue. Of several classes those that have a deadline get it.
    """
    mistaken = ExchangeDoubt.DUE_BEFORE_ISSUE in message.doubts
    scheme, task_class = tag
    several = len(message.tags) > 1
    dated = not several or (task_class is not None and task_class.has_deadline)
    due_on = message.due_on if dated else None
    return RegisterRow(
        row=0,
        number=message.number,
        key=document_key(message.number),
        content=message.content or message.subject,
        lead_unit=unit,
        progress=Progress.NOT_STARTED,
        document_kind=message.document_type,
        abstract=message.subject,
        issued_on=message.issued_on,
        signer=message.giver.organ,
        deadline_text=f"{due_on:%d/%m/%Y}" if due_on else "",
        due_on=None if mistaken else due_on,
        scheme=scheme,
        task_class=task_class,
        urgency=message.urgency,
    )


def _merged(
    row: RegisterRow, old: RegisterRow, message: ExchangeMessage, *, several: bool
) -> RegisterRow:
    """What a later text says, over what was known; what it leaves out stays.

    Of several tasks those without a deadline by their class get none.
    """
    said: dict[str, Any] = {n: v for n in MERGED if (v := getattr(row, n))}
    said["lead_unit"] = row.lead_unit
    if message.content:
        said["content"] = message.content
    undated = several and old.task_class and not old.task_class.has_deadline
    if row.due_on and not undated:
        said |= {"due_on": row.due_on, "deadline_text": row.deadline_text}
    if row.task_class:
        said |= {"scheme": row.scheme, "task_class": row.task_class}
    return replace(old, **said)
