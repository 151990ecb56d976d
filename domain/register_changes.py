"""What a register says that its last import did not (domain.md 2.5, at the end).

A row is compared with what the file said the last time, never with the task's present
state: what the chat moved on stays, and only what the file changed is applied.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from operator import attrgetter

from domain.folding import fold
from domain.register import WHEREABOUTS, LeftOut, RegisterRow

# The document's key, its year, the lead unit (its id, or its folded name).
Identity = tuple[str, int | None, int | str]
# Rows with the number by which their side knows them: place in the file, or task id.
Numbered = list[tuple[int, RegisterRow]]
Groups = dict[Identity, Numbered]

_ONE_UNIT = ("lead_unit", "tracking_unit")
_COMPARED = tuple(
    field.name
    for field in fields(RegisterRow)
    if field.name not in {*WHEREABOUTS, "key"}
)
_as_written = attrgetter(*_COMPARED)


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that the file changed. `fields` are names of RegisterRow, never `row`."""

    task_id: int
    row: RegisterRow
    before: RegisterRow
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """`unchanged` are task ids; so are `missing`, whose rows the file has no more."""

    added: tuple[RegisterRow, ...]
    changed: tuple[ChangedRow, ...]
    unchanged: tuple[int, ...]
    missing: tuple[int, ...]


def match_rows(
    rows: Iterable[RegisterRow],
    last: Mapping[int, RegisterRow],
    *,
    units: Mapping[str, int] | None = None,
    leads: Mapping[int, int] | None = None,
) -> Matches:
    """Find for each row the task that an earlier import made of it.

    `last` is each task's row as last imported, by task id; `units` the known units by
    folded name, alias or code, so that a unit's other name is no change. `leads` is who
    leads each task now: a row may follow a task that a person gave to another unit.
    """
    names = _UnitNames(units or {})
    new = list(enumerate(rows))
    before = _grouped(last.items(), names)
    found: dict[int, int] = {}
    for identity, group in _grouped(new, names).items():
        found |= _pair(group, before.get(identity, []), names)
    found |= _followed(new, last, found, leads or {}, names)
    changed, unchanged = [], []
    for at, task_id in sorted(found.items()):
        row, old = new[at][1], last[task_id]
        if differing := _differing(row, old, names):
            changed.append(ChangedRow(task_id, row, old, differing))
        else:
            unchanged.append(task_id)
    kept = set(found.values())
    return Matches(
        tuple(row for at, row in new if at not in found),
        tuple(changed),
        tuple(unchanged),
        tuple(task_id for task_id in last if task_id not in kept),
    )


def differing(
    row: RegisterRow, before: RegisterRow, units: Mapping[str, int]
) -> tuple[str, ...]:
    """The fields in which a row says otherwise than before; `units` as above."""
    return _differing(row, before, _UnitNames(units))


class _UnitNames(dict[str, int | str]):
    """A unit's name as written -> its id, or the folded name if it is unknown."""

    def __init__(self, units: Mapping[str, int]) -> None:
        super().__init__()
        self.units = units

    def __missing__(self, name: str) -> int | str:
        folded = fold(name)
        self[name] = found = self.units.get(folded, folded)
        return found


def _grouped(rows: Iterable[tuple[int, RegisterRow]], names: _UnitNames) -> Groups:
    groups: Groups = defaultdict(list)
    for number, row in rows:
        groups[row.key, row.year, names[row.lead_unit]].append((number, row))
    return groups


def _followed(
    new: Numbered,
    last: Mapping[int, RegisterRow],
    found: Mapping[int, int],
    leads: Mapping[int, int],
    names: _UnitNames,
) -> dict[int, int]:
    """Rows that name the unit to which their task was given since."""
    taken = set(found.values())
    moved: Groups = defaultdict(list)
    for task_id, lead in leads.items():
        if task_id not in taken and names[last[task_id].lead_unit] != lead:
            row = last[task_id]
            moved[row.key, row.year, lead].append((task_id, row))
    pairs: dict[int, int] = {}
    if moved:
        for identity, group in _grouped(_left(new, found), names).items():
            pairs |= _pair(group, moved.get(identity, []), names)
    return pairs


