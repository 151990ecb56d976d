"""Another system pushes tasks: as an import of a few rows that it knows by number.

Units, documents, history and conflicts go the way of every register
(`actions/import_register.py`): a person's word is never overwritten, what contradicts
it goes to the tracker. All of them are taken, or none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from actions.import_register import (
    Difference,
    ImportResult,
    Source,
    begin_run,
    store,
)
from actions.register_judging import judge_changes
from actions.register_rows import year_of
from domain.folding import fold
from domain.register import Register, RegisterRow
from domain.register_changes import ChangedRow, differing
from domain.register_units import Succession, named_units, resolve_units
from domain.systems import Token, profile_of
from domain.unit_names import nearest
from models.queries.audits import Deed, note_deed
from models.queries.endings import read_endings
from models.queries.office_sheet import known_units, unit_names
from models.queries.pushed import Known, keep_numbers, known_to
from models.queries.registers import last_rows, rows_of_run
from models.queries.systems import take_turn
from models.work import Work

DOOR = "api"


class Pushing(StrEnum):
    """What became of a pushed task."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CONTRADICTED = "contradicted"  # a person said otherwise: the tracker decides
    CANCELLED = "cancelled"  # by a document of the office; it stays so


class Unfit(StrEnum):
    """Why a pushed task cannot be taken, beyond what its fields say by themselves."""

    UNKNOWN_UNIT = "unknown_unit"
    UNIT_ENDED = "unit_ended"  # and nobody, or several, took over
    FOREIGN_UNIT = "foreign_unit"  # the token is for another unit's tasks
    OTHER_LEAD = "other_lead"  # who leads a known task is changed by a document


@dataclass(frozen=True)
class Fault:
    """Which task (from 0), which field, why; `near` is a known unit's name like it."""

    at: int
    field: str
    why: Unfit
    near: str = ""


class NotTaken(Exception):
    """Nothing was stored; `faults` say why."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Pushed:
    """What became of one, by the system's own number."""

    external_id: str
    task_id: int
    became: Pushing


@dataclass(frozen=True)
class _Units:
    """The units by folded name, other name or Mã, and who does their work today.

    `today` are the same names for the units of today: a task that went over is found by
    the old name and the new one.
    """

    known: Mapping[str, int]
    succession: Succession

    @cached_property
    def today(self) -> Mapping[str, int]:
        return self.succession.one_for_each(self.known)

    def same(self, lead: int, *others: int) -> bool:
        return lead in map(self.succession.now, others)


@dataclass
class _Sorted:
    """The rows against what is known. `met`: tasks that the system did not know yet."""

    tasks: dict[str, int] = field(default_factory=dict)
    became: dict[str, Pushing] = field(default_factory=dict)
    added: list[RegisterRow] = field(default_factory=list)
    changed: list[ChangedRow] = field(default_factory=list)
    met: dict[str, int] = field(default_factory=dict)


async def push_tasks(
    work: Work, token: Token, rows: Sequence[RegisterRow]
) -> tuple[list[Pushed], int | None]:
    """What became of each, in order, and the run that stored it (None: nothing new).

    `sheet` of a row is the system's own number of the task, each once; `row` counts
    from 1. Raises NotTaken.
    """
    await take_turn(work)
    succession = Succession(work.today, await read_endings(work))
    units = _Units(await known_units(work), succession)
    await _check_units(work, token, rows, units)
    sorted_ = await _sort(work, token.system, rows, units)
    run = await _store(work, token, rows, units, sorted_)
    await keep_numbers(work, token.system, sorted_.met)
    found = [
        Pushed(row.sheet, sorted_.tasks[row.sheet], sorted_.became[row.sheet])
        for row in rows
    ]
    counts = {one.became.value: 0 for one in found}
    for one in found:
        counts[one.became.value] += 1
    deed = Deed("pushed", f"token:{token.id}", None, DOOR, {"run": run, **counts})
    await note_deed(work, deed)
    return found, run


async def _check_units(
    work: Work, token: Token, rows: Sequence[RegisterRow], units: _Units
) -> None:
    faults = []
    for at, row in enumerate(rows):
        for column, name in named_units(row):
            unit = units.known.get(fold(name))
            if unit is None:
                faults.append(await _unknown(work, units, at, (column.value, name)))
            elif units.succession.heir(unit, row.issued_on) is None:
                faults.append(Fault(at, column.value, Unfit.UNIT_ENDED))
        lead = units.today.get(fold(row.lead_unit))
        own = token.unit_id
        if lead is not None and own is not None and not units.same(lead, own):
            faults.append(Fault(at, "lead_unit", Unfit.FOREIGN_UNIT))
    if faults:
        raise NotTaken(faults)


