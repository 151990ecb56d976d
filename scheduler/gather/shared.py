"""What the digests of one round have in common: read once for all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from domain.calendar import WorkingCalendar
from domain.directory import Directory
from models.outbox import Live
from models.queries.digests import Told, told_by_each
from models.queries.directory import read_parts
from models.work import Reads
from models.working_days import read_calendar
from scheduler.gather.kept import Kept


@dataclass(frozen=True)
class Shared:
    """`parts` are those of all the officers of the round, and of nobody else."""

    calendar: WorkingCalendar
    parts: Directory
    told: Mapping[int, Sequence[Told]] = field(default_factory=dict)


async def read_shared(reads: Reads, kept: Collection[Kept]) -> Shared | None:
    """None if there is no digest among them: then there is nothing to be read."""
    digests = [one for one in kept if one.notice == Live.DIGEST]
    if not digests:
        return None
    told = {one.params.get("officer") for one in digests}
    officers = {one for one in told if one is not None}  # None for a group
    return Shared(
        calendar=await read_calendar(reads),
        parts=await read_parts(reads, *officers),
        told=await told_by_each(reads, [one.delivery_id for one in digests]),
    )
