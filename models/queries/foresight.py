"""What the office has told, what waits to be told, and what things are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import String, cast, exists, literal, or_, select
from sqlalchemy.orm import aliased

from domain.directory import Directory
from domain.reminders import Rule
from domain.tasks import OPEN, OWED, Progress, Role
from models.tables import Chat, Delivery, Membership, Occurrence, Officer, Task, Unit
from models.work import Reads

REMEMBERED = timedelta(days=92)  # as far back as any moment is looked for
STATES = ("pending", "claimed")  # a message that has not begun to leave


@dataclass(frozen=True)
class Waiting:
    """A message in the outbox, by its columns, and what it tells."""

    columns: dict[str, Any]
    told: list[Occurrence]


@dataclass(frozen=True)
class Owed:
    """One open task, as a weekly reminder looks at it."""

    id: int
    waits: bool  # reported: a tracker has to confirm it
    updated_at: datetime | None
    entered_at: datetime

    def is_owed(self, since: datetime, before: datetime) -> bool:
        """As `models/queries/due.py: lacks_update` and `waiting_divisions` have it."""
        if self.entered_at > before:
            return False
        return self.waits or self.updated_at is None or self.updated_at <= since


async def told_before(
    reads: Reads, before: datetime
) -> set[tuple[str, str, int, str, str]]:
    """What was told by then and may come again, by what a table knows it by.

    A stage of an open task is told once for ever, so it counts however old it is.
    """
    subjects = select(literal("task:") + cast(Task.id, String)).where(
        Task.progress.in_(OPEN)
    )
    rows = await reads.session.stream(
        select(
            Occurrence.rule,
            Occurrence.subject,
            Occurrence.version,
            Occurrence.recipient,
            Occurrence.slot,
        )
        .where(Occurrence.planned_at < before)
        .where(
            or_(
                Occurrence.planned_at >= before - REMEMBERED,
                Occurrence.subject.in_(subjects),
            )
        )
    )
    return {
        (rule, subject, version, recipient, slot)
        async for rule, subject, version, recipient, slot in rows
    }


async def keys_before(reads: Reads, before: datetime) -> set[str]:
    """Of the messages made by then, and not long ago."""
    made = Delivery.created_at
    rows = await reads.session.scalars(
        select(Delivery.dedup_key).where(made >= before - REMEMBERED, made < before)
    )
    return set(rows)


async def waiting_messages(reads: Reads, before: datetime) -> list[Waiting]:
    """What waits in the outbox now, made before then or by somebody's hand: what one
    has urged nobody would plan again."""
    urged = aliased(Occurrence)
    by_hand = exists().where(
        urged.delivery_id == Delivery.id, urged.rule == Rule.URGED.value
    )
    rows = await reads.session.execute(
        select(Delivery, Occurrence)
        .join(Occurrence, Occurrence.delivery_id == Delivery.id)
        .where(
            Delivery.state.in_(STATES),
            or_(Delivery.created_at < before, by_hand),
            or_(Delivery.expires_at.is_(None), Delivery.expires_at > reads.now),
        )
        .order_by(Delivery.not_before, Delivery.id, Occurrence.id)
    )
    found: dict[int, Waiting] = {}
    for message, told in rows:
        waiting = found.setdefault(message.id, Waiting(_columns(message), []))
        waiting.told.append(told)
    return list(found.values())


def _columns(message: Delivery) -> dict[str, Any]:
    names = ("dedup_key", "chat_id", "cls", "notice", "params", "late")
    times = ("created_at", "not_before", "expires_at")
    return {name: getattr(message, name) for name in (*names, *times)}


async def addresses_of_chats(reads: Reads) -> dict[int, int]:
    """By chat, the channel's number of it."""
    rows = await reads.session.execute(select(Chat.id, Chat.address))
    return {row.id: row.address for row in rows}


async def names_of_units(reads: Reads) -> dict[int, str]:
    rows = await reads.session.execute(select(Unit.id, Unit.name))
    return {row.id: row.name for row in rows}


async def names_of_places(reads: Reads) -> dict[str, tuple[str, str]]:
    """(name, unit) of every officer and every group, by the recipient's key."""
    found: dict[str, tuple[str, str]] = {}
    people = await reads.session.execute(
        select(Officer.id, Officer.name, Unit.name.label("unit"))
        .outerjoin(Membership, Membership.officer_id == Officer.id)
        .outerjoin(Unit, Unit.id == Membership.unit_id)
        .order_by(Membership.id)
    )
    for row in people:
        found.setdefault(f"officer:{row.id}", (row.name, row.unit or ""))
    groups = await reads.session.execute(
        select(Chat.id, Chat.title, Unit.name)
        .join(Unit, Unit.id == Chat.unit_id)
        .where(Chat.kind == "group")
    )
    found |= {f"chat:{chat}": (title or unit, unit) for chat, title, unit in groups}
    return found


async def owed_of_everybody(
    reads: Reads, directory: Directory
) -> Mapping[int, Sequence[Owed]]:
    """By officer what he may owe in a week: read once for all of them."""
    rows = await reads.session.execute(
        select(
            Task.id,
            Task.officer_id,
            Task.lead_unit_id,
            Task.tracking_unit_id,
            Task.progress,
            Task.updated_at,
            Task.entered_at,
        )
        .where(Task.progress.in_((*OWED, Progress.REPORTED)))
        .order_by(Task.id)
    )
    found: dict[int, list[Owed]] = defaultdict(list)
    for row in rows:
        waits = row.progress is Progress.REPORTED
        owed = Owed(row.id, waits, row.updated_at, row.entered_at)
        people: Collection[int] = (
            directory.of(row.tracking_unit_id, Role.TRACKER)
            if waits
            else directory.responsible(row.officer_id, row.lead_unit_id)
        )
        for officer in people:
            found[officer].append(owed)
    return found
