"""Where systems are told of events, and which events are not in the outbox yet.

The history is what has to be told, so nothing else is written down when a task changes:
a mark says up to which event of it all is in the outbox. Keys of the outbox decide that
an event is put there once, however often it is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    String,
    cast,
    exists,
    func,
    literal,
    select,
    update,
)

from domain.systems import Topic
from domain.tasks import OPEN
from models.history import ASIDE, Kind
from models.queries.endings import followed, read_endings
from models.tables import Chat, Delivery, Task, TaskEvent, Webhook
from models.work import Reads, Work

# Events of the history are numbered when they are written and seen when they are
# committed. On PostgreSQL a later number may be seen first: what is younger than this
# is looked at again. It is far longer than a transaction may last.
SETTLED_AFTER = timedelta(minutes=10)
DONE = (Kind.DONE, Kind.CONFIRMED)
TOPIC_OF: Mapping[Kind, Topic] = {
    **{kind: Topic.CHANGED for kind in Kind if kind not in ASIDE},
    **dict.fromkeys(DONE, Topic.DONE),
    Kind.ASSIGNED: Topic.CREATED,
}


@dataclass(frozen=True)
class Subscription:
    """An address, what it is told of, and up to where it has been.

    `units`: only of the tasks that these lead; None: of all.
    """

    id: int
    system: str
    topics: tuple[Topic, ...]
    units: frozenset[int] | None
    chat_id: int
    last_event: int
    overdue_since: date
    overdue_until: date

    @property
    def kinds(self) -> list[str]:
        return [k.value for k, topic in TOPIC_OF.items() if topic in self.topics]


@dataclass(frozen=True)
class Happened:
    """What a system is to be told: an event of the history, or that one is overdue."""

    topic: Topic
    task_id: int
    at: datetime
    event_id: int | None = None
    due_version: int = 0

    def key(self, webhook: int) -> str:
        if self.event_id is not None:
            return f"{_beginning(webhook)}event:{self.event_id}"
        return f"{_beginning(webhook)}overdue:{self.task_id}:{self.due_version}"


def _beginning(webhook: int) -> str:
    return f"webhook:{webhook}|"


async def subscriptions(reads: Reads) -> list[Subscription]:
    """Those that are told now."""
    rows = await reads.session.scalars(
        select(Webhook)
        .join(Chat, Chat.id == Webhook.chat_id)
        .where(Webhook.removed_at.is_(None), Chat.state == "active")
        .order_by(Webhook.id)
    )
    found = list(rows)
    endings = await read_endings(reads) if any(row.unit_id for row in found) else {}
    return [
        Subscription(
            row.id,
            row.system,
            topics_of(row.topics),
            followed(row.unit_id, reads.today, endings) if row.unit_id else None,
            row.chat_id,
            row.last_event,
            row.overdue_since,
            row.overdue_until,
        )
        for row in found
    ]


def topics_of(said: str) -> tuple[Topic, ...]:
    return tuple(Topic(word) for word in said.split())


async def newest_event(reads: Reads) -> int:
    newest = select(TaskEvent.id).order_by(TaskEvent.id.desc()).limit(1)
    return await reads.session.scalar(newest) or 0


async def untold_events(
    reads: Reads, one: Subscription, until: int, limit: int
) -> list[Happened]:
    """Events up to that number which are not in its outbox, the oldest first."""
    key = literal(f"{_beginning(one.id)}event:") + cast(TaskEvent.id, String)
    rows = await reads.session.execute(
        select(TaskEvent.id, TaskEvent.task_id, TaskEvent.kind, TaskEvent.recorded_at)
        .where(
            TaskEvent.id > one.last_event,
            TaskEvent.id <= until,
            TaskEvent.kind.in_(one.kinds),
            ~exists().where(Delivery.dedup_key == key),
            # Asked event by event: joined, SQLite begins at all tasks of the units.
            _of_unit(select(Task.id).where(Task.id == TaskEvent.task_id), one).exists(),
        )
        .order_by(TaskEvent.id)
        .limit(limit)
    )
    return [
        Happened(TOPIC_OF[Kind(row.kind)], row.task_id, row.recorded_at, row.id)
        for row in rows
    ]


async def untold_overdue(reads: Reads, one: Subscription, limit: int) -> list[Happened]:
    """Open tasks whose last day has passed since the subscription began."""
    key = (
        literal(f"{_beginning(one.id)}overdue:")
        + cast(Task.id, String)
        + ":"
        + cast(Task.due_version, String)
    )
    rows = await reads.session.execute(
        _of_unit(
            select(Task.id, Task.due_version).where(
                Task.progress.in_(OPEN),
                Task.due_on >= one.overdue_since,
                Task.due_on < reads.today,
                ~exists().where(Delivery.dedup_key == key),
            ),
            one,
        )
        .order_by(Task.id)
        .limit(limit)
    )
    return [
        Happened(Topic.OVERDUE, row.id, reads.now, due_version=row.due_version)
        for row in rows
    ]


def _of_unit(asked: Any, one: Subscription) -> Any:
    return asked if one.units is None else asked.where(Task.lead_unit_id.in_(one.units))


async def move_mark(work: Work, one: Subscription, until: int) -> None:
    """All events up to that one are in the outbox, or too young to be sure of it."""
    if work.is_postgresql:
        settled = select(func.max(TaskEvent.id)).where(
            TaskEvent.id > one.last_event,
            TaskEvent.id <= until,
            TaskEvent.recorded_at <= work.now - SETTLED_AFTER,
        )
        until = await work.session.scalar(settled) or one.last_event
    await _set(work, [one.id], last_event=until)


async def mark_overdue_told(work: Work, one: Subscription) -> None:
    """Of today; what is put off to a day that has passed is told tomorrow."""
    await _set(work, [one.id], overdue_until=work.today)


async def _set(work: Work, ids: Sequence[int], **values: Any) -> None:
    await work.session.execute(
        update(Webhook)
        .where(Webhook.id.in_(ids))
        .values(**values)
        .execution_options(synchronize_session=False)
    )
