"""The tasks that the rules of one batch ask about: what several ask is read once."""

from __future__ import annotations

from datetime import date

from domain.reach import Unreached
from models.queries.due import DueTask, owed_tasks_due, reported_tasks, undated_tasks
from models.queries.unreached import read_unreached
from models.work import Reads


class Looks:
    """The answers of one batch, as they were when it was first asked."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        self._due: dict[tuple[date | None, date], list[DueTask]] = {}
        self._undated: dict[date, list[DueTask]] = {}
        self._reported: list[DueTask] | None = None
        self._unreached: list[Unreached] | None = None

    async def due(self, *, first: date | None, last: date) -> list[DueTask]:
        """Tasks somebody still owes, with a deadline from `first` to `last`."""
        if (first, last) not in self._due:
            found = await owed_tasks_due(self._reads, first=first, last=last)
            self._due[first, last] = found
        return self._due[first, last]

    async def undated(self, *, assigned_until: date) -> list[DueTask]:
        """Tasks somebody still owes that bear no deadline, assigned by that day."""
        if assigned_until not in self._undated:
            found = await undated_tasks(self._reads, assigned_until=assigned_until)
            self._undated[assigned_until] = found
        return self._undated[assigned_until]

    async def unreached(self) -> list[Unreached]:
        """Who should be told of open tasks and cannot be."""
        if self._unreached is None:
            self._unreached = await read_unreached(self._reads)
        return self._unreached

    async def reported(self) -> list[DueTask]:
        """Tasks that wait for a tracker's confirmation."""
        if self._reported is None:
            self._reported = await reported_tasks(self._reads)
        return self._reported
