"""Who cannot be reached: that he was told nothing is not that he did nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.directory import Directory, Place
from domain.escalation import LADDERS, Ladder
from domain.policy import Policy
from domain.reminders import Rule
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
    """An officer who should be told of open tasks of a unit, and cannot be.

    `above`: they are not his own to do or to track; he hears of them on the ladder.
    """

    officer_id: int
    unit_id: int
    cause: Cause
    tasks: int
    above: bool = False


def unreached_of(
    open_tasks: Iterable[OpenTasks],
    directory: Directory,
    linked: Collection[int],
    policy: Policy,
) -> tuple[Unreached, ...]:
    """By unit and officer. `linked` have, or have had, an account of theirs.

    Counted are the tasks for which he answers, or which he tracks; else those that
    climb to him when they are overdue. Who stands in for him today is told for him.
    """
    own: Counter[tuple[int, int]] = Counter()
    above: Counter[tuple[int, int]] = Counter()
    ladder = _ladder(directory, policy)
    for some in open_tasks:
        for officer, unit in _concerned(some, directory):
            own[unit, officer] += some.tasks
        heads = directory.of(some.lead_unit_id, Role.UNIT_HEAD)
        for officer, unit in {*((one, some.lead_unit_id) for one in heads), *ladder}:
            above[unit, officer] += some.tasks
    return tuple(
        Unreached(
            officer,
            unit,
            _cause(officer, directory, linked),
            own[unit, officer] or above[unit, officer],
            above=(unit, officer) not in own,
        )
        for unit, officer in sorted(own.keys() | above.keys())
        if not _is_told(officer, directory)
    )


def told_of_unreached(directory: Directory, unit_id: int) -> tuple[Place, ...]:
    """Who hears that people of a unit cannot be told: its heads, or who stands in.

    Where none of them can be told either, the leaders of the Office as well: nobody in
    the unit would know of it.
    """
    heads = directory.places(directory.acting(directory.of(unit_id, Role.UNIT_HEAD)))
    if any(place.chat_id is not None for place in heads):
        return heads
    leaders = directory.acting(directory.everybody(Role.OFFICE_LEADER))
    return tuple(dict.fromkeys((*heads, *directory.places(leaders))))


def _is_told(officer: int, directory: Directory) -> bool:
    """Himself, or who stands in for him; for who has left nobody does."""
    if officer not in directory.active:
        return False
    return any(one in directory.chats for one in directory.acting((officer,)))


def _ladder(directory: Directory, policy: Policy) -> set[tuple[int, int]]:
    """(officer, unit): who hears of every unit's tasks, by this policy's ladder."""
    climbs = Rule.ESCALATION not in policy.off
    steps = LADDERS[: len(policy.escalation_steps)] if climbs else ()
    roles: set[Role] = set()
    if Ladder.TRACKER in steps or Rule.URGENT not in policy.off:
        roles.add(Role.OFFICE_LEADER)
    if Ladder.LEADER in steps:
        roles.add(Role.LEADER)
    return {
        (officer, unit)
        for (unit, role), officers in directory.holders.items()
        if role in roles
        for officer in officers
    }


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