async def _unknown(work: Work, units: _Units, at: int, said: tuple[str, str]) -> Fault:
    """With the proper name of the one unit that is almost named so."""
    column, name = said
    near = nearest(name, units.known) or ""
    proper = (await unit_names(work, [near])).get(near, "") if near else ""
    return Fault(at, column, Unfit.UNKNOWN_UNIT, proper)


async def _sort(
    work: Work, system: str, rows: Sequence[RegisterRow], units: _Units
) -> _Sorted:
    numbers = [row.sheet for row in rows]
    mine = await known_to(work, system, profile_of(system), numbers)
    unmet = [row for row in rows if row.sheet not in mine]
    others = await _known_elsewhere(work, unmet, units)
    sorted_ = _Sorted()
    faults = []
    for at, row in enumerate(rows):
        lead = units.today[fold(row.lead_unit)]
        found = mine.get(row.sheet)
        if found is not None and not units.same(lead, found.lead, found.stands):
            faults.append(Fault(at, "lead_unit", Unfit.OTHER_LEAD))
            continue
        if found is None:
            same = (row.key, year_of(row), lead, fold(row.content))
            found = others.pop(same, None)
            if found is not None:
                sorted_.met[row.sheet] = found.task_id
        _put(sorted_, row, found, units.today)
    if faults:
        raise NotTaken(faults)
    return sorted_


Same = tuple[str, int, int, str]  # document, year, lead unit, content


async def _known_elsewhere(
    work: Work, rows: Sequence[RegisterRow], units: _Units
) -> dict[Same, Known]:
    """What files or other systems brought of these documents: the same unit and the
    same words are the same task. Other words are another one, as far as we know."""
    if not rows:
        return {}
    keys = {row.key[:60] for row in rows}
    last = await last_rows(work, {year_of(row) for row in rows}, keys)
    return {
        (
            row.key,
            year_of(row),
            units.succession.now(last.leads[row.lead_unit]),
            fold(row.content),
        ): Known(
            task_id,
            row,
            last.leads[row.lead_unit],
            last.stands[task_id],
            is_cancelled=task_id in last.cancelled,
        )
        for task_id, row in last.rows.items()
    }


def _put(
    sorted_: _Sorted, row: RegisterRow, found: Known | None, known: Mapping[str, int]
) -> None:
    number = row.sheet
    if found is None:
        sorted_.added.append(row)
        sorted_.became[number] = Pushing.ADDED
        return
    sorted_.tasks[number] = found.task_id
    if found.is_cancelled:
        sorted_.became[number] = Pushing.CANCELLED
        return
    fields = differing(row, found.before, known)
    sorted_.became[number] = Pushing.CHANGED if fields else Pushing.UNCHANGED
    if fields:
        sorted_.changed.append(ChangedRow(found.task_id, row, found.before, fields))


async def _store(
    work: Work,
    token: Token,
    rows: Sequence[RegisterRow],
    units: _Units,
    sorted_: _Sorted,
) -> int | None:
    judged = await judge_changes(work, sorted_.changed, units.today)
    for one in judged:
        if one.verdict.is_contradiction:
            sorted_.became[one.row.sheet] = Pushing.CONTRADICTED
    difference = Difference(
        added=tuple(sorted_.added),
        changed=tuple(j for j in judged if not j.verdict.is_contradiction),
        contradicted=tuple(j for j in judged if j.verdict.is_contradiction),
    )
    if difference.is_nothing:
        return None
    result = ImportResult(
        run=None,
        added=len(difference.added),
        changed=len(difference.changed),
        unchanged=len(rows) - len(sorted_.added) - len(judged),
        left_out=(),
        contradicted=len(difference.contradicted),
    )
    profile = profile_of(token.system)
    run = await begin_run(work, Source(profile, "", None, profile), result)
    register = Register("", {}, tuple(rows), ())
    resolution = resolve_units(register, units.known, units.succession)
    await store(work, resolution, difference, run)
    for stored in await rows_of_run(work, run.id):
        sorted_.tasks[stored.sheet] = stored.task_id
    new = {row.sheet: sorted_.tasks[row.sheet] for row in sorted_.added}
    sorted_.met.update(new)
    return run.id
