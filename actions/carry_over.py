"""On the day a unit ends its work goes over: moved, told, and never twice.

Done by the office's file and by a tick; whichever comes first. A register that names
the old unit later on brings tasks that go the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from actions.inherit_tasks import Passed, Passing, inherit_tasks
from actions.tell_of_endings import Inheritance, tell_left_over, tell_of_inheritance
from domain.succession import Ending, ended_by, heirs
from models.queries.endings import (
    as_rules,
    groups_bound,
    members_of,
    names_of,
    open_led,
    open_supported,
    open_tracked,
    standing_endings,
)
from models.queries.passing import open_papers, pass_papers
from models.tables import UnitEnding
from models.work import Work


class Fate(StrEnum):
    """What becomes of what is open."""

    MOVED = "moved"
    AHEAD = "ahead"  # its day is to come
    DIVIDED = "divided"  # several take over: a person says which
    NOBODY = "nobody"  # its work ends, and yet something is open
    GIVEN_BACK = "given_back"  # the end was a mistake


@dataclass(frozen=True)
class Carried:
    """One unit's end, as people are shown it. Counts are tasks."""

    fate: Fate
    unit: str
    successors: tuple[str, ...]
    last_on: date
    led: int = 0
    tracked: int = 0
    supported: int = 0
    groups: tuple[str, ...] = ()

    @property
    def tasks(self) -> int:
        return self.led + self.tracked + self.supported


@dataclass
class _Carrying:
    """One pass over the endings; what is to be told gathers here, by successor."""

    work: Work
    door: str
    rows: Mapping[int, UnitEnding]
    endings: Mapping[int, Ending[int]]
    names: Mapping[int, str]
    not_before: datetime | None = None
    carried: list[Carried] = field(default_factory=list)
    inherited: dict[int, Inheritance] = field(default_factory=dict)


async def carry_over(
    work: Work, *, door: str, not_before: datetime | None = None
) -> list[Carried]:
    """What had to be done today; nothing the second time.

    `not_before`: at night it is done, and told in the morning.
    """
    rows = await standing_endings(work)
    endings = as_rules(rows.values())
    named = {*rows, *(one for row in rows.values() for one in row.successors)}
    names = await names_of(work, named)
    carrying = _Carrying(work, door, rows, endings, names, not_before)
    for unit in ended_by(work.today, endings):
        await _carry(carrying, unit)
    for inheritance in carrying.inherited.values():
        await tell_of_inheritance(work, inheritance, names, not_before)
    await work.session.flush()
    return carrying.carried


async def _carry(carrying: _Carrying, unit: int) -> None:
    row, ending = carrying.rows[unit], carrying.endings[unit]
    to = heirs(unit, ending.since, carrying.endings).one
    first = row.carried_at is None
    if to is None:
        if first:
            await _leave(carrying, row)
        return
    note = carrying.names[unit]
    note = f"{note} ({row.basis})" if row.basis else note
    following = await _following(carrying, unit)
    passing = Passing(unit, to, ending.since, note, carrying.door, following)
    passed = await inherit_tasks(carrying.work, passing)
    row.supported = sorted({*row.supported, *passed.supported})
    await _pass_papers(carrying, row, to)
    _remember(carrying, passing, passed, row.basis)
    groups = await _first_time(carrying, row) if first else ()
    if passed.tasks or first:
        shown = _shown(carrying, row, Fate.MOVED, passed)
        carrying.carried.append(Carried(**{**vars(shown), "groups": groups}))


async def _pass_papers(carrying: _Carrying, row: UnitEnding, to: int) -> None:
    """Proposals, petitions and what a round asks; their clocks and rights go along."""
    papers = await open_papers(carrying.work, [row.unit_id])
    await pass_papers(carrying.work, papers, row.unit_id, to)
    row.papers = {
        name: [*row.papers.get(name, ()), *papers.get(name, ())]
        for name in {*row.papers, *papers}
    }


async def _following(carrying: _Carrying, unit: int) -> frozenset[int]:
    """Who has a part in whatever unit does its work today, along the whole chain."""
    now = heirs(unit, carrying.work.today, carrying.endings).units
    members = [await members_of(carrying.work, one) for one in now]
    return frozenset().union(*members)


def _remember(
    carrying: _Carrying, passing: Passing, passed: Passed, basis: str
) -> None:
    """Along a chain only the last of it hears of a task."""
    if not passed.tasks:
        return
    known = carrying.inherited
    one = known.setdefault(passing.to, Inheritance(passing.to, passing.since))
    one.units.append(passing.unit_id)
    one.bases.append(basis)
    one.led += passed.led
    one.tracked += passed.tracked
    one.supported += passed.supported
    before = known.get(passing.unit_id)
    if before is not None:
        one.units += before.units
        one.former |= before.former
        del known[passing.unit_id]
    for officer, tasks in passed.former.items():
        one.former.setdefault(officer, []).extend(tasks)


async def _first_time(carrying: _Carrying, row: UnitEnding) -> tuple[str, ...]:
    """Groups still bound to the unit stay, and the administrator hears of them."""
    row.carried_at = carrying.work.now
    groups = tuple(await groups_bound(carrying.work, row.unit_id))
    if groups:
        await tell_left_over(carrying.work, row, carrying.names, groups=groups)
    return groups


async def _leave(carrying: _Carrying, row: UnitEnding) -> None:
    """Nobody can say to whom it goes but a person: what is open stays where it is."""
    fate = Fate.DIVIDED if row.successors else Fate.NOBODY
    still = await still_open(carrying.work, row.unit_id)
    groups = await _first_time(carrying, row)
    shown = _shown(carrying, row, fate, still)
    if still.tasks:
        await tell_left_over(carrying.work, row, carrying.names, tasks=len(still.tasks))
    carrying.carried.append(Carried(**{**vars(shown), "groups": groups}))


async def still_open(work: Work, unit_id: int) -> Passed:
    """What is open of a unit, as it would go over."""
    return Passed(
        led=[task.id for task in await open_led(work, unit_id)],
        tracked=await open_tracked(work, unit_id),
        supported=await open_supported(work, unit_id),
    )


def _shown(carrying: _Carrying, row: UnitEnding, fate: Fate, passed: Passed) -> Carried:
    return shown(row, carrying.names, fate, passed)


def shown(
    row: UnitEnding, names: Mapping[int, str], fate: Fate, passed: Passed
) -> Carried:
    return Carried(
        fate,
        names[row.unit_id],
        tuple(names[one] for one in row.successors),
        row.last_on,
        len(passed.led),
        len(passed.tracked),
        len(passed.supported),
    )
