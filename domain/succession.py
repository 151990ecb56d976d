"""Units that end, and who takes over: the mergers of 2025 (domain.md 1.11).

A unit ends after its last day; from the next day on another does its work. That one may
end as well, so a chain is followed to whoever does the work on a given day. Where one
unit becomes several, nobody but a person can say which task goes where.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from domain.calendar import DAY

K = TypeVar("K", bound=Hashable)  # a unit: its number, or its Mã


@dataclass(frozen=True, slots=True)
class Ending(Generic[K]):
    """`last`: the last day on which the unit is there. No successor: its work ends."""

    last: date
    successors: tuple[K, ...] = ()

    @property
    def since(self) -> date:
        """The first day of the successors."""
        return self.last + DAY


Endings = Mapping[K, Ending[K]]


@dataclass(frozen=True, slots=True)
class Heirs(Generic[K]):
    """Who does a unit's work on a day: one, several of whom a person chooses, nobody.

    One that has not ended is its own heir.
    """

    units: tuple[K, ...]

    @property
    def one(self) -> K | None:
        return self.units[0] if len(self.units) == 1 else None

    @property
    def is_divided(self) -> bool:
        return len(self.units) > 1


class Circle(ValueError):
    """Units that succeed each other round and round."""


def heirs(unit: K, on: date, endings: Endings[K]) -> Heirs[K]:
    """Who does the work of the unit on that day. Raises Circle.

    Parts of a divided unit that come together again later are one heir.
    """
    return Heirs(tuple(dict.fromkeys(_heirs(unit, on, endings, ()))))


def _heirs(
    unit: K, on: date, endings: Endings[K], passed: tuple[K, ...]
) -> Iterable[K]:
    if unit in passed:
        raise Circle(unit)
    ending = endings.get(unit)
    if ending is None or ending.last >= on:
        yield unit
        return
    for successor in ending.successors:
        yield from _heirs(successor, on, endings, (*passed, unit))


def ended_by(on: date, endings: Endings[K]) -> list[K]:
    """The units that are no more on that day, those that ended first at the front."""
    over = [unit for unit, ending in endings.items() if ending.last < on]
    return sorted(over, key=lambda unit: endings[unit].last)


def has_ended(unit: K, on: date, endings: Endings[K]) -> bool:
    ending = endings.get(unit)
    return ending is not None and ending.last < on


class Flaw(StrEnum):
    """Why an ending cannot be as it is written."""

    BEFORE_ITS_START = "ends_before_start"
    NO_LAST_DAY = "no_last_day"  # a successor, and no day
    IN_A_CIRCLE = "in_a_circle"
    NOT_THERE = "successor_not_there"  # not yet, or no more, on the first day


@dataclass(frozen=True, slots=True)
class Life(Generic[K]):
    """From when to when a unit is there, as a sheet says it; None: no such day.

    `basis` is the document that ends it.
    """

    first: date | None = None
    last: date | None = None
    successors: tuple[K, ...] = ()
    basis: str = ""

    @property
    def ending(self) -> Ending[K] | None:
        return None if self.last is None else Ending(self.last, self.successors)


def flaw_of(unit: K, lives: Mapping[K, Life[K]]) -> Flaw | None:
    """What is wrong with a unit's end, among the lives of all; None: nothing."""
    life = lives[unit]
    if life.last is None:
        return Flaw.NO_LAST_DAY if life.successors else None
    if life.first is not None and life.last < life.first:
        return Flaw.BEFORE_ITS_START
    endings = {one: found for one, said in lives.items() if (found := said.ending)}
    try:
        heirs(unit, date.max, endings)
    except Circle:
        return Flaw.IN_A_CIRCLE
    taking = heirs(unit, life.last + DAY, endings).units
    if life.successors and not taking:
        return Flaw.NOT_THERE
    young = any(_begins_after(life.last + DAY, lives.get(one)) for one in taking)
    return Flaw.NOT_THERE if young else None


def _begins_after(day: date, life: Life[K] | None) -> bool:
    return life is not None and life.first is not None and life.first > day
