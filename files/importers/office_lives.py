"""From when to when a unit is there, and who takes over, as the office's file says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from domain.folding import fold
from domain.office import OfficeProblem, UnitRow
from domain.succession import Flaw, Life, flaw_of
from files.importers.office_columns import (
    BASIS,
    FIRST_DAY,
    LAST_DAY,
    LIFE_HEADERS,
    SUCCESSOR,
)
from files.importers.office_table import Fault, Table, Values
from files.importers.row_dates import CLOCK, plain_date
from files.importers.texts import split_names
from locales.reading.dates import UnreadableDate

# Which cell is to be corrected, and what is said of it.
FLAWS = {
    Flaw.BEFORE_ITS_START: (LAST_DAY, OfficeProblem.ENDS_BEFORE_START),
    Flaw.NO_LAST_DAY: (LAST_DAY, OfficeProblem.NO_LAST_DAY),
    Flaw.IN_A_CIRCLE: (SUCCESSOR, OfficeProblem.IN_A_CIRCLE),
    Flaw.NOT_THERE: (SUCCESSOR, OfficeProblem.SUCCESSOR_NOT_THERE),
}


def life_of(values: Values) -> Life[str] | None:
    """None of a sheet without these columns: it says nothing. Raises Fault.

    Successors are as they are written; `with_successors` finds them.
    """
    if not {LAST_DAY, SUCCESSOR} & set(values):
        return None
    said = {header: values.get(header, "") for header in LIFE_HEADERS}
    return Life(
        first=_day(FIRST_DAY, said[FIRST_DAY]),
        last=_day(LAST_DAY, said[LAST_DAY]),
        successors=split_names(said[SUCCESSOR]),
        basis=said[BASIS],
    )


def _day(header: str, text: str) -> date | None:
    if not text:
        return None
    written = CLOCK.sub("", text).strip()
    try:
        day = plain_date(float(written) if written.isdecimal() else written)
    except UnreadableDate:
        day = None
    if day is None:
        raise Fault(header, OfficeProblem.UNREADABLE_DAY, text)
    return day


def with_successors(table: Table, units: list[UnitRow]) -> list[UnitRow]:
    """The units whose end can be as it is written; the others are reported."""
    codes = codes_by_name(units)
    named, lives = [], {}
    for unit in units:
        try:
            life = _known(unit.life, codes)
        except Fault as fault:
            table.report(unit.row, fault)
            continue
        named.append(replace(unit, life=life))
        if life is not None:
            lives[unit.code] = life
    return [unit for unit in named if not _is_flawed(table, unit, lives)]


def _known(life: Life[str] | None, codes: dict[str, str]) -> Life[str] | None:
    if life is None:
        return None
    for name in life.successors:
        if fold(name) not in codes:
            raise Fault(SUCCESSOR, OfficeProblem.UNKNOWN_SUCCESSOR, name)
    found = dict.fromkeys(codes[fold(name)] for name in life.successors)
    return replace(life, successors=tuple(found))


def _is_flawed(table: Table, unit: UnitRow, lives: dict[str, Life[str]]) -> bool:
    flaw = flaw_of(unit.code, lives) if unit.life is not None else None
    if flaw is None or unit.life is None:
        return False
    header, problem = FLAWS[flaw]
    detail = f"{unit.life.last:%d/%m/%Y}" if unit.life.last else unit.code
    table.report(unit.row, Fault(header, problem, detail))
    return True


def codes_by_name(units: Iterable[UnitRow]) -> dict[str, str]:
    """Folded Mã, name or other name -> Mã; a name that two units bear names neither."""
    named = [(fold(name), u.code) for u in units for name in (u.name, *u.aliases)]
    borne = Counter(name for name, _ in set(named))
    codes = {name: code for name, code in named if borne[name] == 1}
    return codes | {fold(unit.code): unit.code for unit in units}
