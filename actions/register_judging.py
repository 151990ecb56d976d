"""What a file changed, held against what people have said of the same tasks since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from actions.register_rows import task_columns
from domain.folding import fold
from domain.register import RegisterRow
from domain.register_changes import ChangedRow
from domain.register_conflicts import SUPPORT, Verdict, judge, judge_columns
from domain.register_units import Succession
from models.queries.endings import read_endings
from models.queries.people import unit_names
from models.queries.registers import last_words, supports_of, tasks_by_id
from models.tables import Task
from models.work import Reads

OF_UNITS = {"tracking_unit", "support_units"}  # fields of a row
UNIT_COLUMNS = {"tracking_unit_id", SUPPORT}


@dataclass(frozen=True)
class Judged:
    """A changed row, and what is to be done about it."""

    change: ChangedRow
    verdict: Verdict
    said_by: int | None = None  # who contradicts the file, and when
    said_at: datetime | None = None
    units: Mapping[int, str] = field(default_factory=dict)  # that the verdict names

    @property
    def row(self) -> RegisterRow:
        return self.change.row

    @property
    def before(self) -> RegisterRow:
        return self.change.before


@dataclass(frozen=True)
class UnitsNamed:
    """The tracking and the co-operating units as columns; one that ended is its heir.

    `known` are the units by folded name, alias or code.
    """

    known: Mapping[str, int]
    succession: Succession

    def of_row(self, row: RegisterRow) -> dict[str, Any]:
        support = {self._meant(name) for name in row.support_units}
        support -= {None, self._meant(row.lead_unit)}
        tracking = self._meant(row.tracking_unit)
        return {"tracking_unit_id": tracking, SUPPORT: sorted(filter(None, support))}

    def of_task(self, task: Task, support: Sequence[int]) -> dict[str, Any]:
        there = sorted({self.succession.now(unit) for unit in support})
        tracking = task.tracking_unit_id
        named = None if tracking is None else self.succession.now(tracking)
        return {"tracking_unit_id": named, SUPPORT: there}

    def written(self, row: RegisterRow) -> dict[int, str]:
        """The units that a row names, as it writes them."""
        names = (row.tracking_unit, *row.support_units)
        return {unit: name for name in names if (unit := self._meant(name))}

    def _meant(self, name: str) -> int | None:
        unit = self.known.get(fold(name)) if name else None
        return None if unit is None else self.succession.now(unit)


async def judge_changes(
    reads: Reads, changed: Sequence[ChangedRow], known: Mapping[str, int]
) -> list[Judged]:
    """In the order of the file; `known` are the units by folded name."""
    tasks = await tasks_by_id(reads, [change.task_id for change in changed])
    verdicts = {
        change.task_id: judge(
            task_columns(change.before, reads.today),
            task_columns(change.row, reads.today),
            standing_of(tasks[change.task_id]),
        )
        for change in changed
    }
    of_units = [one for one in changed if OF_UNITS.intersection(one.fields)]
    names: dict[int, str] = {}
    if of_units:
        units = UnitsNamed(known, Succession(reads.today, await read_endings(reads)))
        names = await _judge_units(reads, of_units, units, tasks, verdicts)
    disputed = [at for at, verdict in verdicts.items() if verdict.is_contradiction]
    said = await last_words(reads, disputed)
    nobody = None, None
    whole = ((one, *said.get(one.task_id, nobody)) for one in changed)
    return [
        Judged(one, verdicts[one.task_id], who, when, names) for one, who, when in whole
    ]


async def _judge_units(
    reads: Reads,
    changed: Sequence[ChangedRow],
    units: UnitsNamed,
    tasks: Mapping[int, Task],
    verdicts: Mapping[int, Verdict],
) -> dict[int, str]:
    """Into the verdicts; the names of the units of which they speak."""
    support = await supports_of(reads, [one.task_id for one in changed])
    names: dict[int, str] = {}
    ids: set[int | None] = set()
    for one in changed:
        standing = units.of_task(tasks[one.task_id], support.get(one.task_id, ()))
        verdict = verdicts[one.task_id]
        judge_columns(
            units.of_row(one.before), units.of_row(one.row), standing, verdict
        )
        if verdict.register.keys() & UNIT_COLUMNS:
            names |= units.written(one.row)
            ids |= {*standing[SUPPORT], standing["tracking_unit_id"]}
    proper = (
        await unit_names(reads, [*filter(None, ids), *names]) if names or ids else {}
    )
    return names | proper


def standing_of(task: Task) -> dict[str, Any]:
    """The task as it stands, by the names of its columns."""
    return {column.name: getattr(task, column.name) for column in Task.__table__.c}
