"""An ending that was entered by mistake: what went over goes back, with a trail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from domain.succession import heirs
from models.history import Change, Kind, record_alike, replay
from models.queries.endings import (
    as_rules,
    histories,
    inherited_tasks,
    names_of,
    standing_endings,
    swap_support,
)
from models.queries.passing import pass_papers
from models.tables import TaskEvent, UnitEnding
from models.work import Work

UNITS = ("lead_unit_id", "tracking_unit_id")
Columns = tuple[tuple[str, Any], ...]


async def give_tasks_back(work: Work, ending: UnitEnding) -> int:
    """Mark the ending as undone; how many tasks went back.

    A task goes back on the day on which it had gone, so that no figure in between
    counts it elsewhere (docs/decisions/0032). One that was given to yet another unit by
    a person stays there.
    """
    since = ending.last_on + timedelta(days=1)
    rules = as_rules((await standing_endings(work)).values())
    to = heirs(ending.unit_id, since, rules).one
    ending.undone_at = work.now
    if ending.carried_at is None or to is None:
        await work.session.flush()
        return 0
    names = await names_of(work, [ending.unit_id])
    change = Change(
        task_id=0,
        kind=Kind.GIVEN_BACK,
        door="terminal",
        effective_on=since,
        note=names[ending.unit_id],
    )
    going = _going(await _histories(work, ending), ending.unit_id)
    for columns, tasks in going.items():
        some = Change(**{**vars(change), "columns": dict(columns)})
        await record_alike(work, some, tasks)
    if ending.supported:
        await swap_support(work, ending.supported, to, ending.unit_id)
        await record_alike(work, change, ending.supported)
    await pass_papers(work, ending.papers, to, ending.unit_id)
    await work.session.flush()
    gone = {task for tasks in going.values() for task in tasks}
    return len(gone | set(ending.supported))


async def _histories(work: Work, ending: UnitEnding) -> dict[int, list[TaskEvent]]:
    since = ending.last_on + timedelta(days=1)
    return await histories(work, await inherited_tasks(work, since))


def _going(
    known: Mapping[int, Sequence[TaskEvent]], unit_id: int
) -> dict[Columns, list[int]]:
    """The tasks that go back, by the columns that say so."""
    going: dict[Columns, list[int]] = defaultdict(list)
    for task_id, events in known.items():
        columns: dict[str, Any] = {}
        for name in UNITS:
            columns |= _back(events, name, unit_id)
        if columns:
            going[tuple(columns.items())].append(task_id)
    return going


def _back(events: Sequence[TaskEvent], name: str, unit_id: int) -> dict[str, Any]:
    """What the task had before it went from this unit; nothing if it did not, or if
    somebody has said otherwise since."""
    at = None
    for index, event in enumerate(events):
        if name not in event.changes:
            continue
        if event.kind != Kind.INHERITED.value:
            at = None
        elif replay(events[:index]).get(name) == unit_id:
            at = index
    if at is None:
        return {}
    before = replay(events[:at])
    back: dict[str, Any] = {name: unit_id}
    if name == "lead_unit_id":
        back["officer_id"] = before.get("officer_id")
    return back
