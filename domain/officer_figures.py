"""The year's figures of each officer, for scoring and commendation (001, point 2).

They are personal data: only where the policy wants them, and only for who may draw up
the papers of the office. No paper that leaves it and no file for the portal has them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.calendar import WorkingCalendar
from domain.figures import Counts
from domain.periods import Period
from domain.standings import Standing, given_in, tally


@dataclass(frozen=True, slots=True)
class OfficerFigures:
    """One officer's tasks given in the period, as they stand at the cut-off."""

    name: str
    unit: str
    given: Counts


@dataclass(frozen=True)
class Charge:
    """Who has which task at the cut-off, and who that is: his name, and his unit's."""

    officers: Mapping[int, int] = field(default_factory=dict)  # task -> officer
    people: Mapping[int, tuple[str, str]] = field(default_factory=dict)


def by_officer(
    tasks: Collection[Standing],
    charge: Charge,
    period: Period,
    *,
    as_of: date,
    calendar: WorkingCalendar,
) -> tuple[OfficerFigures, ...]:
    """By unit and name. A task that nobody was given is in nobody's figures."""
    own: dict[int, list[Standing]] = defaultdict(list)
    for task in given_in(tasks, period):
        if task.id in charge.officers:
            own[charge.officers[task.id]].append(task)
    figures = [
        OfficerFigures(
            *charge.people.get(officer, ("", "")),
            tally(some, today=as_of, calendar=calendar),
        )
        for officer, some in own.items()
    ]
    return tuple(sorted(figures, key=lambda one: (one.unit, one.name)))
