"""What an administrator is told in the morning: messages, the calendar, people.

And the heads of units, or the Office's leaders: who of the unit cannot be reached.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from actions.tell_places import Told
from domain.calendar import DAY
from domain.reach import told_of_unreached
from domain.reminders import Moment, Rule, first_of_week, is_first_of_week, slot_key
from domain.tasks import Role
from models.outbox import Live
from models.queries.calendar import unconfirmed
from models.queries.parked import (
    SUBJECT,
    count_parked,
    count_since,
    freeze_cards,
    last_told,
    was_lost,
)
from scheduler.told import Planning


async def tell_parked(planning: Planning, moment: Moment) -> list[Told]:
    """One list for each administrator, if there is anything to be said.

    After an outage it reaches back to the last list: nothing is dropped in silence.
    Once a week, on its first working day or, after an outage, on the next that is
    worked: that the days off of this year or the next are not confirmed, and who
    cannot be reached.
    """
    reads, today = planning.reads, moment.slot.date()
    before = await last_told(reads, Rule.ADMIN_DIGEST)
    counts = asdict(await count_since(reads, before or moment.slot - DAY))
    weekly = await _is_weekly(planning, today, before)
    lasting = weekly and await _lasting(planning, today)
    if not (await count_parked(reads) or any(counts.values()) or lasting):
        return []
    async with planning.begin() as work:
        await freeze_cards(work, made_before=moment.slot)
    key = slot_key(moment)
    directory = planning.directory
    return [
        Told(
            moment.rule,
            SUBJECT,
            directory.place(officer),
            key,
            live=Live.PARKED,
            params={
                "slot": moment.slot.isoformat(),
                "officer": officer,
                "weekly": weekly,
                **counts,
            },
        )
        for officer in directory.everybody(Role.ADMIN)
    ]


async def _is_weekly(planning: Planning, today: date, before: datetime | None) -> bool:
    """No list was told yet since the first working morning of this week."""
    calendar, policy = planning.calendar, planning.policy
    if before is None or not calendar.is_working(today):
        return is_first_of_week(calendar, today)
    first = policy.at(first_of_week(calendar, today), policy.morning_at)
    return before < first or await was_lost(planning.reads, since=first)


async def _lasting(planning: Planning, today: date) -> bool:
    """Whether there is something that is worth saying once a week."""
    days = await unconfirmed(planning.reads, today)
    return bool(days or await planning.looks.unreached())


async def tell_unreached(planning: Planning, moment: Moment) -> list[Told]:
    """By unit: who of it cannot be told of his tasks."""
    units = {one.unit_id for one in await planning.looks.unreached()}
    directory = planning.directory
    return [
        Told(moment.rule, f"unit:{unit}", place, slot_key(moment))
        for unit in sorted(units)
        for place in told_of_unreached(directory, unit)
    ]
