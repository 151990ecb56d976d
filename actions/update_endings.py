"""Which units end and who takes over, from the office's sheet; a mistake is undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from actions.carry_over import Carried, Fate, carry_over, shown, still_open
from actions.give_tasks_back import give_tasks_back
from actions.inherit_tasks import Passed
from domain.office import UnitRow
from domain.succession import Life
from models.queries.endings import names_of, standing_endings
from models.queries.office_sheet import all_of
from models.tables import Unit, UnitEnding
from models.work import Work

LONGEST_BASIS = 250


async def update_endings(
    work: Work, rows: Sequence[UnitRow], ids: Mapping[str, int]
) -> list[Carried]:
    """What became of every end that is new, other than before, or whose day has come.

    A sheet without the columns of ends changes none. What an end that holds no more had
    moved goes back first.
    """
    units = {unit.id: unit for unit in await all_of(work, Unit)}
    names = {unit.id: unit.name for unit in units.values()}
    changes: list[Carried] = []
    for row in rows:
        if row.life is not None:
            unit = units[ids[row.code]]
            changes += await _update(work, unit, row.life, ids, names)
    changes += await carry_over(work, door="terminal")
    return changes


async def _update(
    work: Work,
    unit: Unit,
    life: Life[str],
    ids: Mapping[str, int],
    names: Mapping[int, str],
) -> list[Carried]:
    successors = [ids[code] for code in life.successors]
    unit.valid_from, unit.valid_to = life.first, life.last
    unit.successor_id = successors[0] if len(successors) == 1 else None
    known = (await standing_endings(work)).get(unit.id)
    if known is not None and _is_same(known, life, successors):
        known.basis = life.basis[:LONGEST_BASIS]
        return []
    changes = []
    if known is not None:
        back = await give_tasks_back(work, known)
        taken = shown(known, names, Fate.GIVEN_BACK, Passed())
        changes.append(replace(taken, led=back))
    if life.last is not None:
        changes += await _enter(work, unit, life, successors)
    return changes


def _is_same(known: UnitEnding, life: Life[str], successors: list[int]) -> bool:
    same = sorted(known.successors) == sorted(successors)
    return same and known.last_on == life.last


async def _enter(
    work: Work, unit: Unit, life: Life[str], successors: list[int]
) -> list[Carried]:
    """One whose day is to come is shown now; the others when they are carried out."""
    assert life.last is not None
    row = UnitEnding(
        unit_id=unit.id,
        last_on=life.last,
        successors=successors,
        basis=life.basis[:LONGEST_BASIS],
        entered_at=work.now,
        supported=[],
    )
    work.session.add(row)
    await work.session.flush()
    if life.last < work.today:
        return []
    names = await names_of(work, [unit.id, *successors])
    return [shown(row, names, Fate.AHEAD, await still_open(work, unit.id))]
