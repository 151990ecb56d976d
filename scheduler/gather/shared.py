"""What the digests of one round have in common: read once for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.calendar import WorkingCalendar
from domain.directory import Directory
from domain.notices import SHOWN, TaskLine
from domain.policy import Policy
from domain.reminders import Rule
from domain.weekly_window import weekly_window
from models.outbox import Live
from models.queries.digests import Told, told_by_each
from models.queries.directory import read_parts
from models.queries.owed import owed_by
from models.queries.task_lines import lines_in_order
from models.work import Reads
from models.working_days import read_calendar
from scheduler.gather.kept import Kept

WEEKLY = (Rule.WEEKLY_DUE, Rule.WEEKLY_HEADS_UP)

Owed = Mapping[tuple[int, datetime], Sequence[int]]


@dataclass(frozen=True)
class Shared:
    """`parts` are those of all the officers of the round, and of nobody else.

    `weeks`: since when an update counts for the week of which a reminder speaks, by
    the day of its slot. `owed`: the tasks that lack an update of an officer since a
    moment, all of them; `lines`: those of the first that are shown, and of all that is
    told of.
    """

    calendar: WorkingCalendar
    parts: Directory
    told: Mapping[int, Sequence[Told]] = field(default_factory=dict)
    weeks: Mapping[str, datetime] = field(default_factory=dict)
    owed: Owed = field(default_factory=dict)
    lines: Mapping[int, TaskLine] = field(default_factory=dict)


async def read_shared(
    reads: Reads, policy: Policy, kept: Collection[Kept]
) -> Shared | None:
    """None if there is no digest among them: then there is nothing to be read."""
    digests = [one for one in kept if one.notice == Live.DIGEST]
    if not digests:
        return None
    readers = {one.delivery_id: one.params.get("officer") for one in digests}
    officers = {one for one in readers.values() if one is not None}  # None for a group
    calendar = await read_calendar(reads)
    parts = await read_parts(reads, *officers)
    told = await told_by_each(reads, readers)
    weekly = {
        (one.day, officer)
        for delivery, officer in readers.items()
        for one in told[delivery]
        if one.rule in WEEKLY and officer is not None
    }
    weeks = {day: _week_asked(day, policy, calendar) for day in {d for d, _ in weekly}}
    asked: dict[datetime, set[int]] = defaultdict(set)
    for day, officer in weekly:
        asked[weeks[day]].add(officer)
    owed = await _owed(reads, parts, asked)
    lines = await _lines(reads, calendar, told, owed)
    return Shared(calendar, parts, told, weeks, owed, lines)


def _week_asked(day: str, policy: Policy, calendar: WorkingCalendar) -> datetime:
    worked = calendar.previous_working(date.fromisoformat(day))
    slot = policy.at(worked, policy.on(worked).weekly_due_at)
    return weekly_window(policy, calendar, slot).opens


async def _owed(
    reads: Reads, parts: Directory, weeks: Mapping[datetime, Collection[int]]
) -> Owed:
    return {
        (officer, since): tasks
        for since, officers in weeks.items()
        for officer, tasks in (
            await owed_by(reads, parts, officers, since=since)
        ).items()
    }


async def _lines(
    reads: Reads,
    calendar: WorkingCalendar,
    told: Mapping[int, Sequence[Told]],
    owed: Owed,
) -> dict[int, TaskLine]:
    wanted = {task for tasks in owed.values() for task in tasks[:SHOWN]}
    named = {one.task for some in told.values() for one in some}
    wanted |= {task for task in named if task is not None}
    lines = await lines_in_order(reads, calendar, sorted(wanted))
    return {line.id: line for line in lines}
