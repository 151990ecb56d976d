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

from actions.tell_places import Letter, Row, Told
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
        together: dict[str, dict[Identity, Told]] = defaultdict(dict)
        for one in told:
            together[one.message][one.identity] = one
        for some in together.values():
            new = [one for identity, one in some.items() if identity not in self._told]
            if new:
                self._told.update(some)
                yield Said(self._posted(list(some.values()), letter), new)

    def _posted(self, told: Sequence[Told], letter: Letter) -> Row | None:
        """Under a key of its own: the message of that key may have left."""
        if told[0].place.chat_id is None:
            return None
        row = letter(told)
        if row["dedup_key"] in self._keys:
            row["dedup_key"] += f"|{row['created_at']:%Y-%m-%dT%H:%M:%S}"
        self._keys.add(row["dedup_key"])
        return row


@dataclass(frozen=True)
class StandingTasks:
    """The tasks of an office in which nobody does anything: read once for all days."""

    dated: list[DueTask]  # by their day
    undated: list[DueTask]
    reported: list[DueTask]

    @classmethod
    async def read(cls, reads: Reads) -> StandingTasks:
        looks = Looks(reads)
        return cls(
            await looks.due(first=None, last=date.max),
            await looks.undated(assigned_until=date.max),
            await looks.reported(),
        )


class StandingLooks(Looks):
    """What one batch asks about them; all else is read on its day."""

    def __init__(self, reads: Reads, tasks: StandingTasks) -> None:
        super().__init__(reads)
        self._tasks = tasks

    async def due(self, *, first: date | None, last: date) -> list[DueTask]:
        dated = self._tasks.dated
        start = 0 if first is None else bisect_left(dated, first, key=_day)
        return dated[start : bisect_right(dated, last, key=_day)]

    async def undated(self, *, assigned_until: date) -> list[DueTask]:
        return [
            one
            for one in self._tasks.undated
            if one.facts.assigned_on is not None
            and one.facts.assigned_on <= assigned_until
        ]

    async def reported(self) -> list[DueTask]:
        return self._tasks.reported


def _day(task: DueTask) -> date:
    return task.facts.due_on or date.max
