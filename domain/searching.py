"""What `/tim` looks for: words, a unit, a state (design.md section 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from domain.tasks import OPEN, Progress

MOST_FOUND = 1_000  # more are not sorted out: other words are asked for
SHORTEST = 2  # letters; less is in every task


class Wanted(StrEnum):
    """A state to look for, as people name it."""

    OPEN = "open"
    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    DUE_SOON = "due_soon"
    UNDATED = "undated"
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    REPORTED = "reported"
    RETURNED = "returned"
    DONE = "done"
    LATE = "late"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Search:
    """All of it must hold. `words` are folded, in the order in which they were typed.

    They are looked for as one phrase first, then each by itself. `units`: the ids of
    the unit that was named; a name may be borne by several. `heirs`: who does the work
    of one of them that ended, and so leads what was open of it.
    """

    words: tuple[str, ...] = ()
    units: frozenset[int] = frozenset()
    wanted: Wanted | None = None
    heirs: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether it asks for too little to be looked for."""
        named = bool(self.units) or self.wanted is not None
        return not named and len("".join(self.words)) < SHORTEST


class Hit(NamedTuple):
    """A task that was found, as far as its place in the list needs it."""

    id: int
    due_on: date | None
    progress: Progress


def in_order(hits: Iterable[Hit]) -> list[int]:
    """What is open first, the most urgent before; then the newest of the rest."""
    return [hit.id for hit in sorted(hits, key=_place)]


def _place(hit: Hit) -> tuple[bool, date, int]:
    if hit.progress in OPEN:
        return False, hit.due_on or date.max, hit.id
    return True, date.max, -hit.id


def name_units(said: Search, units: Mapping[str, Iterable[int]]) -> Search:
    """Take the longest run of words that is a unit's folded name, alias or code."""
    words = said.words
    for length in range(len(words), 0, -1):
        for begin in range(len(words) - length + 1):
            named = units.get(" ".join(words[begin : begin + length]))
            if named:
                rest = (*words[:begin], *words[begin + length :])
                return replace(said, words=rest, units=frozenset(named))
    return said
