"""Who the units are that a register names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, Protocol

from domain.folding import fold
from domain.register import Column, LeftOut, Register, RegisterRow, RowProblem
from domain.succession import Endings, has_ended, heirs
from domain.unit_names import names_apart, nearest


class ResolvedRow(NamedTuple):
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
_Units = tuple[int, tuple[int, ...], int | None]  # lead, support, tracking


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
    meant = _Meant(ids, succession)
    rows: list[ResolvedRow] = []
    left_out: list[LeftOut] = []
    for row in fanned_out(register.rows, ids):
        units = meant[meant.said_by(row)]
        if isinstance(units, _Fault):
            left_out.append(_left_out(row, units, register))
        else:
            rows.append(ResolvedRow(row, *units))
    return Resolution(tuple(rows), tuple(left_out), ids.unknown())


def _left_out(row: RegisterRow, fault: _Fault, register: Register) -> LeftOut:
    written = register.columns.get(fault.column)
    return LeftOut(
        *(row.row, written, fault.problem, fault.name, fault.near),
        sheet=row.sheet,
        key=row.key,
        year=row.year,
        units=(row.lead_unit,),
    )


def fanned_out(rows: Iterable[RegisterRow], ids: _Ids) -> Iterator[RegisterRow]:
    """A row for each unit of "Sở A, Sở B", unless one unit bears the whole name."""
    apart = _Apart(ids)
    for row in rows:
        for name in apart[row.lead_unit]:
            yield row if name == row.lead_unit else replace(row, lead_unit=name)


class Naming(Protocol):
    """What names units: a row, or what it says of them."""

    @property
    def lead_unit(self) -> str: ...
    @property
    def tracking_unit(self) -> str: ...
    @property
    def support_units(self) -> tuple[str, ...]: ...


def named_units(row: Naming) -> Iterator[tuple[Column, str]]:
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


class _Apart(dict[str, tuple[str, ...]]):
    """The lead units that a cell names."""

    def __init__(self, ids: _Ids) -> None:
        super().__init__()
        self.ids = ids

    def __missing__(self, name: str) -> tuple[str, ...]:
        is_one = self.ids[name] is not None
        if not is_one:
            self.ids.forget(name)
        self[name] = found = (name,) if is_one else tuple(names_apart(name))
        return found


class _Fault(NamedTuple):
    """Why a row's units are not known; `near` is a known name, folded."""

    column: Column
    name: str
    problem: RowProblem
    near: str


class _Said(NamedTuple):
    """What a row says of its units; the day counts where units have ended."""

    lead_unit: str
    tracking_unit: str
    support_units: tuple[str, ...]
    issued_on: date | None


class _Meant(dict[_Said, _Units | _Fault]):
    """Whom rows mean; most rows say of their units what others said."""

    def __init__(self, ids: _Ids, succession: Succession) -> None:
        super().__init__()
        self.ids = ids
        self.succession = succession

    def said_by(self, row: RegisterRow) -> _Said:
        day = row.issued_on if self.succession.endings else None
        return _Said(row.lead_unit, row.tracking_unit, row.support_units, day)

    def __missing__(self, said: _Said) -> _Units | _Fault:
        self[said] = found = self._fault(said) or self._units(said)
        return found

    def _fault(self, said: _Said) -> _Fault | None:
        """The first unit that cannot be known; an unknown one before others."""
        # All are asked for, so that `unknown` names every one of them.
        named = [(column, name, self.ids[name]) for column, name in named_units(said)]
        for column, name, unit in named:
            if unit is None:
                near = self.ids.near(name)
                return _Fault(column, name, RowProblem.UNKNOWN_UNIT, near)
        for column, name, unit in named:
            if unit is not None and self._heir(unit, said) is None:
                return _Fault(column, name, RowProblem.UNIT_ENDED, "")
        return None

    def _heir(self, unit: int, said: _Said) -> int | None:
        return self.succession.heir(unit, said.issued_on)

    def _units(self, said: _Said) -> _Units:
        def meant(name: str) -> int | None:
            unit = self.ids[name]
            return None if unit is None else self._heir(unit, said)

        lead = meant(said.lead_unit)
        assert lead is not None
        found = dict.fromkeys(meant(name) for name in said.support_units)
        support = tuple(unit for unit in found if unit is not None and unit != lead)
        tracking = meant(said.tracking_unit) if said.tracking_unit else None
        return lead, support, tracking
