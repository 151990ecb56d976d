"""The unit that somebody names; of one that has ended, who does its work now."""

from __future__ import annotations

from datetime import date

from domain.refusals import Reason, Refusal
from domain.succession import has_ended, heirs
from models.queries.endings import names_of, read_endings
from models.queries.people import unit_named
from models.tables import Unit
from models.work import Reads


async def find_unit(
    reads: Reads, words: str, *, since: date | None = None
) -> Unit | None:
    """A unit by Mã, name or other name; None for one that nobody knows.

    Raises Refusal of one that had ended before `since` (today): with the name of its
    successor, of whom the asker may want to ask instead.
    """
    unit = await unit_named(reads, words)
    if unit is not None:
        await check_unit(reads, unit, since or reads.today)
    return unit


async def check_unit(reads: Reads, unit: Unit, day: date) -> None:
    """Raises Refusal of one that is not there any more on that day."""
    endings = await read_endings(reads)
    if not has_ended(unit.id, day, endings):
        return
    units = heirs(unit.id, reads.today, endings).units
    names = await names_of(reads, units)
    facts = {"name": unit.name, "date": endings[unit.id].since.isoformat()}
    if units:
        facts["successor"] = ", ".join(names[one] for one in units)
    raise Refusal(Reason.UNIT_ENDED, **facts)
