"""What would be said if nobody answered: messages foreseen, and two lists compared.

Nothing here is planned or sent: `scheduler/foresight.py` lets the scheduler's own
planning run on a copy of the office, and keeps what it made in these facts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

WALL_TIME = re.compile(r"T\d\d:\d\d$")  # the end of a moment's slot key
DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=T\d\d:\d\d$)")


@lru_cache(maxsize=1_000)
def _day_in(slot: str) -> date | None:
    found = DAY.search(slot)
    return date.fromisoformat(found.group()) if found else None


class Why(NamedTuple):
    """One reason of a message: a rule, its slot, and what it speaks of."""

    rule: str
    slot: str
    tasks: tuple[int, ...] = ()
    units: tuple[str, ...] = ()
    reason: str = ""  # the cadence of a warning, the step of a ladder

    @property
    def nominal(self) -> date | None:
        """The day that the office names for the moment; None for a stage of a task."""
        return _day_in(self.slot)

    @property
    def timeless(self) -> tuple[str, str]:
        """The rule and its slot, whatever the time of day."""
        return self.rule, WALL_TIME.sub("", self.slot)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to be told, or a group. `place` is the recipient's key."""

    place: str  # officer:9, chat:3
    name: str
    unit: str
    chat: int | None  # Telegram's number; None: nobody is linked


@dataclass(frozen=True, slots=True)
class Shift:
    """A moment that is told on another day, since its own is off."""

    nominal: date
    because: str  # the day's name; "" for a weekend


class Foreseen(NamedTuple):
    """One message. `at`: when it may leave first; `slot`: the moment it speaks for."""

    at: datetime
    slot: datetime
    to: Recipient
    key: str
    kind: str
    cls: str
    why: tuple[Why, ...]
    shifts: tuple[Shift, ...] = ()
    late: bool = False

    @property
    def what(self) -> frozenset[tuple[str, str, tuple[int, ...], tuple[str, ...]]]:
        """What it says, whatever the time of day."""
        return frozenset((*one.timeless, one.tasks, one.units) for one in self.why)

    @property
    def is_empty(self) -> bool:
        return not any(one.tasks or one.units for one in self.why)


@dataclass(frozen=True, slots=True)
class Wave:
    """The messages that may leave at one instant, and when the last of them has left.

    `unreached`: so many should have been told and have no chat.
    """

    at: datetime
    messages: int
    ends: datetime
    unreached: int = 0


@dataclass(frozen=True, slots=True)
class Foresight:
    """All messages of a span, in order, and what they were foreseen from."""

    since: datetime
    until: datetime
    as_of: datetime
    policy: str
    messages: tuple[Foreseen, ...]
    waves: tuple[Wave, ...] = ()
    unreached: tuple[tuple[datetime, Recipient], ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What another policy changes. `moved`: the same message at another time;
    `changed`: at the same time to the same person, about something else."""

    added: tuple[Foreseen, ...]
    gone: tuple[Foreseen, ...]
    moved: tuple[tuple[Foreseen, Foreseen], ...]
    changed: tuple[tuple[Foreseen, Foreseen], ...]

    @property
    def is_none(self) -> bool:
        return not (self.added or self.gone or self.moved or self.changed)


def difference(before: Iterable[Foreseen], after: Iterable[Foreseen]) -> Difference:
    """Compare two lists of messages, each in order of time."""
    gone, added = list(before), list(after)
    same = _pairs(gone, added, lambda one: (one.to.place, one.at, one.what))
    gone, added = _without(gone, added, same)
    moved = _pairs(gone, added, lambda one: (one.to.place, one.kind, one.what))
    gone, added = _without(gone, added, moved)
    changed = _pairs(gone, added, lambda one: (one.to.place, one.kind, one.at))
    gone, added = _without(gone, added, changed)
    return Difference(tuple(added), tuple(gone), tuple(moved), tuple(changed))


Pairs = list[tuple[Foreseen, Foreseen]]


def _pairs(
    before: Sequence[Foreseen],
    after: Sequence[Foreseen],
    alike: Callable[[Foreseen], object],
) -> Pairs:
    waiting: dict[object, list[Foreseen]] = defaultdict(list)
    for one in before:
        waiting[alike(one)].append(one)
    found = []
    for one in after:
        if waiting[alike(one)]:
            found.append((waiting[alike(one)].pop(0), one))
    return found


def _without(
    before: list[Foreseen], after: list[Foreseen], pairs: Pairs
) -> tuple[list[Foreseen], list[Foreseen]]:
    first, second = {id(a) for a, _ in pairs}, {id(b) for _, b in pairs}
    return (
        [one for one in before if id(one) not in first],
        [one for one in after if id(one) not in second],
    )
