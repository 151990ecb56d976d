"""The history of a task, and the task as the sum of it.

A task's row says nothing that its events do not: `replay` gives the row again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnDefault, Date, case, insert, literal, or_, select, update
from sqlalchemy.types import TypeEngine

from models.base import Base, Instant, Word
from models.tables import Card, Task, TaskEvent
from models.work import Reads, Work


class Kind(StrEnum):
    """What happened to a task."""

    ASSIGNED = "assigned"
    CORRECTED = "corrected"  # the register said otherwise later
    PROGRESS = "progress"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    DONE = "done"  # as the register says
    OFFICER_SET = "officer_set"
    HANDED_OVER = "handed_over"  # from one officer to his successor
    ACKNOWLEDGED = "acknowledged"
    URGED = "urged"  # by somebody's hand
    UNDONE = "undone"  # an import was taken back
    AMENDED = "amended"  # a later document says otherwise
    CANCELLED = "cancelled"  # a later document takes it back
    TAKEN_BACK = "taken_back"  # one's own last change; the event before it is void
    SETTLED = "settled"  # the tracker chose between a file's word and a person's
    EXTENSION_ASKED = "extension_asked"
    EXTENDED = "extended"
    NOT_EXTENDED = "not_extended"
    OBSTACLE = "obstacle"  # an officer met one
    OBSTACLE_CLIMBED = "obstacle_climbed"
    OBSTACLE_DECIDED = "obstacle_decided"
    PETITION = "petition"
    PETITION_ANSWERED = "petition_answered"
    EXPLAINED = "explained"  # why it is late
    JUSTIFIED = "justified"  # and that was accepted
    NOT_JUSTIFIED = "not_justified"
    INHERITED = "inherited"  # its unit ended, and another does its work
    GIVEN_BACK = "given_back"  # that end was entered by mistake
    FILED = "filed"  # a file or a photo was kept with it


# Columns of which a task's first events need not speak.
UNSAID = ("updated_at", "acknowledged_on", "justified_on")

# A person's own word: these settle the weekly update (design.md section 5). Who asks
# for more time has said how the task stands as well.
UPDATES = (Kind.PROGRESS, Kind.REPORTED, Kind.OBSTACLE, Kind.EXTENSION_ASKED)
# Said about a task, and nothing of it is changed: the buttons already shown still hold.
ASIDE = (
    *(Kind.ACKNOWLEDGED, Kind.URGED, Kind.EXTENSION_ASKED, Kind.NOT_EXTENDED),
    *(Kind.OBSTACLE, Kind.OBSTACLE_CLIMBED, Kind.OBSTACLE_DECIDED),
    *(Kind.PETITION, Kind.PETITION_ANSWERED, Kind.EXPLAINED, Kind.NOT_JUSTIFIED),
    Kind.FILED,
)
AT_ONCE = 500  # tasks of one statement: SQLite counts its holes


@dataclass(frozen=True)
class Change:
    """One event to be: which columns of the task get which new values."""

    task_id: int
    kind: Kind
    door: str
    effective_on: date
    actor_id: int | None = None
    columns: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""


async def record(work: Work, change: Change) -> int:
    """Add an event and bring the task and its cards up to it; the event's number."""
    event = TaskEvent(**_event(work, change, change.task_id))
    work.session.add(event)
    await _bring_up(work, change, [change.task_id])
    await work.session.flush()
    return event.id


async def record_alike(work: Work, change: Change, tasks: Sequence[int]) -> None:
    """The same event for many tasks, in a few statements; `change.task_id` is not read.

    Their events stand in the order of the tasks.
    """
    for start in range(0, len(tasks), AT_ONCE):
        some = list(tasks[start : start + AT_ONCE])
        rows = [_event(work, change, task) for task in some]
        await work.session.execute(insert(TaskEvent), rows)
        await _bring_up(work, change, some)


def _event(work: Work, change: Change, task_id: int) -> dict[str, Any]:
    return {
        "task_id": task_id,
        "kind": change.kind.value,
        "door": change.door,
        "actor_id": change.actor_id,
        "effective_on": change.effective_on,
        "recorded_at": work.now,
        "changes": plain(change.columns),
        "note": change.note,
    }


async def _bring_up(work: Work, change: Change, tasks: Sequence[int]) -> None:
    values = dict(change.columns)
    if change.kind in UPDATES:
        values["updated_at"] = work.now
    if change.kind not in ASIDE:
        values["version"] = Task.version + 1
    if values:
        await work.session.execute(
            update(Task)
            .where(Task.id.in_(tasks))
            .values(**values)
            .execution_options(synchronize_session="fetch")
        )
    await mark_stale(work, *(f"task:{task}" for task in tasks))


async def mark_stale(work: Work, *subjects: str) -> None:
    """Let the cards about these be shown anew; frozen ones stay as they are."""
    await work.session.execute(
        update(Card)
        .where(or_(*(Card.subject == subject for subject in subjects)))
        .where(Card.frozen.is_(False))
        # The first change sets the time; later ones must not put the edit off.
        .values(
            stale=True, stale_at=case((Card.stale, Card.stale_at), else_=_now(work))
        )
        .execution_options(synchronize_session=False)
    )


def _now(work: Work) -> Any:
    return literal(work.now, Instant())


async def events_of(reads: Reads, task_id: int) -> list[TaskEvent]:
    found = await reads.session.scalars(
        select(TaskEvent).where(TaskEvent.task_id == task_id).order_by(TaskEvent.id)
    )
    return list(found)


def replay(events: Iterable[TaskEvent]) -> dict[str, Any]:
    """The columns of a task, made again from its events alone, in their order."""
    state: dict[str, Any] = dict.fromkeys(UNSAID) | {"version": 0}
    for event in events:
        state.update(typed(event.changes))
        state["version"] += event.kind not in ASIDE
        state.setdefault("entered_at", event.recorded_at)
        if event.kind in UPDATES:
            state["updated_at"] = event.recorded_at
    return state


def values_before(
    events: Iterable[TaskEvent], event_id: int, names: Iterable[str]
) -> dict[str, Any]:
    """What these columns held before that event; of which nothing was said, its
    default."""
    state = replay(one for one in events if one.id < event_id)
    return {name: state[name] if name in state else _default(name) for name in names}


def _default(name: str) -> Any:
    default = Task.__table__.c[name].default
    return default.arg if isinstance(default, ColumnDefault) else None


def plain(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON keeps them: dates and instants as ISO text, words as words."""
    return {name: _plain(value) for name, value in columns.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def typed(changes: Mapping[str, Any], table: type[Base] = Task) -> dict[str, Any]:
    """The other way round, by the types of the table's columns."""
    columns = table.__table__.c
    return {n: _typed(columns[n].type, value) for n, value in changes.items()}


def _typed(column: TypeEngine[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column, Instant):
        return datetime.fromisoformat(value)
    if isinstance(column, Date):
        return date.fromisoformat(value)
    return column.words(value) if isinstance(column, Word) else value
