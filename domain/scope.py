"""Who sees what (design.md section 4): what a person may read, as plain facts.

`models/` turns a scope into SQL; `covers` says the same about one task, so that the two
can be held against each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from domain.tasks import Role

EVERYWHERE = frozenset({Role.LEADER, Role.OFFICE_LEADER, Role.SYNTHESIS})
# The roles whose people have a part in a unit's own work.
OF_A_UNIT = frozenset({Role.OFFICER, Role.CONTACT, Role.UNIT_HEAD})
# An administrator sees people and settings; who is nothing else has no tasks.
WITHOUT_TASKS = frozenset({Role.ADMIN})


class Membership(NamedTuple):
    """A role in a unit, in force today."""

    role: Role
    unit_id: int


class Part(NamedTuple):
    """Whose membership it is."""

    role: Role
    unit_id: int
    officer_id: int


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. Several roles give the union of their rights; none gives nothing."""

    officer_id: int
    memberships: tuple[Membership, ...] = ()
    stands_in_for: frozenset[int] = frozenset()  # officers who are away today

    @property
    def acts_for(self) -> frozenset[int]:
        """Whose own tasks he answers for: his, and of those for whom he stands in."""
        return self.stands_in_for | {self.officer_id}

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(member.role for member in self.memberships)

    def units_as(self, *roles: Role) -> frozenset[int]:
        """The units in which he has one of these roles."""
        return frozenset(
            member.unit_id for member in self.memberships if member.role in roles
        )


def standing_in(officer_id: int, parts: Iterable[Part]) -> Actor:
    """The officer with his own parts, and those of whom he stands in for.

    Who stands in acts in every part but an administrator's: people and settings are
    not handed on by going away.
    """
    given = list(parts)
    own = [one for one in given if one.officer_id == officer_id]
    lent = [
        one
        for one in given
        if one.officer_id != officer_id and one.role is not Role.ADMIN
    ]
    memberships = dict.fromkeys(
        Membership(one.role, one.unit_id) for one in (*own, *lent)
    )
    away = frozenset(one.officer_id for one in given) - {officer_id}
    return Actor(officer_id, tuple(memberships), away)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRights:
    """What decides about the rights to a task."""

    lead_unit_id: int
    tracking_unit_id: int | None = None
    officer_id: int | None = None
    support_units: frozenset[int] = frozenset()
    is_open: bool = True
    is_overdue: bool = False
    is_undated: bool = False  # without a deadline, and open


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What he may read: a task is within it when any one of these holds.

    A unit's tasks are those that it leads and those in which it supports; figures count
    the led ones only.
    """

    everything: bool = False
    units: frozenset[int] = frozenset()  # all tasks of these units
    units_open: frozenset[int] = frozenset()  # the open tasks of these units
    divisions: frozenset[int] = frozenset()  # tasks which these units track
    officer_id: int | None = None  # tasks assigned to this officer
    stands_in_for: frozenset[int] = frozenset()  # tasks assigned to these
    overdue_or_undated: bool = False  # of every unit
    registers: bool = False  # documents and registers, but no progress

    @property
    def is_empty(self) -> bool:
        """Whether he may read no task at all."""
        return not (
            self.everything
            or self.units
            or self.units_open
            or self.divisions
            or self.officer_id is not None
            or self.stands_in_for
            or self.overdue_or_undated
        )

    def covers(self, task: TaskRights) -> bool:
        """Whether he may read this task."""
        parties = task.support_units | {task.lead_unit_id}
        return (
            self.everything
            or bool(parties & self.units)
            or (task.is_open and bool(parties & self.units_open))
            or task.tracking_unit_id in self.divisions
            or (task.officer_id is not None and task.officer_id == self.officer_id)
            or task.officer_id in self.stands_in_for
            or (self.overdue_or_undated and (task.is_overdue or task.is_undated))
        )

    def counts(self, lead_unit_id: int, tracking_unit_id: int | None) -> bool:
        """Whether his figures count a task: led by a unit, or tracked by a division."""
        return (
            self.everything
            or lead_unit_id in self.units
            or tracking_unit_id in self.divisions
        )


def scope_of(actor: Actor) -> Scope:
    """What he may read task by task: `/viec`, `/trangthai`, `/quahan`."""
    return Scope(
        everything=bool(actor.roles & EVERYWHERE),
        units=actor.units_as(Role.UNIT_HEAD),
        units_open=actor.units_as(Role.OFFICER, Role.CONTACT),
        divisions=actor.units_as(Role.TRACKER),
        officer_id=actor.officer_id if actor.roles - WITHOUT_TASKS else None,
        stands_in_for=actor.stands_in_for,
        overdue_or_undated=Role.TASK_FORCE in actor.roles,
        registers=Role.CLERK in actor.roles,
    )


def summary_scope_of(actor: Actor) -> Scope:
    """What `/tongket` counts for him: all, what his division tracks, or his unit.

    Empty for who may not ask (design.md section 6).
    """
    return Scope(
        everything=bool(actor.roles & EVERYWHERE),
        units=actor.units_as(*OF_A_UNIT),
        divisions=actor.units_as(Role.TRACKER),
    )


def urge_scope_of(actor: Actor) -> Scope:
    """Whose tasks he may urge by hand: all, or what his division tracks."""
    return Scope(
        everything=bool(actor.roles & EVERYWHERE),
        divisions=actor.units_as(Role.TRACKER),
    )
