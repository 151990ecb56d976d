"""The office as it is remembered, whole: to be compared with its sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TypeVar

from sqlalchemy import select

from domain.folding import fold
from models.tables import Membership, Officer, Unit, UnitAlias
from models.work import Reads

T = TypeVar("T", Unit, UnitAlias, Officer, Membership)


async def all_of(reads: Reads, table: type[T]) -> list[T]:
    """Every row of one of the office's tables, the oldest first."""
    return list(await reads.session.scalars(select(table).order_by(table.id)))


async def known_units(reads: Reads) -> dict[str, int]:
    """Folded name, other name or Mã -> unit; a name that two bear names neither.

    Where one of the two has ended, the name is the other's.
    """
    aliases = await reads.session.execute(select(UnitAlias.folded, UnitAlias.unit_id))
    columns = (Unit.id, Unit.code, Unit.folded, Unit.valid_to)
    units = (await reads.session.execute(select(*columns))).all()
    borne = Counter(unit.folded for unit in units)
    known = {alias: unit_id for alias, unit_id in aliases if alias not in borne}
    known |= {unit.folded: unit.id for unit in units if borne[unit.folded] == 1}
    there = [
        one for one in units if one.valid_to is None or one.valid_to >= reads.today
    ]
    still = Counter(unit.folded for unit in there)
    known |= {unit.folded: unit.id for unit in there if still[unit.folded] == 1}
    return known | {fold(unit.code): unit.id for unit in units}


async def unit_names(reads: Reads, known: Collection[str]) -> dict[str, str]:
    """The proper names of units known by these folded names, aliases or codes."""
    ids = await known_units(reads)
    names = {unit.id: unit.name for unit in await all_of(reads, Unit)}
    return {name: names[ids[name]] for name in known if ids.get(name) in names}
