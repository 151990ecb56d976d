"""What an administrator is told each morning: messages that went astray."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

from domain.reminders import Moment, Rule, slot_key
from domain.tasks import Role
from models.outbox import Live
from models.queries.parked import (
    SUBJECT,
    count_parked,
    count_since,
    freeze_cards,
    last_told,
)
from scheduler.told import Planning, Told

DAY = timedelta(days=1)


async def tell_parked(planning: Planning, moment: Moment) -> list[Told]:
    """One list for each administrator, if there is anything to be said.

    After an outage it reaches back to the last list: nothing is dropped in silence.
    """
    work = planning.work
    since = await last_told(work, Rule.ADMIN_DIGEST) or moment.slot - DAY
    counts = asdict(await count_since(work, since))
    if not await count_parked(work) and not any(counts.values()):
        return []
    await freeze_cards(work)
    key = slot_key(moment)
    directory = planning.directory
    return [
        Told(
            moment.rule,
            SUBJECT,
            directory.place(officer),
            key,
            live=Live.PARKED,
            params={"slot": moment.slot.isoformat(), "officer": officer, **counts},
        )
        for officer in directory.everybody(Role.ADMIN)
    ]
