"""A message of the exchange is taken back: what it cancelled is open again.

The message waits for the clerk anew, as if nobody had taken it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from models.history import (
    ASIDE,
    Change,
    Kind,
    events_of,
    mark_stale,
    record,
    values_before,
)
from models.queries.exchange import DOOR, OUTCOME, message_of_run, said_in
from models.queries.registers import tasks_by_id
from models.queries.undoing import later_instead
from models.tables import ExchangeMessage, ImportRun, TaskEvent
from models.work import Reads, Work


@dataclass
class GivenBack:
    """Tasks that are as they were; and those that have moved on since, by number."""

    restored: list[int] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)


async def later_than_message(reads: Reads, run: ImportRun) -> int | None:
    """The newest import that gave to a unit what this message had taken from it."""
    message = await message_of_run(reads, run)
    cancelled = message.facts[OUTCOME].get("cancelled", ()) if message else ()
    return await later_instead(reads, run.id, cancelled) if cancelled else None


async def undo_message(
    work: Work, run: ImportRun, actor_id: int | None, stay: Collection[int]
) -> GivenBack:
    """`stay`: units that keep what the message gave, because people have acted on it;
    what it took from them is not given back as well."""
    back = GivenBack()
    message = await message_of_run(work, run)
    if message is None:
        return back
    cancelled = message.facts[OUTCOME].get("cancelled", ())
    for task in (await tasks_by_id(work, cancelled)).values():
        events = await events_of(work, task.id)
        event = None if task.lead_unit_id in stay else _last(events)
        if event is None or event.recorded_at != run.at:
            back.kept.append(task.id)
            continue
        # On its own day, so that no figure of a day between counts it as cancelled.
        day, columns = (
            event.effective_on,
            values_before(events, event.id, event.changes),
        )
        undone = Change(task.id, Kind.UNDONE, DOOR, day, actor_id, columns)
        await record(work, undone)
        back.restored.append(task.id)
    await _open_again(work, message)
    return back


def _last(events: Sequence[TaskEvent]) -> TaskEvent | None:
    """The event that a message cancelled it with, if nothing has changed it since."""
    last = next((one for one in reversed(events) if one.kind not in ASIDE), None)
    is_it = last is not None and (last.kind, last.door) == (Kind.CANCELLED, DOOR)
    return last if is_it else None


async def _open_again(work: Work, message: ExchangeMessage) -> None:
    message.facts, message.state = said_in(message.facts), "open"
    message.decided_by = message.decided_at = None
    await work.session.flush()
    await mark_stale(work, f"exchange:{message.id}")
