"""Which units to inspect first (001, point 3). Never shown to the units themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from domain.standings import Standing, by_unit
from domain.terms import days_late


@dataclass(frozen=True)
class Suspect:
    """A unit with something overdue, done late this year, or open and undated."""

    unit: str
    overdue: int
    longest: int  # calendar days of the one that is longest overdue; 0: none is
    late: int
    undated: int


def to_inspect(
    tasks: Iterable[Standing], names: Mapping[int, str], today: date
) -> tuple[Suspect, ...]:
    """The worst first: most overdue, then longest, then most done late."""
    found = []
    for unit, its in by_unit(tasks).items():
        overdue = [
            days_late(task.due_on, today)
            for task in its
            if task.due_on is not None and task.is_overdue(today)
        ]
        late = sum(task.is_late for task in its)
        undated = sum(task.is_open and task.due_on is None for task in its)
        if overdue or late or undated:
            longest = max(overdue, default=0)
            name = names.get(unit, "")
            found.append(Suspect(name, len(overdue), longest, late, undated))
    return tuple(sorted(found, key=_order))


def _order(suspect: Suspect) -> tuple[int, int, int, str]:
    return -suspect.overdue, -suspect.longest, -suspect.late, suspect.unit
