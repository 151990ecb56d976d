"""The office's own sheet, taken over again and again without doubles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.carry_over import Carried
from actions.update_endings import update_endings
from actions.update_people import update_people
from actions.update_units import update_units
from domain.office import OfficeSheet
from models.work import Database, Work


@dataclass(frozen=True)
class OfficeChange:
    """What became of a sheet. `unchanged` are units and officers that were so already.

    Who is not listed stays: a sheet may be of one part of the office only.
    """

    units_added: int
    units_changed: int
    officers_added: int
    officers_changed: int
    unchanged: int
    roles_added: int
    roles_ended: int
    units_not_listed: int
    officers_not_listed: int
    endings: Sequence[Carried] = ()  # of units, and what it moved


async def update_office(work: Work, sheet: OfficeSheet) -> OfficeChange:
    """Take over units, officers and roles; nobody and nothing is deleted.

    Who follows into a successor has his part there before his tasks go over.
    """
    units = await update_units(work, sheet.units)
    people = await update_people(work, sheet.people, units.ids)
    endings = await update_endings(work, sheet.units, units.ids)
    same_units = len(sheet.units) - units.added - units.changed
    return OfficeChange(
        units_added=units.added,
        units_changed=units.changed,
        officers_added=people.added,
        officers_changed=people.changed,
        unchanged=same_units + people.unchanged,
        roles_added=people.roles_added,
        roles_ended=people.roles_ended,
        units_not_listed=units.not_listed,
        officers_not_listed=people.not_listed,
        endings=tuple(endings),
    )


class _NotMeant(Exception):
    """Raised to take back what was only tried."""


async def preview_office(database: Database, sheet: OfficeSheet) -> OfficeChange:
    """What the sheet would change: it is done, counted and taken back, so that what is
    shown is what will be."""
    change: OfficeChange | None = None
    try:
        async with database.begin() as work:
            change = await update_office(work, sheet)
            raise _NotMeant
    except _NotMeant:
        assert change is not None
        return change
