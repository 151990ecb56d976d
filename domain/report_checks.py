"""What a report says of its own ground: who confirmed it, who kept his updates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from domain.compliance import WeekResult
from domain.figures import Rate
from domain.processes import State
from domain.rounds import UNCONFIRMED, RowState


@dataclass(frozen=True, slots=True)
class UnitDocuments:
    """Documents of a unit that did not go the prescribed way (002, section 2)."""

    unit_id: int
    name: str
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitWeeks:
    """A unit's weekly updates in a period: so many people and weeks added up."""

    name: str
    weeks: int
    total: int
    on_time: int
    late: int
    missing: int
    untold: int

    @property
    def compliance(self) -> Rate:
        """On time, of those who owed and could be told."""
        return Rate(self.on_time, self.total - self.untold)


@dataclass(frozen=True, slots=True)
class Justified:
    """One task of a quarter's review: whether its unit has said why it is late."""

    unit_id: int
    task_id: int
    answered: bool
    decided: State  # of its newest justification: open, granted, refused


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReview:
    """A unit's part of a review: tasks it was asked about, justified, and judged."""

    unit_id: int
    name: str
    asked: int
    answered: int
    accepted: int
    refused: int

    @property
    def undecided(self) -> int:
        return self.answered - self.accepted - self.refused

    @property
    def missing(self) -> int:
        return self.asked - self.answered


@dataclass(frozen=True)
class Checks:
    """`states` is what units said of each task they were asked about before the report
    closed; empty where there was no round. `reviews`: what they justified."""

    states: Mapping[int, RowState] = field(default_factory=dict)
    weeks: tuple[UnitWeeks, ...] = ()
    reviews: tuple[UnitReview, ...] = ()

    @property
    def unconfirmed(self) -> frozenset[int]:
        """Asked and not answered, or disputed."""
        return frozenset(t for t, said in self.states.items() if said in UNCONFIRMED)

    @property
    def disputed(self) -> int:
        return sum(said is RowState.DISPUTED for said in self.states.values())


def add_up(
    results: Iterable[WeekResult], names: Mapping[int, str]
) -> tuple[UnitWeeks, ...]:
    """The weeks of each unit, in the order of the office."""
    units: dict[int, list[WeekResult]] = defaultdict(list)
    for one in results:
        units[one.unit_id].append(one)
    return tuple(
        UnitWeeks(
            name=name,
            weeks=len(units[unit]),
            total=sum(one.total for one in units[unit]),
            on_time=sum(one.on_time for one in units[unit]),
            late=sum(one.late for one in units[unit]),
            missing=sum(one.missing for one in units[unit]),
            untold=sum(one.untold for one in units[unit]),
        )
        for unit, name in names.items()
        if unit in units
    )


def review_of(
    tasks: Iterable[Justified], names: Mapping[int, str]
) -> tuple[UnitReview, ...]:
    """What each unit justified, in the order of the office."""
    units: dict[int, list[Justified]] = defaultdict(list)
    for one in tasks:
        units[one.unit_id].append(one)

    def judged(unit: int, state: State) -> int:
        return sum(one.answered and one.decided is state for one in units[unit])

    return tuple(
        UnitReview(
            unit_id=unit,
            name=name,
            asked=len(units[unit]),
            answered=sum(one.answered for one in units[unit]),
            accepted=judged(unit, State.GRANTED),
            refused=judged(unit, State.REFUSED),
        )
        for unit, name in names.items()
        if unit in units
    )
