"""An outbox that is only imagined: what the office remembers, and what would follow.

It decides as the real one does (actions/tell_places.py): a thing is told once to a
place, and what is told there at a moment is one message.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from actions.tell_places import Letter, Row, Told, letters_to
from models.queries.due import DueTask
from models.work import Reads
from scheduler.looks import Looks

Identity = tuple[str, str, int, str, str]


@dataclass(frozen=True)
class Said:
    """What is told to a place together; `letter` None: it cannot be reached."""

    letter: Row | None
    told: Sequence[Told]


class ImaginedOutbox:
    """`told` and `keys` are what the office has said before."""

    def __init__(self, told: set[Identity], keys: set[str]) -> None:
        self._told = told
        self._keys = keys

    def put(self, told: Iterable[Told], letter: Letter) -> Iterator[Said]:
        """One for each place that hears something new."""
        once = {one.identity: one for one in told}
        new = once.keys() - self._told
        self._told |= new
        together: dict[str, list[Told]] = defaultdict(list)
        for identity, one in once.items():
            if identity in new:
                together[one.message].append(one)
        heard = (one for one in once.values() if one.message in together)
        letters = letters_to(heard, letter)
        for name, some in together.items():
            yield Said(self._posted(letters.get(name)), some)

    def _posted(self, letter: Row | None) -> Row | None:
        """Under a key of its own: the message of that key may have left."""
        if letter is not None:
            if letter["dedup_key"] in self._keys:
                letter["dedup_key"] += f"|{letter['created_at']:%Y-%m-%dT%H:%M:%S}"
            self._keys.add(letter["dedup_key"])
        return letter


class StandingTasks(Looks):
    """The tasks of an office in which nobody does anything: read once for all days."""

    def __init__(
        self, dated: list[DueTask], undated: list[DueTask], reported: list[DueTask]
    ) -> None:
        self._dated = dated
        self._days = [one.facts.due_on or date.max for one in dated]
        self._no_day = undated
        self._waiting = reported

    @classmethod
    async def read(cls, reads: Reads) -> StandingTasks:
        looks = Looks(reads)
        return cls(
            await looks.due(first=None, last=date.max),
            await looks.undated(assigned_until=date.max),
            await looks.reported(),
        )

    async def due(self, *, first: date | None, last: date) -> list[DueTask]:
        start = 0 if first is None else bisect_left(self._days, first)
        return self._dated[start : bisect_right(self._days, last)]

    async def undated(self, *, assigned_until: date) -> list[DueTask]:
        return [
            one
            for one in self._no_day
            if one.facts.assigned_on is not None
            and one.facts.assigned_on <= assigned_until
        ]

    async def reported(self) -> list[DueTask]:
        return self._waiting
