"""The units of the office's sheet, taken over into the units we know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.folding import fold
from domain.office import UnitRow
from models.queries.office_sheet import all_of
from models.tables import Unit, UnitAlias
from models.work import Work

LONGEST_NAME = 250
LONGEST_CODE = 40
LONGEST_KIND = 80


@dataclass(frozen=True)
class UnitsChange:
    """`ids` are those of the sheet's units, by Mã as written there."""

    ids: Mapping[str, int]
    added: int
    changed: int
    not_listed: int


async def update_units(work: Work, rows: Sequence[UnitRow]) -> UnitsChange:
    """Create what is new, change what differs, leave alone what is not listed."""
    known = await all_of(work, Unit)
    units = match_units(rows, known)
    added = [row.code for row in rows if row.code not in units]
    for code in added:
        units[code] = Unit(code=code, name="", folded="")
        work.session.add(units[code])
    old_names = {unit.folded: code for code, unit in units.items() if unit.folded}
    changed = {row.code for row in rows if _is_changed(row, units[row.code])}
    await work.session.flush()  # new units need their ids before others hang on them
    changed |= {row.code for row in rows if _is_moved(row, units)}
    changed |= await _add_aliases(work, units, _aliases(rows, old_names))
    await work.session.flush()
    return UnitsChange(
        ids={code: unit.id for code, unit in units.items()},
        added=len(added),
        changed=len(changed - set(added)),
        not_listed=len(known) - len(units) + len(added),
    )


def match_units(rows: Iterable[UnitRow], known: Iterable[Unit]) -> dict[str, Unit]:
    """The known unit of each row, by its Mã, else by its name.

    By name, because an import may have created the unit before the sheet came.
    """
    rows, known = list(rows), list(known)
    by_code = {fold(unit.code): unit for unit in known}
    found = {
        row.code: by_code[fold(row.code)] for row in rows if fold(row.code) in by_code
    }
    taken = {unit.id for unit in found.values()}
    by_name = {unit.folded: unit for unit in known if unit.id not in taken}
    for row in rows:
        if row.code not in found and (unit := by_name.pop(_folded(row), None)):
            found[row.code] = unit
    return found


def _folded(row: UnitRow) -> str:
    return fold(row.name)[:LONGEST_NAME]


def _is_changed(row: UnitRow, unit: Unit) -> bool:
    """Bring the unit up to its row, but for its parent; whether anything differed."""
    before = (unit.code, unit.name, unit.kind, unit.email, unit.sort_order)
    unit.code = row.code[:LONGEST_CODE]
    unit.name = row.name[:LONGEST_NAME]
    unit.folded = _folded(row)
    unit.kind = row.kind[:LONGEST_KIND]
    unit.email = row.email[:LONGEST_NAME]
    unit.sort_order = row.row
    return before != (unit.code, unit.name, unit.kind, unit.email, unit.sort_order)


def _is_moved(row: UnitRow, units: Mapping[str, Unit]) -> bool:
    unit = units[row.code]
    parent = units[row.parent_code].id if row.parent_code else None
    moved = unit.parent_id != parent
    unit.parent_id = parent
    return moved


def _aliases(rows: Sequence[UnitRow], old_names: Mapping[str, str]) -> dict[str, str]:
    """Folded other name -> Mã. A name of the past stays one: old registers say it.

    Another name that two units bear, or that is a unit's own name, names neither.
    """
    own = {_folded(row) for row in rows}
    said = {(fold(a)[:LONGEST_NAME], row.code) for row in rows for a in row.aliases}
    borne = Counter(alias for alias, _ in said)
    aliases = {**old_names, **{a: code for a, code in said if borne[a] == 1}}
    return {alias: code for alias, code in aliases.items() if alias not in own}


async def _add_aliases(
    work: Work, units: Mapping[str, Unit], wanted: Mapping[str, str]
) -> set[str]:
    """Add other names, or move them to the unit that has them now; the Mã of those."""
    known = {alias.folded: alias for alias in await all_of(work, UnitAlias)}
    touched = set()
    for folded, code in wanted.items():
        unit_id = units[code].id
        alias = known.get(folded)
        if alias is None:
            work.session.add(UnitAlias(unit_id=unit_id, folded=folded))
        elif alias.unit_id == unit_id:
            continue
        else:
            alias.unit_id = unit_id
        touched.add(code)
    return touched
