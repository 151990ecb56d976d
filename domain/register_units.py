"""Who the units are that a register names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from domain.folding import fold
from domain.register import Column, LeftOut, Register, RegisterRow, RowProblem
from domain.succession import Endings, has_ended, heirs
from domain.unit_names import names_apart, nearest


@dataclass(frozen=True, slots=True)
class ResolvedRow:
    """A row whose units are all known, by their ids."""

    row: RegisterRow
    lead: int
    support: tuple[int, ...]  # each once, and never the lead unit
    tracking: int | None


@dataclass(frozen=True, slots=True)
class Succession:
    """Units that ended; `today` is the day of a row that bears none."""

    today: date = date.min
    endings: Endings[int] = field(default_factory=dict)

    def heir(self, unit: int, on: date | None) -> int | None:
        """Who is meant by the unit's name in a document of that day; None: a person
        has to say."""
        day = on or self.today
        if not has_ended(unit, day, self.endings):
            return unit  # as nearly all
        return heirs(unit, day, self.endings).one

    def now(self, unit: int) -> int:
        """Who does its work today; itself, where a person has to say."""
        return self.heir(unit, self.today) or unit

    def one_for_each(self, known: Mapping[str, int]) -> dict[str, int]:
        """By its old name or its new one: a task that went over is found by either."""
        return {name: self.now(unit) for name, unit in known.items()}


NO_ENDINGS = Succession()


@dataclass(frozen=True, slots=True)
class Resolution:
    """`unknown` are the names as written, each once, in the order of the sheet."""

    rows: tuple[ResolvedRow, ...]
    left_out: tuple[LeftOut, ...]
    unknown: tuple[str, ...]


def resolve_units(
    register: Register,
    known: Mapping[str, int],
    succession: Succession = NO_ENDINGS,
) -> Resolution:
    """Find every unit by its folded name, alias or code.

    The name of a unit that ended means its successor in a document that is younger, and
    the unit itself in one that is older.

    A row with one unknown unit, whatever its part, stays out. To create the unknown
    ones, create `unknown`, add them to `known` under `fold(name)` and resolve again.
    """
    ids = _Ids(known)
    rows: list[ResolvedRow] = []
    left_out: list[LeftOut] = []
    for row in fanned_out(register.rows, ids):
        fault = _fault(row, ids, succession)
        if fault is None:
            rows.append(_resolved(row, ids, succession))
            continue
        column, name, problem = fault
        near = ids.near(name) if problem is RowProblem.UNKNOWN_UNIT else ""
        written = register.columns.get(column)
        left_out.append(
            LeftOut(
                *(row.row, written, problem, name, near),
                sheet=row.sheet,
                key=row.key,
                year=row.year,
                units=(row.lead_unit,),
            )
        )
    return Resolution(tuple(rows), tuple(left_out), ids.unknown())


def _fault(
    row: RegisterRow, ids: _Ids, succession: Succession
) -> tuple[Column, str, RowProblem] | None:
    """The first unit of the row that cannot be known; an unknown one before others."""
    # All are asked for, so that `unknown` names every one of them.
    named = [(column, name, ids[name]) for column, name in named_units(row)]
    for column, name, unit in named:
        if unit is None:
            return column, name, RowProblem.UNKNOWN_UNIT
    for column, name, unit in named:
        if unit is not None and succession.heir(unit, row.issued_on) is None:
            return column, name, RowProblem.UNIT_ENDED
    return None


def fanned_out(rows: Iterable[RegisterRow], ids: _Ids) -> Iterator[RegisterRow]:
    """A row for each unit of "Sở A, Sở B", unless one unit bears the whole name."""
    for row in rows:
        if ids[row.lead_unit] is not None:
            yield row
            continue
        ids.forget(row.lead_unit)
        for name in names_apart(row.lead_unit):
            yield row if name == row.lead_unit else replace(row, lead_unit=name)


def named_units(row: RegisterRow) -> Iterator[tuple[Column, str]]:
    """The units that must be known: the one that submitted the paper is only text."""
    yield Column.LEAD_UNIT, row.lead_unit
    if row.tracking_unit:
        yield Column.TRACKING_UNIT, row.tracking_unit
    for name in row.support_units:
        yield Column.SUPPORT_UNITS, name


class _Ids(dict[str, int | None]):
    """Name as written -> unit id; a register repeats few names, each is folded once."""

    def __init__(self, known: Mapping[str, int]) -> None:
        super().__init__()
        self.known = known
        self.nears: dict[str, str] = {}

    def __missing__(self, name: str) -> int | None:
        self[name] = found = self.known.get(fold(name))
        return found

    def forget(self, name: str) -> None:
        """It was asked for only to see whether it is one."""
        del self[name]

    def near(self, name: str) -> str:
        """A known name to ask about, folded; empty if none is near."""
        if name not in self.nears:
            self.nears[name] = nearest(name, self.known) or ""
        return self.nears[name]

    def unknown(self) -> tuple[str, ...]:
        """The names asked for in vain; of two ways of writing one, the first."""
        first: dict[str, str] = {}
        for name, found in self.items():
            if found is None:
                first.setdefault(fold(name), name)
        return tuple(first.values())


def _resolved(row: RegisterRow, ids: _Ids, succession: Succession) -> ResolvedRow:
    def meant(name: str) -> int | None:
        unit = ids[name]
        return None if unit is None else succession.heir(unit, row.issued_on)

    lead = meant(row.lead_unit)
    assert lead is not None
    found = dict.fromkeys(meant(name) for name in row.support_units)
    support = tuple(unit for unit in found if unit is not None and unit != lead)
    tracking = meant(row.tracking_unit) if row.tracking_unit else None
    return ResolvedRow(row, lead, support, tracking)
