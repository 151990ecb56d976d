"""Somebody is away for some days, and another one stands in for him."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.permissions import Action, may_in_unit
from domain.scope import Actor

LONGEST_AWAY = 366  # days; who is away for longer hands his tasks over


@dataclass(frozen=True, slots=True)
class Absence:
    """Both days belong to it."""

    officer_id: int
    stand_in_id: int
    first_on: date
    last_on: date

    def covers(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on

    def meets(self, other: Absence) -> bool:
        """The same person is away on a day of both."""
        if self.officer_id != other.officer_id:
            return False
        return self.first_on <= other.last_on and other.first_on <= self.last_on


def is_stretch(first_on: date, last_on: date, today: date) -> bool:
    """Whether somebody can be away so: in order, not over, and not for ever."""
    in_order = first_on <= last_on and last_on >= today
    return in_order and (last_on - first_on).days < LONGEST_AWAY


def may_arrange(
    actor: Actor, action: Action, officer_id: int, units: frozenset[int]
) -> bool:
    """For oneself; for others the head of one of their units, or an administrator.

    Who only stands in does not arrange for the one who is away.
    """
    if officer_id == actor.officer_id:
        return True
    return any(may_in_unit(actor, action, unit) for unit in units)
