"""What is open of a unit that ended goes to whoever does its work now.

One event for each task, on the first day of the successor: figures of the days before
say the old name, those since then the new one (docs/decisions/0035).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.history import Change, Kind, record_alike
from models.queries.endings import (
    LedTask,
    named_since,
    open_led,
    open_supported,
    open_tracked,
    swap_support,
    swap_way,
)
from models.work import Work


@dataclass(frozen=True)
class Passing:
    """From which unit to which; `note` stands in the history of each task.

    `following`: the officers who have a part where the work is done now.
    """

    unit_id: int
    to: int
    since: date
    note: str
    door: str
    following: frozenset[int] = frozenset()


@dataclass
class Passed:
    """The tasks that went over, by what the unit was to them.

    `former`: those that had an officer who has no part in the successor.
    """

    led: list[int] = field(default_factory=list)
    tracked: list[int] = field(default_factory=list)
    supported: list[int] = field(default_factory=list)
    former: dict[int, list[int]] = field(default_factory=dict)  # officer -> tasks

    @property
    def tasks(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys((*self.led, *self.tracked, *self.supported)))


async def inherit_tasks(work: Work, passing: Passing) -> Passed:
    """Move what is open; the second time there is nothing left to move."""
    passed = Passed()
    led = await open_led(work, passing.unit_id)
    if led:
        await _pass_led(work, passing, led, passed)
    passed.tracked = await open_tracked(work, passing.unit_id)
    columns = {"tracking_unit_id": passing.to}
    await _record(work, passing, columns, passed.tracked)
    passed.supported = await open_supported(work, passing.unit_id)
    if passed.supported:
        await swap_support(work, passed.supported, passing.unit_id, passing.to)
        await _record(work, passing, {}, passed.supported)
    await swap_way(work, passing.unit_id, passing.to)
    return passed


async def _pass_led(
    work: Work, passing: Passing, led: Iterable[LedTask], passed: Passed
) -> None:
    """An officer keeps his task where he has a part in the successor as well."""
    with_officer: list[int] = []
    without: list[int] = []
    for task in led:
        passed.led.append(task.id)
        if task.officer_id is None or task.officer_id in passing.following:
            with_officer.append(task.id)
        else:
            without.append(task.id)
            passed.former.setdefault(task.officer_id, []).append(task.id)
    columns: dict[str, Any] = {"lead_unit_id": passing.to}
    await _record(work, passing, columns, with_officer)
    await _record(work, passing, {**columns, "officer_id": None}, without)


async def _record(
    work: Work, passing: Passing, columns: dict[str, Any], tasks: Sequence[int]
) -> None:
    """On the successor's first day; where the task was given later, on that day."""
    later: dict[int, date] = {}
    if columns and tasks and passing.since <= work.today:
        first = next(iter(columns))
        later = await named_since(work, tasks, first, passing.since)
    by_day: dict[date, list[int]] = defaultdict(list)
    for task in tasks:
        by_day[later.get(task, passing.since)].append(task)
    for day, some in sorted(by_day.items()):
        change = Change(
            task_id=0,
            kind=Kind.INHERITED,
            door=passing.door,
            effective_on=day,
            columns=columns,
            note=passing.note,
        )
        await record_alike(work, change, some)
