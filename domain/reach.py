"""Who cannot be reached: that he was told nothing is not that he did nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.directory import Directory
from domain.tasks import Role


class Cause(StrEnum):
    """Why nothing reaches him."""

    NEVER_LINKED = "never_linked"
    BLOCKED = "blocked"  # the chat with the bot was blocked or deleted
    LEFT = "left"  # he is no longer one of the office, and tasks still bear his name


@dataclass(frozen=True, slots=True)
class OpenTasks:
    """So many open tasks of an officer (None: of nobody) that a unit leads."""

    officer_id: int | None
    lead_unit_id: int
    tracking_unit_id: int | None
    tasks: int


@dataclass(frozen=True, slots=True)
class Unreached:
    """An officer who should be told of open tasks of a unit, and cannot be."""

    officer_id: int
    unit_id: int
    cause: Cause
    tasks: int


def unreached_of(
    open_tasks: Iterable[OpenTasks], directory: Directory, linked: Collection[int]
) -> tuple[Unreached, ...]:
    """By unit and officer. `linked` have, or have had, an account of theirs.

    Counted are the tasks for which he answers, or which he tracks.
    """
    found: dict[tuple[int, int], int] = {}
    for some in open_tasks:
        for officer, unit in _concerned(some, directory):
            if directory.chats.get(officer) is None:
                found[unit, officer] = found.get((unit, officer), 0) + some.tasks
    return tuple(
        Unreached(officer, unit, _cause(officer, directory, linked), tasks)
        for (unit, officer), tasks in sorted(found.items())
    )


def _concerned(some: OpenTasks, directory: Directory) -> set[tuple[int, int]]:
    """(officer, unit): who answers for these, who left them behind, who tracks them."""
    unit, division = some.lead_unit_id, some.tracking_unit_id
    concerned = {
        (one, unit) for one in directory.responsible(some.officer_id, some.lead_unit_id)
    }
    if some.officer_id is not None and some.officer_id not in directory.active:
        concerned.add((some.officer_id, unit))
    if division is not None:
        trackers = directory.of(division, Role.TRACKER)
        concerned |= {(one, division) for one in trackers}
    return concerned


def _cause(officer: int, directory: Directory, linked: Collection[int]) -> Cause:
    if officer not in directory.active:
        return Cause.LEFT
    return Cause.BLOCKED if officer in linked else Cause.NEVER_LINKED
