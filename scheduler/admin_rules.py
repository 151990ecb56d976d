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
    reads = planning.reads
    since = await last_told(reads, Rule.ADMIN_DIGEST) or moment.slot - DAY
    counts = asdict(await count_since(reads, since))
    if not await count_parked(reads) and not any(counts.values()):
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
            params={"slot": moment.slot.isoformat(), "officer": officer, **counts},
        )
        for officer in directory.everybody(Role.ADMIN)
    ]
