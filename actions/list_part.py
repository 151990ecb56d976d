"""The tasks behind a figure of a summary, by their numbers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from actions.build_report import read_judged
from domain.overdue_change import Cause, OverdueChange
from domain.reports import Asked
from domain.scope import Scope
from domain.standings import Standing, due_in
from domain.summary_notices import Part
from domain.tasks import Progress
from models.queries.overdue_change import read_overdue_change
from models.queries.standings import Cut
from models.work import Reads


async def tasks_of_part(
    reads: Reads, scope: Scope, asked: Asked, part: Part
) -> list[int]:
    """As many as the summary said, those with the earliest deadline first."""
    if part.value in list(Cause):
        change = await _change(reads, scope, asked)
        return list(change.tasks.get(Cause(part.value), ()))
    tasks = await read_judged(reads, asked, scope, Cut(asked.as_of))
    found = sorted(_part(tasks, asked, part), key=_first_due)
    return [task.id for task in found]


async def _change(reads: Reads, scope: Scope, asked: Asked) -> OverdueChange:
    return await read_overdue_change(
        reads,
        scope,
        Cut(asked.previous_as_of),
        Cut(asked.as_of),
        unit_id=asked.unit_id,
    )


def _part(tasks: Collection[Standing], asked: Asked, part: Part) -> list[Standing]:
    due = due_in(tasks, asked.period)
    match part:
        case Part.OVERDUE:
            return [task for task in tasks if task.is_overdue(asked.as_of)]
        case Part.TO_CONFIRM:
            return [task for task in tasks if task.progress is Progress.REPORTED]
        case Part.UNDATED:
            return [task for task in tasks if task.is_open and task.due_on is None]
        case Part.LATE:
            return [task for task in due if task.is_late]
    return [task for task in due if task.is_open]


def _first_due(task: Standing) -> tuple[date, int]:
    return task.due_on or date.max, task.id
