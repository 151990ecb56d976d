"""Which units to inspect first (001, point 3). Never shown to the units themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from domain.scope import Actor
from domain.standings import Standing, by_unit
from domain.tasks import Role
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


def hidden_units(actor: Actor) -> frozenset[int]:
    """The units whose inspection is not his to see, whatever else he is.

    A member of the task force may belong to a unit as well: it is never told.
    """
    return frozenset(
        one.unit_id for one in actor.memberships if one.role is not Role.TASK_FORCE
    )


def may_plan(day: date, today: date) -> bool:
    """From today on, within a year."""
    return today <= day <= today + timedelta(days=366)
