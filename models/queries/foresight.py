"""What planning made: messages with their reasons, and who could not be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from domain.directory import Directory
from domain.tasks import OWED, Progress, Role
from models.tables import Chat, Delivery, Membership, Occurrence, Officer, Task, Unit
from models.work import Reads


@dataclass(frozen=True)
class Made:
    """A message as planning left it. `chat` is Telegram's number."""

    id: int
    key: str
    kind: str
    cls: str
    chat: int
    chat_id: int
    params: Mapping[str, Any]
    not_before: datetime
    late: bool


@dataclass(frozen=True)
class ToldOf:
    """One occurrence; `delivery_id` None: there was nowhere to tell it."""

    id: int
    rule: str
    subject: str
    slot: str
    reason: str
    recipient: str
    delivery_id: int | None


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


async def last_numbers(reads: Reads) -> tuple[int, int]:
    """The newest delivery and the newest occurrence."""
    deliveries = await reads.session.scalar(select(func.max(Delivery.id)))
    occurrences = await reads.session.scalar(select(func.max(Occurrence.id)))
    return deliveries or 0, occurrences or 0


async def made_after(reads: Reads, delivery_id: int) -> list[Made]:
    rows = await reads.session.execute(
        select(
            Delivery.id,
            Delivery.dedup_key,
            Delivery.notice,
            Delivery.cls,
            Chat.address,
            Chat.id,
            Delivery.params,
            Delivery.not_before,
            Delivery.late,
        )
        .join(Chat, Chat.id == Delivery.chat_id)
        .where(Delivery.id > delivery_id)
        .order_by(Delivery.id)
    )
    return [Made(*row) for row in rows]


async def told_after(reads: Reads, occurrence_id: int) -> list[ToldOf]:
    rows = await reads.session.execute(
        select(
            Occurrence.id,
            Occurrence.rule,
            Occurrence.subject,
            Occurrence.slot,
            Occurrence.reason,
            Occurrence.recipient,
            Occurrence.delivery_id,
        )
        .where(Occurrence.id > occurrence_id)
        .order_by(Occurrence.id)
    )
    return [ToldOf(*row) for row in rows]


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