def spoken_of(
    left_out: Iterable[LeftOut],
    missing: Iterable[int],
    last: Mapping[int, RegisterRow],
    units: Mapping[str, int],
) -> set[int]:
    """The missing tasks of which the file speaks in a row that stays out.

    One for each unit that such a row names. Where its year or its unit cannot be read,
    it is the first missing task of the same number.
    """
    names = _UnitNames(units)
    waiting: defaultdict[Identity, deque[int]] = defaultdict(deque)
    for identity, group in _grouped(((n, last[n]) for n in missing), names).items():
        waiting[identity].extend(number for number, _ in group)
    found: set[int] = set()
    vague: list[LeftOut] = []
    for one in left_out:
        for unit in one.units or ("",):
            known = names[unit]
            if alike := waiting.get((one.key, one.year, known)):
                found.add(alike.popleft())
            elif one.year is None or isinstance(known, str):
                vague.append(replace(one, units=(unit,)))
    return found | _first_of_number(vague, waiting, names)


def _first_of_number(
    vague: Iterable[LeftOut],
    waiting: Mapping[Identity, Collection[int]],
    names: _UnitNames,
) -> set[int]:
    pools: defaultdict[str, list[tuple[Identity, int]]] = defaultdict(list)
    for identity, numbers in waiting.items():
        pools[identity[0]] += ((identity, number) for number in numbers)
    found = set()
    for one in vague:
        pool, unit = pools.get(one.key, []), names[one.units[0]]
        for at, ((_, year, lead), number) in enumerate(pool):
            if one.year in (None, year) and (isinstance(unit, str) or unit == lead):
                found.add(number)
                del pool[at]
                break
    return found


def _pair(new: Numbered, old: Numbered, names: _UnitNames) -> dict[int, int]:
    """Pair rows of one identity: the same words, the same content, the last on each.

    "The same words" comes first so that of two rows with one content the untouched one
    is never taken for the changed one.
    """
    if len(new) == len(old) == 1:
        return {new[0][0]: old[0][0]}
    pairs: dict[int, int] = {}
    sames: tuple[Callable[[RegisterRow], Hashable], ...] = (
        lambda row: _said(row, names),
        lambda row: fold(row.content),
    )
    for same in sames:
        pairs |= _pair_by(same, _left(new, pairs), _left(old, pairs.values()))
    new_left, old_left = _left(new, pairs), _left(old, pairs.values())
    if len(new_left) == len(old_left) == 1:
        pairs[new_left[0][0]] = old_left[0][0]
    return pairs


def _pair_by(
    same: Callable[[RegisterRow], Hashable], new: Numbered, old: Numbered
) -> dict[int, int]:
    """Rows that are alike pair up in the order in which they stand."""
    waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for number, row in old:
        waiting[same(row)].append(number)
    pairs = {}
    for number, row in new:
        if alike := waiting.get(same(row)):
            pairs[number] = alike.popleft()
    return pairs


def _left(rows: Numbered, taken: Collection[int]) -> Numbered:
    numbers = set(taken)
    return [(number, row) for number, row in rows if number not in numbers]


def _said(row: RegisterRow, names: _UnitNames) -> tuple[Hashable, ...]:
    return tuple(_value(row, name, names) for name in _COMPARED)


def _differing(
    row: RegisterRow, old: RegisterRow, names: _UnitNames
) -> tuple[str, ...]:
    if _as_written(row) == _as_written(old):
        return ()
    return tuple(
        name
        for name in _COMPARED
        if _value(row, name, names) != _value(old, name, names)
    )


def _value(row: RegisterRow, name: str, names: _UnitNames) -> Hashable:
    """What counts: a unit by whatever name, everything else as it is written."""
    said: Hashable = getattr(row, name)
    if name == "support_units":
        return frozenset(names[unit] for unit in row.support_units)
    return names[said] if name in _ONE_UNIT and isinstance(said, str) and said else said
