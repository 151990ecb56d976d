"""The office's own sheet, taken over again and again without doubles."""

from __future__ import annotations

from dataclasses import dataclass

from actions.update_people import update_people
from actions.update_units import update_units
from domain.office import OfficeSheet
from models.work import Work


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


async def update_office(work: Work, sheet: OfficeSheet) -> OfficeChange:
    """Take over units, officers and roles; nobody and nothing is deleted."""
    units = await update_units(work, sheet.units)
    people = await update_people(work, sheet.people, units.ids)
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
    )
