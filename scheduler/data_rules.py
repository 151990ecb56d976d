"""Once a week: what is to be mended in the register, to who may mend it (003, 2c)."""

from __future__ import annotations

from actions.tell_places import Told
from domain.data_quality import Yardstick
from domain.reminders import Moment, slot_key
from domain.tasks import Role
from models.queries.data_quality import divisions_to_mend
from scheduler.told import Planning


async def tell_data_quality(planning: Planning, moment: Moment) -> list[Told]:
    """Clerks hear of all, a tracker of what his division tracks; never a group."""
    by = Yardstick(moment.slot.date(), planning.calendar, planning.policy.entry_days)
    divisions = await divisions_to_mend(planning.reads, by)
    if not divisions:
        return []
    directory = planning.directory
    officers = set(directory.acting(directory.everybody(Role.CLERK)))
    for division in divisions:
        officers |= set(directory.acting(directory.of(division, Role.TRACKER)))
    key = slot_key(moment)
    return [
        Told(moment.rule, f"officer:{officer}", directory.place(officer), key)
        for officer in sorted(officers)
    ]
